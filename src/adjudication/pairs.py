"""Abilities from comparisons of two: the model of Bradley and Terry, fitted by Newton's method.

P(a beats b) = 1 / (1 + exp(ability of b − ability of a)). Sources: R. Bradley, M. Terry, Rank
analysis of incomplete block designs, Biometrika 39, 1952; on when there is a maximum, L. Ford,
Solution of a ranking problem from binary comparisons, American Mathematical Monthly 64, 1957.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import lapack
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from adjudication.errors import InvalidComparisons, NoMaximum

Numbers: TypeAlias = NDArray[np.int64]
Figures: TypeAlias = NDArray[np.float64]

_MOST_STEPS: Final = 200
_CLOSE: Final = 1e-10


@dataclass(frozen=True, slots=True, eq=False)
class Comparisons:
    """Who won against whom, how often: arrays of one length, items numbered from 0.

    Raises:
        InvalidComparisons: arrays of other lengths or none, items outside, an item against
            itself, counts that are not above 0 and finite.
    """

    winner: Numbers
    loser: Numbers
    count: Figures
    items: int

    def __post_init__(self) -> None:
        """Refuse what is no comparison."""
        if not len(self.winner) == len(self.loser) == len(self.count):
            raise InvalidComparisons(field="count", problem="another-length")
        if not len(self.winner):
            raise InvalidComparisons(field="winner", problem="none")
        both = np.concatenate([self.winner, self.loser])
        if not 0 <= int(both.min()) <= int(both.max()) < self.items:
            raise InvalidComparisons(field="winner", problem="outside")
        if (self.winner == self.loser).any():
            item = int(self.winner[self.winner == self.loser][0])
            raise InvalidComparisons(field="loser", problem="itself", item=item)
        if not (np.isfinite(self.count) & (self.count > 0)).all():
            raise InvalidComparisons(field="count", problem="not-above-zero")


@dataclass(frozen=True, slots=True, eq=False)
class Abilities:
    """Every item's ability on the scale of log odds, 0 for the reference.

    se: standard errors of the differences from the reference, 0 for itself. loglik: the log
    likelihood without binomial constants and without the penalty.
    """

    ability: Figures
    se: Figures
    loglik: float


def bradley_terry(
    comparisons: Comparisons, *, penalty: float = 0.0, reference: int = 0
) -> Abilities:
    """The abilities that make what happened most likely.

    `penalty` × the sum of squared abilities, measured from their mean, is taken off the log
    likelihood; with a penalty there always is a maximum, and standard errors are posterior ones
    for normal abilities of variance 1 / (2 × penalty).

    Raises:
        InvalidComparisons: a penalty below 0, or a reference that is no item.
        NoMaximum: without a penalty, when the items fall into two sets and nobody of one lost to
            anybody of the other: the best abilities would be infinitely far apart.
    """
    if not 0 <= penalty < np.inf:
        raise InvalidComparisons(field="penalty", problem="below-zero")
    if not 0 <= reference < comparisons.items:
        raise InvalidComparisons(field="reference", problem="outside")
    if not penalty:
        _check_maximum(comparisons)
    model = _Model(comparisons, penalty)
    ability = model.fitted()
    inverse = model.inverse_information(ability)
    spread = np.diag(inverse)
    variance = spread + spread[reference] - 2 * inverse[reference]
    return Abilities(
        ability=ability - ability[reference],
        se=np.sqrt(np.maximum(variance, 0.0)),
        loglik=model.loglik(ability),
    )


def _check_maximum(comparisons: Comparisons) -> None:
    """Everybody must be reachable from everybody by wins (Ford 1957)."""
    size = comparisons.items
    won = coo_array(
        (np.ones(len(comparisons.winner)), (comparisons.winner, comparisons.loser)),
        shape=(size, size),
    )
    groups, group = connected_components(won, directed=True, connection="strong")
    if groups > 1:
        sizes = np.bincount(group)
        example = int(np.flatnonzero(group == int(sizes.argmin()))[0])
        raise NoMaximum(items=size, groups=int(groups), example=example)


class _Model:
    """The comparisons gathered by pair, with value, slope and curvature of what is maximised."""

    def __init__(self, comparisons: Comparisons, penalty: float) -> None:
        size = comparisons.items
        keys = comparisons.winner * size + comparisons.loser
        pairs, where = np.unique(keys, return_inverse=True)
        self._size = size
        self._winner, self._loser = pairs // size, pairs % size
        self._count = np.bincount(where, weights=comparisons.count)
        self._penalty = penalty

    def loglik(self, ability: Figures) -> float:
        """The log likelihood, without the penalty."""
        ahead = ability[self._winner] - ability[self._loser]
        return -float(self._count @ np.logaddexp(0.0, -ahead))

    def fitted(self) -> Figures:
        """Newton's steps, each halved until it gains; abilities with mean 0."""
        ability = np.zeros(self._size)
        value = self._value(ability)
        for _step in range(_MOST_STEPS):
            slope = self._slope(ability)
            step = _solved(*self._curvature(ability), slope)
            gain = float(slope @ step)
            if gain <= _CLOSE * _CLOSE * max(1.0, abs(value)):
                break
            share = 1.0
            while True:
                tried = ability + share * step
                tried -= tried.mean()
                after = self._value(tried)
                if after > value or share < _CLOSE or gain < 1e-12 * max(1.0, abs(value)):
                    break
                share /= 2
            ability, value = tried, after
        return ability

    def inverse_information(self, ability: Figures) -> Figures:
        """The inverse of the curvature at the maximum; contrasts of it are covariances."""
        lower, _info = lapack.dpotrf(self._information(ability), lower=True)
        inverse, _info = lapack.dpotri(lower, lower=True)
        whole: Figures = np.tril(inverse) + np.tril(inverse, -1).T
        return whole

    def _value(self, ability: Figures) -> float:
        return self.loglik(ability) - self._penalty * float(ability @ ability)

    def _lost(self, ability: Figures) -> Figures:
        """How likely the loser of each pair was to win."""
        ahead = ability[self._winner] - ability[self._loser]
        lost: Figures = np.exp(-np.logaddexp(0.0, ahead))
        return lost

    def _slope(self, ability: Figures) -> Figures:
        pull = self._count * self._lost(ability)
        up = np.bincount(self._winner, weights=pull, minlength=self._size)
        down = np.bincount(self._loser, weights=pull, minlength=self._size)
        return up - down - 2 * self._penalty * ability

    def _curvature(self, ability: Figures) -> tuple[Figures, csr_array]:
        """Minus the second derivatives: the diagonal, and what is off it with its sign turned."""
        lost = self._lost(ability)
        weight = self._count * lost * (1 - lost)
        places = (self._winner, self._loser)
        one_way = coo_array((weight, places), shape=(self._size, self._size)).tocsr()
        across = csr_array(one_way + one_way.T)
        return across @ np.ones(self._size) + 2 * self._penalty, across

    def _information(self, ability: Figures) -> Figures:
        """The same as one matrix; the mean, which is free, is tied down."""
        diagonal, across = self._curvature(ability)
        found: Figures = max(float(diagonal.mean()), 1e-300) / self._size - across.toarray()
        found[np.diag_indices(self._size)] += diagonal
        return found


def _solved(diagonal: Figures, across: csr_array, slope: Figures) -> Figures:
    """The x with diagonal × x − across @ x = slope: conjugate gradients, scaled by the diagonal."""
    found = np.zeros_like(slope)
    left = slope - slope.mean()
    scale = 1 / np.maximum(diagonal, 1e-300)
    towards = scaled = scale * left
    size = float(left @ scaled)
    enough = size * 1e-20
    for _turn in range(10 * len(slope) + 100):
        if size <= enough:
            break
        moved = diagonal * towards - across @ towards
        stride = size / float(towards @ moved)
        found = found + stride * towards
        left = left - stride * moved
        scaled = scale * left
        before, size = size, float(left @ scaled)
        towards = scaled + (size / before) * towards
    return found
