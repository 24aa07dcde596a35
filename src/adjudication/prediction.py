"""The mixed model of scores: which variances can be estimated, and what they predict."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from math import sqrt
from typing import TypeVar

import numpy as np
from scipy import sparse

from adjudication.mixed import Design, Floats, Matrix, Part, Solved, Whole, mirrored, summed
from adjudication.moments import Moments, Seen, moments
from adjudication.ratings import Ratings
from adjudication.reml import Fit, at, estimate

_EXACT = 1e-9
"""A remainder of this share of all variance is rounding."""

_CONSTANT = 1e-12
_FEW = 12
"""Rows of so few cells are multiplied by looking up pairs."""

_ROWS = 2_000
"""Rows of a matrix product that are held at once."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Standard deviations in the units of the scores; None where the scores do not tell."""

    entry: float | None
    judge: float | None
    residual: float | None


@dataclass(frozen=True, eq=False)
class Prediction:
    """Predicted effects at given variances, in the units of the scores.

    `mean` by category (NaN where nothing was scored), `unit` by unit of the ratings, `judge` by
    judge, positive when lenient. `solved` holds the factored equations, None where there is
    nothing to solve; `variance` is the remainder's.
    """

    mean: Floats
    unit: Floats
    judge: Floats
    solved: Solved | None
    variance: float
    units_inside: bool

    @cached_property
    def inverses(self) -> list[Floats]:
        """The full inverse of each part's matrix, relative to the remainder."""
        return [mirrored(each) for each in self.solved.inverses] if self.solved else []

    @cached_property
    def variances(self) -> tuple[Floats, Floats]:
        """Posterior variances of the effects of units and of judges."""
        if self.solved is None:
            return np.zeros(len(self.unit)), np.zeros(len(self.judge))
        inner = np.empty(self.solved.design.inners)
        outer = np.empty(self.solved.design.outers)
        for part, inverse in zip(self.solved.design.parts, self.inverses, strict=True):
            own = self.solved.shrunk[part.rows]
            inner[part.rows] = own + own**2 * _quadratic(part, self.solved, inverse)
            diagonal = np.diagonal(inverse)[: part.outers]
            outer[part.columns[: part.outers]] = self.solved.outer_ratio * diagonal
        found = inner * self.variance, outer * self.variance
        return found if self.units_inside else (found[1], found[0])


def _quadratic(part: Part, solved: Solved, inverse: Floats) -> Floats:
    """The uncertainty that each inner level takes from the outer effects and the means."""
    return quadratic(part.counts, inverse * np.outer(solved.scale(part), solved.scale(part)))


def quadratic(counts: Matrix, full: Floats) -> Floats:
    """c' · full · c for each row c of `counts`."""
    found = np.zeros(counts.shape[0])
    if isinstance(counts, np.ndarray):
        for start in range(0, len(found), _ROWS):
            some = counts[start : start + _ROWS]
            found[start : start + _ROWS] = np.einsum("ij,ij->i", some @ full, some)
        return found
    width = np.diff(counts.indptr)
    for start in range(0, len(found), _ROWS):
        rows = np.arange(start, min(start + _ROWS, len(found)))
        if width[rows].max() <= _FEW:
            found[rows] = _gathered(counts, rows, full)
        else:
            cells = counts[rows].tocoo()
            product = counts[rows] @ full
            found[rows] = summed(cells.row, cells.data * product[cells.row, cells.col], len(rows))
    return found


def _gathered(counts: sparse.csr_array, rows: Whole, full: Floats) -> Floats:
    """The same for rows of few cells: each pair of them is looked up."""
    width = np.diff(counts.indptr)[rows]
    at = counts.indptr[rows][:, None] + np.arange(width.max())
    there = np.arange(width.max()) < width[:, None]
    at = np.where(there, at, 0)
    columns, values = counts.indices[at], np.where(there, counts.data[at], 0.0)
    found = np.zeros(len(rows))
    for one in range(int(width.max())):
        for other in range(int(width.max())):
            pairs = full[columns[:, one], columns[:, other]]
            found += values[:, one] * values[:, other] * pairs
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """What was estimated: standard deviations, likelihood, predictions; `ratios` of the variances
    of units and of judges to the remainder's."""

    prediction: Prediction
    sd: Spread
    loglik: float | None
    ratios: tuple[float, float]
    is_constant: bool = False


def fitted(ratings: Ratings) -> Model:
    """Estimate the variances of entries and judges, and predict the effects."""
    used = Used(ratings)
    if used.spread <= _CONSTANT * max(np.abs(ratings.score).max(initial=0), 1e-300):
        nothing = Spread(0.0, 0.0, 0.0) if used.freedom else Spread(None, None, None)
        return Model(used.unsolved(), nothing, None, (0.0, 0.0), is_constant=used.freedom > 0)
    seen = moments(used.design, used.y)
    units, judges = _in_order(used, seen)
    free = (units is Seen.ESTIMABLE, judges is Seen.ESTIMABLE)
    start = _turned(used, seen.ratios)
    held = (1.0 if units is Seen.AS_REMAINDER else 0.0, 0.0)
    begin = (start[0] if free[0] else held[0], start[1] if free[1] else held[1])
    fit = estimate(used.design, used.y, _turned(used, free), _turned(used, begin))
    is_exact = fit.remainder < _EXACT and _falls_for_ever(used, fit)
    if is_exact:
        fit = _without_remainder(used, seen, _turned(used, free))
    ratios = _turned(used, (fit.solved.inner_ratio, fit.solved.outer_ratio))
    return Model(
        used.prediction(fit),
        _spread(used, fit, ratios, (units, judges)),
        None if is_exact else _loglik(used, fit),
        ratios,
    )


def _falls_for_ever(used: Used, fit: Fit) -> bool:
    """Whether the criterion gets better without end as the remainder goes to nothing."""
    farther = at(used.design, used.y, fit.solved.inner_ratio * 10, fit.solved.outer_ratio * 10)
    return farther.criterion < fit.criterion - 0.1


def _without_remainder(used: Used, seen: Moments, free: tuple[bool, bool]) -> Fit:
    """Entry and judge explain every score, and the likelihood has no maximum: by the moments."""
    nothing = _EXACT / 10
    inner, outer = (
        float(variance) / nothing if is_free else 0.0
        for variance, is_free in zip(seen.variances[:2], free, strict=True)
    )
    fit = at(used.design, used.y, inner, outer)
    return replace(fit, solution=replace(fit.solution, squares=nothing * fit.freedom))


def predicted(ratings: Ratings, ratios: tuple[float, float]) -> Prediction:
    """The effects at ratios of variances that are known, such as those of all judges' scores."""
    used = Used(ratings)
    if not used.spread:
        return used.unsolved()
    return used.prediction(at(used.design, used.y, *_turned(used, ratios)))


class Used:
    """The ratings as the solver takes them: centred, of spread 1, the larger factor inside."""

    def __init__(self, ratings: Ratings) -> None:
        """Drop categories without scores, centre each of the others."""
        self.ratings = ratings
        self.categories, self.mean_of = np.unique(ratings.category, return_inverse=True)
        sizes = np.bincount(self.mean_of, minlength=len(self.categories))
        self.level = _means(ratings.score, self.mean_of, sizes)
        centred = ratings.score - self.level[self.mean_of]
        self.spread = sqrt(float(centred @ centred) / max(len(ratings), 1))
        self.y = centred / (self.spread or 1)
        self.freedom = len(ratings) - len(self.categories)
        self.units_inside = len(ratings.unit_entry) >= len(ratings.judges)

    @cached_property
    def design(self) -> Design:
        """Who scored what."""
        ours = self.ratings
        units, judges = (ours.unit, len(ours.unit_entry)), (ours.judge, len(ours.judges))
        inner, outer = (units, judges) if self.units_inside else (judges, units)
        return Design(inner[0], outer[0], self.mean_of, inner[1], outer[1], len(self.categories))

    def prediction(self, fit: Fit) -> Prediction:
        """The effects in the units of the scores."""
        inner = fit.solution.inner * self.spread + 0.0
        outer = fit.solution.outer * self.spread + 0.0
        unit, judge = (inner, outer) if self.units_inside else (outer, inner)
        mean = self.level + fit.solution.mean * self.spread
        variance = fit.remainder * self.spread**2
        means = self._by_category(mean)
        return Prediction(means, unit, judge, fit.solved, variance, self.units_inside)

    def unsolved(self) -> Prediction:
        """Means alone: no effects, where all scores of a category are equal."""
        unit, judge = np.zeros(len(self.ratings.unit_entry)), np.zeros(len(self.ratings.judges))
        return Prediction(self._by_category(self.level), unit, judge, None, 0.0, units_inside=True)

    def _by_category(self, means: Floats) -> Floats:
        found = np.full(len(self.ratings.categories), np.nan)
        found[self.categories] = means
        return found


def _means(scores: Floats, group: Whole, sizes: Whole) -> Floats:
    first = np.bincount(group, scores, len(sizes)) / sizes
    rest = np.bincount(group, scores - first[group], len(sizes)) / sizes
    found: Floats = first + rest
    return found


Each = TypeVar("Each")


def _turned(used: Used, pair: tuple[Each, Each]) -> tuple[Each, Each]:
    """From (units, judges) to (inner, outer), or back."""
    return pair if used.units_inside else (pair[1], pair[0])


def _in_order(used: Used, seen: Moments) -> tuple[Seen, Seen]:
    """What may be estimated of units and of judges."""
    units, judges = _turned(used, (seen.inner, seen.outer))
    return units, Seen.AS_REMAINDER if seen.is_entangled else judges


def _spread(used: Used, fit: Fit, ratios: tuple[float, float], seen: tuple[Seen, Seen]) -> Spread:
    rest = sqrt(fit.remainder) * used.spread
    entry, judge = (
        rest * sqrt(ratio) if each is Seen.ESTIMABLE else None
        for ratio, each in zip(ratios, seen, strict=True)
    )
    if seen[0] is Seen.AS_REMAINDER:
        return Spread(None, judge, None)
    return Spread(entry, judge, 0.0 if fit.remainder < _EXACT else rest)


def _loglik(used: Used, fit: Fit) -> float:
    return -fit.criterion / 2 - fit.freedom * float(np.log(used.spread))
