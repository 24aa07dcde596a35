"""How sure a ranking is: the chance of each entry of a category to be the best, and what follows.

Given the variances, the true effects of a category's entries have a joint normal distribution: each
has an uncertainty of its own, and one it shares through the judges it was read by. Where the same
judges read all, what is shared moves all alike, and the chances are integrals over one number,
exact to rounding; for two entries they are one value of the normal distribution; otherwise they are
counted in seeded draws. Nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.special import log_ndtr, ndtr, ndtri

from adjudication.calibration import Calibration
from adjudication.mixed import Floats, Matrix, Solved, Whole
from adjudication.prediction import Prediction, predicted, quadratic
from adjudication.ratings import Ratings

CONTENDERS: Final = 0.9
"""Contenders are the fewest entries whose chances of being best add up to this."""

OPEN: Final = (0.35, 0.65)
"""Between these the first two are joint winners, or discussed."""

MOST_DRAWS: Final = 20_000
"""Draws where up to 150 entries could be best: a chance is known to 0.0035 (standard error)."""

FEWEST_DRAWS: Final = 1_000
"""Draws where thousands of entries could be best, each with a small chance."""

_HOPELESS = 1e-3
_MANY = 30
_POINTS = 400
_AT_ONCE = 2_000_000
_WORK = 5e9
_FIGURES = 3e6


@dataclass(frozen=True, slots=True)
class Bands:
    """What is said of a chance to be the best: from `clear`, from `ahead`, and below that."""

    clear: float = 0.8
    ahead: float = 0.5

    def word(self, chance: float) -> str:
        """`clear`, `ahead` or `close` (too close to call)."""
        if chance >= self.clear:
            return "clear"
        return "ahead" if chance >= self.ahead else "close"


@dataclass(frozen=True, eq=False)
class Posterior:
    """The joint distribution of the effects of a category's entries, in the units of the scores.

    `mean` are the predicted effects of the `units` of the ratings; their covariance is
    diag(`own`) + `mixing` · `shared` · `mixing`'. `is_even`: what is shared is the same for all.
    """

    units: Whole
    mean: Floats
    own: Floats
    mixing: Matrix
    shared: Floats
    is_even: bool

    def beats(self, one: int, other: int) -> float:
        """The chance that the effect of one is greater than another's, by position; exact."""
        towards = self.row(one) - self.row(other)
        variance = self.own[one] + self.own[other] + towards @ self.shared @ towards
        apart = self.mean[one] - self.mean[other]
        if variance <= 0:
            return 0.5 if apart == 0 else float(apart > 0)
        return float(ndtr(apart / np.sqrt(variance)))

    def best(self, seed: int = 0) -> Floats:
        """The chance of each to be the best; they add up to 1.

        `seed` chooses the draws, where there are more than two entries read by different judges.
        """
        if len(self.units) == 1:
            return np.ones(1)
        if self.is_even:
            return _best_of_independent(self.mean, self.own)
        if len(self.units) == 2:
            first = self.beats(0, 1)
            return np.array([first, 1 - first])
        return self.top(1, seed)

    def top(self, count: int, seed: int = 0) -> Floats:
        """The chance of each to be among the best `count`, by draws; they add up to `count`."""
        chosen = self._hopeful() if count == 1 else np.arange(len(self.units))
        found = np.zeros(len(self.units))
        drawn = 0
        for effects in self._drawn(chosen, np.random.default_rng(seed)):
            found[chosen] += _counted(effects, count)
            drawn += effects.shape[1]
        return found / drawn

    def row(self, at: int) -> Floats:
        """How an entry shares in what is shared."""
        own = self.mixing[[at]]
        return np.asarray(own if isinstance(own, np.ndarray) else own.toarray()).ravel()

    def _drawn(self, chosen: Whole, random: np.random.Generator) -> Iterator[NDArray[np.float32]]:
        """Draws of the effects of some, a column each, in handy numbers; single precision."""
        mixing, own = self.mixing[chosen], self.own[chosen]
        steps: Matrix | None = None
        if len(chosen) <= max(len(self.shared), _MANY):
            covariance = np.asarray(mixing @ (mixing @ self.shared).T)
            covariance[np.diag_indices(len(own))] += own * (1 + 1e-9) + 1e-12 * covariance.max()
        else:
            covariance, steps = self.shared, mixing.astype(np.float32)
        root = np.linalg.cholesky(covariance).astype(np.float32)
        mean = (self.mean[chosen] - self.mean.max()).astype(np.float32)[:, None]
        spread = np.sqrt(own).astype(np.float32)[:, None]
        affordable = min(_WORK / len(root) ** 2, _FIGURES / len(own))
        draws = int(np.clip(affordable, FEWEST_DRAWS, MOST_DRAWS))
        size = max(1, min(draws, _AT_ONCE // max(len(chosen), len(root))))
        for start in range(0, draws, size):
            many = min(size, draws - start)
            effects = root @ random.standard_normal((len(root), many), dtype=np.float32)
            if steps is not None:
                effects = steps @ effects
                effects += random.standard_normal((len(own), many), dtype=np.float32) * spread
            effects += mean
            yield effects

    def _hopeful(self) -> Whole:
        """Without those whose chances to be the best come to less than 1 in 1,000 together."""
        if len(self.units) <= _MANY:
            return np.arange(len(self.units))
        first = int(np.argmax(self.mean))
        between = self.mixing @ (self.shared @ self.row(first))
        common = quadratic(self.mixing, self.shared)
        apart = np.sqrt(self.own + common + common[first] - 2 * between)
        bar = _surely_passed(self.mean, np.sqrt(self.own))
        chances = ndtr((self.mean - bar) / apart)
        order = np.argsort(chances)
        hopeless = order[np.cumsum(chances[order]) < _HOPELESS]
        hopeful: Whole = np.setdiff1d(np.arange(len(self.units)), hopeless)
        return hopeful


def _surely_passed(mean: Floats, spread: Floats) -> float:
    """A figure that the greatest of independent normals falls below once in 10,000 times."""
    low, high = float((mean - 6 * spread).max()), float((mean + 6 * spread).max())
    best = np.argsort(-mean)[:_POINTS]
    for _halving in range(30):
        middle = (low + high) / 2
        below = log_ndtr((middle - mean[best]) / spread[best]).sum()
        low, high = (middle, high) if below < np.log(1e-4) else (low, middle)
    return low


def _counted(drawn: NDArray[np.float32], count: int) -> Floats:
    """How often each row is among the greatest `count` of its column."""
    if count == 1:
        return np.bincount(np.argmax(drawn, axis=0), minlength=len(drawn)).astype(float)
    if count >= len(drawn):
        return np.full(len(drawn), float(drawn.shape[1]))
    best = np.argpartition(-drawn, count - 1, axis=0)[:count]
    return np.bincount(best.ravel(), minlength=len(drawn)).astype(float)


def _best_of_independent(mean: Floats, own: Floats) -> Floats:
    """∫ φᵢ Πₖ Φₖ: the chance of each of several independent normals to be the greatest."""
    spread = np.sqrt(own)
    if not spread.all():
        greatest = (mean == mean.max()).astype(float)
        shared: Floats = greatest / greatest.sum()
        return shared
    low, high = (mean - 8.5 * spread).max(), (mean + 8.5 * spread).max()
    points = np.linspace(low, high, _POINTS)
    below = np.zeros(_POINTS)
    for start in range(0, len(mean), 2_000):
        some = slice(start, start + 2_000)
        below += log_ndtr((points - mean[some, None]) / spread[some, None]).sum(axis=0)
    found = np.empty(len(mean))
    for start in range(0, len(mean), 2_000):
        some = slice(start, start + 2_000)
        z = (points - mean[some, None]) / spread[some, None]
        height = np.exp(below - log_ndtr(z) - z * z / 2)
        found[some] = height.sum(axis=1) / spread[some]
    chances: Floats = found / found.sum()
    return chances


def posterior(calibration: Calibration, category: int) -> Posterior | None:
    """The joint distribution of a category's effects, by the position of the category.

    None where there is nothing to compare: fewer than two entries, no variance between entries, or
    none that the scores could tell from chance.
    """
    units = calibration.ratings.units_of(category)
    prediction = calibration.prediction
    if len(units) < 2 or not calibration.sd.entry or prediction.solved is None:
        return None
    is_even = calibration.ratings.same_panel[category]
    mean = calibration.adjusted[units] - prediction.mean[category]
    if prediction.units_inside:
        return Posterior(units, mean, *_inside(prediction, prediction.solved, units), is_even)
    shares = _outside(prediction, prediction.solved, units, is_even=is_even)
    return Posterior(units, mean, *shares, is_even)


def _inside(prediction: Prediction, solved: Solved, units: Whole) -> tuple[Floats, Matrix, Floats]:
    """Own variances, mixing and shared covariance of units that were eliminated."""
    at = next(n for n, part in enumerate(solved.design.parts) if _holds(part.rows, units[0]))
    part = solved.design.parts[at]
    counts = part.counts[np.searchsorted(part.rows, units)]
    own, scale = solved.shrunk[units], solved.scale(part)
    mixing: Matrix
    if isinstance(counts, np.ndarray):
        used = np.flatnonzero(counts.any(axis=0))
        mixing = counts[:, used] * own[:, None] * scale[used]
    else:
        used = np.unique(counts.indices)
        turned = sparse.diags_array(own) @ counts[:, used] @ sparse.diags_array(scale[used])
        mixing = sparse.csr_array(turned)
    shared = prediction.inverses[at][np.ix_(used, used)] * prediction.variance
    return own * prediction.variance, mixing, shared


def _outside(
    prediction: Prediction, solved: Solved, units: Whole, *, is_even: bool
) -> tuple[Floats, Matrix, Floats]:
    """The same of units that were factored: all of the covariance is shared."""
    parts = solved.design.parts
    at = next(n for n, part in enumerate(parts) if _holds(part.columns, units[0]))
    here = np.searchsorted(parts[at].columns, units)
    shared = prediction.inverses[at][np.ix_(here, here)]
    shared = shared * solved.outer_ratio * prediction.variance
    if not is_even:
        return np.zeros(len(units)), np.eye(len(units)), shared
    own = np.full(len(units), shared[0, 0] - shared[0, 1])
    return own, np.zeros((len(units), 1)), np.ones((1, 1))


def _holds(ordered: Whole, wanted: int) -> bool:
    at = int(np.searchsorted(ordered, wanted))
    return at < len(ordered) and int(ordered[at]) == wanted


def interval(calibration: Calibration, share: float = 0.9) -> tuple[Floats, Floats]:
    """The lowest and highest adjusted score of each unit between which `share` of its posterior
    lies, in the units of the scores; NaN where the scores do not tell."""
    reach = float(ndtri((1 + share) / 2)) * calibration.unit_se
    return calibration.adjusted - reach, calibration.adjusted + reach


def contenders(chances: Sequence[float] | Floats, share: float = CONTENDERS) -> tuple[int, ...]:
    """The positions of the fewest entries whose chances add up to `share`, the best first.

    Entries with equal chances come together: none is left out by the order of a list.
    """
    given = np.asarray(chances, dtype=np.float64)
    order = np.argsort(-given, kind="stable")
    needed = int(np.searchsorted(np.cumsum(given[order]), share - 1e-12)) + 1
    last = given[order[min(needed, len(given)) - 1]]
    return tuple(int(at) for at in order if given[at] >= last)


def is_open(beats: float, between: tuple[float, float] = OPEN) -> bool:
    """Whether a chance that the first beats the second says “joint winners, or discuss”."""
    return between[0] <= beats <= between[1]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a category looks like without one judge: the units on the first place, and whether
    these are others than with the judge."""

    judge: int
    winners: tuple[int, ...]
    changes: bool


def without_each_judge(calibration: Calibration, category: int) -> tuple[LeftOut, ...]:
    """Leave out each judge of a category in turn, with the variances that all scores gave.

    Units are those of the calibration's ratings. A unit that nobody else scored is out as well.
    """
    ours = calibration.ratings
    is_here = ours.category == category
    places, units = calibration.places(category), ours.units_of(category)
    first = tuple(units[places == 1].tolist())
    found = []
    for judge in np.unique(ours.judge[is_here]).tolist():
        left = ours.without(~(is_here & (ours.judge == judge)))
        winners = _winners(calibration, left, category)
        found.append(LeftOut(judge, winners, winners != first))
    return tuple(found)


def _winners(calibration: Calibration, left: Ratings, category: int) -> tuple[int, ...]:
    if not (left.unit_category == category).any():
        return ()
    again = predicted(left, calibration.ratios)
    units = left.units_of(category)
    same = np.ptp(calibration.ratings.score) * 1e-10
    best = units[again.unit[units] >= again.unit[units].max() - same]
    entries = set(left.unit_entry[best].tolist())
    ours = calibration.ratings
    return tuple(
        unit for unit in ours.units_of(category).tolist() if int(ours.unit_entry[unit]) in entries
    )
