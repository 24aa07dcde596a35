"""A second way to the same figures: the whole covariance of all scores, inverted as it stands.

Slow and plain, for a few dozen scores; shares no code with the package but the ratings.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from adjudication.ratings import Ratings

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Dense:
    """Scores with indicator matrices of means, units and judges."""

    y: Array
    x: Array
    units: Array
    judges: Array

    @classmethod
    def of(cls, ratings: Ratings) -> Dense:
        """The matrices of some ratings."""
        return cls(
            ratings.score,
            np.eye(len(ratings.categories))[ratings.category],
            np.eye(len(ratings.unit_entry))[ratings.unit],
            np.eye(len(ratings.judges))[ratings.judge],
        )

    def covariance(self, variances: Array) -> Array:
        """V = σ²(entry) ZZ' + σ²(judge) WW' + σ² I."""
        entry, judge, rest = variances
        between = entry * self.units @ self.units.T + judge * self.judges @ self.judges.T
        return np.asarray(between + rest * np.eye(len(self.y)))

    def loglik(self, variances: Array) -> float:
        """The restricted log-likelihood, with all constants."""
        inverse = np.linalg.inv(self.covariance(variances))
        means = self.x.T @ inverse @ self.x
        beta = np.linalg.solve(means, self.x.T @ inverse @ self.y)
        rest = self.y - self.x @ beta
        freedom = len(self.y) - self.x.shape[1]
        logdet = np.linalg.slogdet(self.covariance(variances))[1] + np.linalg.slogdet(means)[1]
        return float(-(freedom * np.log(2 * np.pi) + logdet + rest @ inverse @ rest) / 2)

    def highest(self) -> float:
        """The highest restricted log-likelihood that a search from many places finds."""
        scale = float(np.var(self.y - self.x @ np.linalg.lstsq(self.x, self.y, rcond=None)[0]))
        starts = [(a, b) for a in (0.0, 0.7) for b in (0.0, 0.7)]
        found = [
            minimize(
                lambda sd: -self.loglik(np.maximum(sd**2, [0, 0, 1e-9 * scale])),
                np.sqrt(np.array([one, other, 0.5]) * scale) + 1e-3,
                method="Nelder-Mead",
                options={"xatol": 1e-5, "fatol": 1e-9},
            ).fun
            for one, other in starts
        ]
        return float(-min(found))

    def effects(self, variances: Array) -> tuple[Array, Array, Array, Array]:
        """Predicted effects of units and judges, and their posterior covariances."""
        inverse = np.linalg.inv(self.covariance(variances))
        means = np.linalg.inv(self.x.T @ inverse @ self.x)
        projection = inverse - inverse @ self.x @ means @ self.x.T @ inverse
        found = []
        for indicator, variance in ((self.units, variances[0]), (self.judges, variances[1])):
            across = variance * indicator.T @ projection
            found.append(
                (across @ self.y, variance * np.eye(len(across)) - across @ indicator * variance)
            )
        return found[0][0], found[0][1], found[1][0], found[1][1]
