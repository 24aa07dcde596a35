"""Scores corrected for lenient and severe judges: y = mean of the category + entry + judge + rest.

Entries and judges are random effects; their variances, and the remainder's, are estimated from all
categories together by restricted maximum likelihood, and the effects predicted with these (best
linear unbiased prediction, “empirical Bayes”). Where the same judges scored every entry of a
category this cannot change their order. Sources: S. R. Paul, *British Journal of Mathematical and
Statistical Psychology* 34, 1981; C. Kuhlisch et al., *Metrika* 79, 2016.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import fsum

import numpy as np

from adjudication.mixed import Floats, Whole
from adjudication.prediction import Model, Prediction, Spread, fitted
from adjudication.ratings import Ratings

NOTE_FACTS: Mapping[str, tuple[str, ...]] = {
    "no-scores": (),
    "constant-scores": (),
    "one-score-each": (),
    "entries-not-separated": (),
    "entries-have-one-mark": (),
    "judges-not-told-apart": (),
    "no-remainder": (),
    "looks-like-ranks": (),
    "one-entry": ("categories",),
    "one-judge": ("judge",),
    "one-mark": ("number", "judges"),
    "no-overlap": ("components",),
    "same-panel": ("categories",),
    "same-panel-everywhere": (),
}
"""Every code of a note with the facts it carries: what a reader's sentences must exist for."""


_UNKNOWN = Spread(None, None, None)
_LISTED = 10
"""So many names of judges or categories a note gives."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something a reader of the figures should know: `code` is a key of `NOTE_FACTS`."""

    code: str
    facts: Mapping[str, str | int | float | tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Calibration:
    """Corrected scores. Arrays follow `ratings`: its m units, judges, categories.

    `prediction` holds means, effects and their uncertainty; `raw` are the plain means of the
    scores as given, `adjusted` mean + predicted effect on the same scale, equal where they are
    equal but for rounding. `loglik` is the restricted log-likelihood with all constants, None
    where it has no maximum. `ratios` are the variances of units and of judges, relative to the
    remainder's. Everything is in the units of the scores.
    """

    ratings: Ratings
    raw: Floats
    adjusted: Floats
    prediction: Prediction
    sd: Spread
    ratios: tuple[float, float]
    loglik: float | None
    notes: tuple[Note, ...]

    @cached_property
    def unit_se(self) -> Floats:
        """Posterior standard deviation of each unit's effect; NaN where the scores do not tell."""
        known = self.sd.entry is not None and self.sd.residual is not None
        return np.sqrt(self.prediction.variances[0]) if known else self.raw * np.nan

    @cached_property
    def judge_se(self) -> Floats:
        """Posterior standard deviation of each judge's leniency; NaN where it does not exist."""
        known = self.sd.judge is not None and self.sd.residual is not None
        return np.sqrt(self.prediction.variances[1]) if known else self.prediction.judge * np.nan

    def order_can_change(self, category: int) -> bool:
        """Whether adjusted scores may stand in another order than raw ones."""
        several = len(self.ratings.units_of(category)) > 1
        return several and not self.ratings.same_panel[category]

    def places(self, category: int) -> Whole:
        """The place of each of the category's units, 1 the best; equal figures share one."""
        own = self.adjusted[self.ratings.units_of(category)]
        return len(own) - np.searchsorted(np.sort(own), own, side="right") + 1


def calibrate(ratings: Ratings) -> Calibration:
    """Correct scores for lenient and severe judges.

    Never refuses: what the scores do not tell is None or NaN, and a note says so.

    Raises:
        TooManyLevels: more judges, and more entries, than can be solved together.
    """
    model = fitted(ratings)
    prediction = model.prediction
    adjusted = prediction.mean[ratings.unit_category] + prediction.unit
    return Calibration(
        ratings=ratings,
        raw=_plain_means(ratings),
        adjusted=_levelled(adjusted, ratings),
        prediction=prediction,
        sd=model.sd,
        ratios=model.ratios,
        loglik=model.loglik,
        notes=_notes(ratings, model),
    )


def _plain_means(ratings: Ratings) -> Floats:
    """Correctly rounded sums ÷ number: the same scores in another order give the same mean."""
    order = np.argsort(ratings.unit, kind="stable")
    listed = ratings.score[order].tolist()
    ends = np.cumsum(ratings.read_by).tolist()
    starts = [0, *ends[:-1]]
    return np.array(
        [fsum(listed[a:b]) / (b - a) for a, b in zip(starts, ends, strict=False)], dtype=np.float64
    )


def _levelled(adjusted: Floats, ratings: Ratings) -> Floats:
    """Figures that differ by rounding only made equal, within each category."""
    if not len(adjusted):
        return adjusted
    order = np.lexsort((adjusted, ratings.unit_category))
    figures, categories = adjusted[order], ratings.unit_category[order]
    same = np.ptp(ratings.score) * 1e-10 + np.abs(ratings.score).max() * 1e-14
    begins = np.ones(len(order), dtype=bool)
    begins[1:] = (np.diff(figures) > same) | (np.diff(categories) != 0)
    levelled = np.empty_like(adjusted)
    levelled[order] = figures[np.flatnonzero(begins)][np.cumsum(begins) - 1]
    return levelled


def _notes(ratings: Ratings, model: Model) -> tuple[Note, ...]:
    if not len(ratings):
        return (Note("no-scores"),)
    return (*_notes_on_scores(ratings), *_notes_on_variances(ratings, model))


def _notes_on_scores(ratings: Ratings) -> Iterator[Note]:
    if looks_like_ranks(ratings):
        yield Note("looks-like-ranks")
    alone = np.flatnonzero(np.bincount(ratings.unit_category) == 1)
    if len(alone):
        yield Note("one-entry", {"categories": _named(ratings.categories, alone)})
    marks = np.bincount(ratings.judge, minlength=len(ratings.judges))
    if np.count_nonzero(marks) == 1:
        yield Note("one-judge", {"judge": ratings.judges[int(np.argmax(marks))]})
    elif (marks == 1).any():
        once = np.flatnonzero(marks == 1)
        yield Note("one-mark", {"number": len(once), "judges": _named(ratings.judges, once)})
    if ratings.components > 1:
        yield Note("no-overlap", {"components": ratings.components})
    if any(ratings.same_panel) and not all(ratings.same_panel):
        same = np.flatnonzero(ratings.same_panel)
        yield Note("same-panel", {"categories": _named(ratings.categories, same)})
    elif any(ratings.same_panel):
        yield Note("same-panel-everywhere")


def _notes_on_variances(ratings: Ratings, model: Model) -> Iterator[Note]:
    if model.is_constant:
        yield Note("constant-scores")
    if not len(ratings) - len(np.unique(ratings.category)):
        yield Note("one-score-each")
    elif model.sd.entry == 0 and (ratings.read_by > 0).any():
        yield Note("entries-not-separated")
    elif model.sd.residual is None:
        yield Note("entries-have-one-mark")
    if model.sd.judge is None and model.sd != _UNKNOWN and len(np.unique(ratings.judge)) > 1:
        yield Note("judges-not-told-apart")
    if model.sd.residual == 0 and not model.is_constant:
        yield Note("no-remainder")


def _named(names: tuple[str, ...], chosen: Whole) -> tuple[str, ...]:
    """Some of the names: notes are read by people."""
    return tuple(names[at] for at in chosen[:_LISTED].tolist())


def looks_like_ranks(ratings: Ratings) -> bool:
    """Whether every judge's scores in a category are 1, 2, 3 … (or share mean ranks).

    A rank is not a score: higher would count as better. Needs a judge with three entries.
    """
    if not len(ratings):
        return False
    pair = ratings.category * len(ratings.judges) + ratings.judge
    order = np.lexsort((ratings.score, pair))
    group, scores = pair[order], ratings.score[order]
    starts = np.flatnonzero(np.append(True, np.diff(group) != 0))
    sizes = np.diff(np.append(starts, len(group)))
    place = np.arange(len(group)) - np.repeat(starts, sizes) + 1.0
    tied = np.cumsum(np.append(True, (np.diff(group) != 0) | (np.diff(scores) != 0))) - 1
    mean_rank = (np.bincount(tied, place) / np.bincount(tied))[tied]
    spread = np.bincount(
        np.repeat(np.arange(len(starts)), sizes), scores != scores[starts].repeat(sizes)
    )
    return bool(sizes.max() >= 3 and (spread[sizes >= 3] > 0).all() and (scores == mean_rank).all())
