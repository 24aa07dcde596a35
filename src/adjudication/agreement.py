"""How far judges agree: intraclass correlations, Krippendorff's α, Kendall's W, each with the rest.

All take `Ratings`; an entry in two categories is two things that were scored. A figure that does
not exist is None, and `Reason` says why. Sources: P. E. Shrout and J. L. Fleiss, *Psychological
Bulletin* 86, 1979; K. O. McGraw and S. P. Wong, *Psychological Methods* 1, 1996; K. Krippendorff,
“Computing Krippendorff's alpha-reliability”, 2011; M. G. Kendall, *Rank Correlation Methods*, 1948.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.special import chdtrc, fdtri

from adjudication.calibration import Calibration
from adjudication.mixed import Floats, Whole, summed
from adjudication.ratings import Ratings

ICC_KINDS = ("1,1", "1,k", "A,1", "A,k", "C,1", "C,k")
"""One-way, agreement and consistency; of a single judge and of the mean of all k."""

MOST_VALUES = 20_000
"""Different values on a ratio scale: each is compared with each."""

_AT_ONCE = 1_000


class Level(StrEnum):
    """What the scores are: names, an order, steps of equal size, or steps from a true zero."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


class Reason(StrEnum):
    """Why a figure does not exist."""

    NO_SCORES = "no-scores"
    INCOMPLETE = "incomplete"
    ONE_JUDGE = "one-judge"
    ONE_ENTRY = "one-entry"
    NO_VARIANCE = "no-variance"
    NOTHING_READ_TWICE = "nothing-read-twice"
    NEGATIVE = "negative"
    TOO_MANY_VALUES = "too-many-values"
    TOO_FEW_IN_COMMON = "too-few-in-common"
    NOT_ESTIMABLE = "not-estimable"


@dataclass(frozen=True, slots=True)
class Concordance:
    """Kendall's W corrected for ties, with the χ² of no agreement, its degrees of freedom, p."""

    w: float
    chi2: float
    df: int
    p: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """What share of the variance of one judge's score, and of the panel's mean, is the entries'."""

    single: float
    panel: float


def icc(ratings: Ratings) -> Mapping[str, float | None] | Reason:
    """The six intraclass correlations of a complete table, by `ICC_KINDS`; None where one is 0 ÷ 0.

    A negative one says that entries differ less than chance would make them.
    """
    table = complete_table(ratings)
    if isinstance(table, Reason):
        return table
    n, k = table.shape
    between, judges, rest = _mean_squares(table)
    within = (judges + (n - 1) * rest) / n
    parts = {
        "1,1": (between - within, between + (k - 1) * within),
        "1,k": (between - within, between),
        "A,1": (between - rest, between + (k - 1) * rest + k * (judges - rest) / n),
        "A,k": (between - rest, between + (judges - rest) / n),
        "C,1": (between - rest, between + (k - 1) * rest),
        "C,k": (between - rest, between),
    }
    tiny = 1e-12 * max(float(((table - table.mean()) ** 2).sum()), 1e-300)
    found = {
        kind: None if abs(below) <= tiny else above / below
        for kind, (above, below) in parts.items()
    }
    return found if any(each is not None for each in found.values()) else Reason.NO_VARIANCE


def _mean_squares(table: Floats) -> tuple[float, float, float]:
    """Of entries, of judges, and of the rest of a two-way table."""
    n, k = table.shape
    centred = table - table.mean()
    between = k * float((centred.mean(axis=1) ** 2).sum()) / (n - 1)
    judges = n * float((centred.mean(axis=0) ** 2).sum()) / (k - 1)
    left = centred - centred.mean(axis=1)[:, None] - centred.mean(axis=0)
    return between, judges, float((left**2).sum()) / ((n - 1) * (k - 1))


@dataclass(frozen=True, slots=True)
class Interval:
    """Between what reliabilities the true one lies: of one judge, and of the panel's mean."""

    single: tuple[float, float]
    panel: tuple[float, float]


def reliability_interval(ratings: Ratings, share: float = 0.95) -> Interval | Reason:
    """A confidence interval of ICC(A,1) and ICC(A,k) on complete data (McGraw and Wong, table 7).

    With four judges and a handful of entries it is wide: show it, or say nothing.
    """
    table = complete_table(ratings)
    if isinstance(table, Reason):
        return table
    n, k = table.shape
    between, judges, rest = _mean_squares(table)
    below = between + (k - 1) * rest + k * (judges - rest) / n
    if below <= 0 or rest <= 0:
        return Reason.NO_VARIANCE
    found = (between - rest) / below
    a, b = k * found / (n * (1 - found)), 1 + k * found * (n - 1) / (n * (1 - found))
    shares = (a * judges) ** 2 / (k - 1) + (b * rest) ** 2 / ((n - 1) * (k - 1))
    freedom = (a * judges + b * rest) ** 2 / shares
    others = k * judges + (k * n - k - n) * rest
    low, high = fdtri(n - 1, freedom, (1 + share) / 2), fdtri(freedom, n - 1, (1 + share) / 2)
    single = (
        float(n * (between - low * rest) / (low * others + n * between)),
        float(n * (high * between - rest) / (others + n * high * between)),
    )
    return Interval(single, (_stepped_up(single[0], k), _stepped_up(single[1], k)))


def _stepped_up(single: float, judges: int) -> float:
    """The reliability of a mean from that of one (Spearman and Brown)."""
    return judges * single / (1 + (judges - 1) * single)


def complete_table(ratings: Ratings) -> Floats | Reason:
    """Entries × judges, where every judge scored every entry; otherwise the reason."""
    judges, columns = np.unique(ratings.judge, return_inverse=True)
    shape = (len(ratings.unit_entry), len(judges))
    if not len(ratings):
        return Reason.NO_SCORES
    if len(ratings) != shape[0] * shape[1]:
        return Reason.INCOMPLETE
    if shape[1] < 2:
        return Reason.ONE_JUDGE
    if shape[0] < 2:
        return Reason.ONE_ENTRY
    table = np.empty(shape)
    table[ratings.unit, columns] = ratings.score
    return table


def alpha(ratings: Ratings, level: Level = Level.INTERVAL) -> float | Reason:
    """Krippendorff's α from the counts of values; entries scored once say nothing and are left out.

    1 is perfect agreement, 0 what chance would give.
    """
    twice = ratings.read_by[ratings.unit] > 1
    values, value = np.unique(ratings.score[twice], return_inverse=True)
    if not len(value):
        return Reason.NOTHING_READ_TWICE if len(ratings) else Reason.NO_SCORES
    if len(values) == 1:
        return Reason.NO_VARIANCE
    if level is Level.RATIO and values[0] < 0:
        return Reason.NEGATIVE
    if level is Level.RATIO and len(values) > MOST_VALUES:
        return Reason.TOO_MANY_VALUES
    _, unit = np.unique(ratings.unit[twice], return_inverse=True)
    found = _disagreement(level, values, value, unit)
    return 1 - (len(value) - 1) * found[0] / found[1]


def _disagreement(level: Level, values: Floats, value: Whole, unit: Whole) -> tuple[float, float]:
    """Squared differences over pairs: within units (each sum ÷ its size less 1), and overall."""
    sizes = np.bincount(unit).astype(np.float64)
    counts = np.bincount(value).astype(np.float64)
    if level is Level.NOMINAL:
        return _nominal(value, unit, sizes, counts)
    if level is Level.RATIO:
        return _ratio(values, value, unit, sizes)
    figures = values
    if level is Level.ORDINAL:
        figures = np.cumsum(counts) - counts / 2
    figures = figures - float(figures[value].mean())
    given = figures[value]
    means = summed(unit, given, len(sizes)) / sizes
    inside = summed(unit, (given - means[unit]) ** 2, len(sizes))
    return float((2 * sizes * inside / (sizes - 1)).sum()), 2 * len(value) * float(given @ given)


def _nominal(value: Whole, unit: Whole, sizes: Floats, counts: Floats) -> tuple[float, float]:
    pairs, same = np.unique(unit * len(counts) + value, return_counts=True)
    alike = summed(pairs // len(counts), same.astype(np.float64) ** 2, len(sizes))
    total = counts.sum()
    return float(((sizes**2 - alike) / (sizes - 1)).sum()), float(total**2 - counts @ counts)


def _ratio(values: Floats, value: Whole, unit: Whole, sizes: Floats) -> tuple[float, float]:
    """((a - b) ÷ (a + b))² for each pair; two zeros do not differ."""
    weights = 1 / (sizes - 1)
    table = np.bincount(value).astype(np.float64)
    overall = 0.0
    for start in range(0, len(values), _AT_ONCE):
        some = slice(start, start + _AT_ONCE)
        overall += float(table[some] @ _ratio_squares(values[some], values) @ table)
    order = np.argsort(unit, kind="stable")
    given, ends = values[value][order], np.cumsum(np.bincount(unit))
    inside = 0.0
    for own, weight in zip(np.split(given, ends[:-1]), weights, strict=True):
        inside += weight * float(_ratio_squares(own, own).sum())
    return inside, overall


def _ratio_squares(one: Floats, other: Floats) -> Floats:
    below = one[:, None] + other
    apart = one[:, None] - other
    shares: Floats = np.divide(apart, below, out=np.zeros_like(below), where=below > 0)
    return shares**2


def kendall(ratings: Ratings) -> Concordance | Reason:
    """Kendall's W of a complete table, corrected for ties: equal scores share their mean rank."""
    table = complete_table(ratings)
    if isinstance(table, Reason):
        return table
    n, k = table.shape
    ranks = np.column_stack([mean_ranks(column) for column in table.T])
    sums = ranks.sum(axis=1)
    tied = sum(
        float((t**3 - t).sum()) for t in (np.unique(c, return_counts=True)[1] for c in table.T)
    )
    below = k**2 * (float(n) ** 3 - n) - k * tied
    if below <= 0:
        return Reason.NO_VARIANCE
    w = min(12 * float(((sums - sums.mean()) ** 2).sum()) / below, 1.0)
    chi2 = k * (n - 1) * w
    return Concordance(w, chi2, n - 1, float(chdtrc(n - 1, chi2)))


def mean_ranks(values: Floats) -> Floats:
    """Ranks from 1, the smallest first; equal values share the mean of theirs."""
    _, which, counts = np.unique(values, return_inverse=True, return_counts=True)
    return (np.cumsum(counts) - (counts - 1) / 2)[which]


def with_the_rest(ratings: Ratings) -> tuple[float | Reason, ...]:
    """For each judge Spearman's ρ with the mean of the others, over entries others scored too."""
    sums = summed(ratings.unit, ratings.score, len(ratings.unit_entry))
    others = (ratings.read_by - 1)[ratings.unit]
    with np.errstate(invalid="ignore", divide="ignore"):
        rest = (sums[ratings.unit] - ratings.score) / others
    order = np.argsort(ratings.judge, kind="stable")
    ends = np.cumsum(np.bincount(ratings.judge, minlength=len(ratings.judges)))
    found: list[float | Reason] = []
    for rows in np.split(order, ends[:-1]) if len(ends) else []:
        shared = rows[others[rows] > 0]
        found.append(_spearman(ratings.score[shared], rest[shared]))
    return tuple(found)


def _spearman(own: Floats, rest: Floats) -> float | Reason:
    if len(own) < 2:
        return Reason.TOO_FEW_IN_COMMON
    one, other = mean_ranks(own), mean_ranks(_without_rounding(rest))
    one, other = one - one.mean(), other - other.mean()
    below = float(one @ one) * float(other @ other)
    return float(one @ other) / below**0.5 if below > 0 else Reason.NO_VARIANCE


def _without_rounding(means: Floats) -> Floats:
    """Means that differ in the thirteenth digit only made equal."""
    digits = 12 - int(np.ceil(np.log10(max(float(np.abs(means).max()), 1e-280))))
    return np.round(means, min(digits, 300))


def reliability(calibration: Calibration) -> Reliability | Reason:
    """From the variances of entries, judges and remainder; the panel is of mean size (harmonic).

    On complete data these are ICC(A,1) and ICC(A,k), unless a variance is 0.
    """
    read_by = calibration.ratings.read_by
    if not len(read_by):
        return Reason.NO_SCORES
    spread = calibration.sd
    if spread.entry is None or spread.residual is None:
        return Reason.NOT_ESTIMABLE
    entry = spread.entry**2
    other = spread.residual**2 + (spread.judge or 0.0) ** 2
    if entry + other <= 0:
        return Reason.NO_VARIANCE
    panel = len(read_by) / float((1 / read_by).sum())
    return Reliability(entry / (entry + other), entry / (entry + other / panel))
