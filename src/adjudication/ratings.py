"""Scores as the numeric methods take them: one for each judge, entry and category, in arrays.

An entry that stands in two categories is judged twice, against two definitions: it is a unit of
its own in each. A judge is one judge in all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from adjudication.errors import InvalidRatings, RepeatedScorecard
from adjudication.mixed import Floats, Whole


@dataclass(frozen=True, eq=False)
class Ratings:
    """n scores; higher is better. Make them with `ratings` or `from_codes`.

    `entry`, `judge` and `category` are indices into `entries`, `judges` and `categories`; `unit`
    is an index into the m pairs of an entry and a category that have scores, in the order in which
    they first stand; `unit_entry` and `unit_category` say which pairs these are.
    """

    entries: tuple[str, ...]
    judges: tuple[str, ...]
    categories: tuple[str, ...]
    judge: Whole
    score: Floats
    unit: Whole
    unit_entry: Whole
    unit_category: Whole

    def __len__(self) -> int:
        """How many scores there are."""
        return len(self.score)

    @cached_property
    def category(self) -> Whole:
        """The category of each score."""
        return self.unit_category[self.unit]

    @cached_property
    def read_by(self) -> Whole:
        """How many judges scored each unit."""
        return np.bincount(self.unit, minlength=len(self.unit_entry))

    @cached_property
    def parts(self) -> tuple[Whole, Whole]:
        """Which part of the graph of judges and units each unit, and each judge, belongs to."""
        units, judges = len(self.unit_entry), len(self.judges)
        ones = np.ones(len(self), dtype=np.int8)
        graph = sparse.coo_array(
            (ones, (self.unit, units + self.judge)), shape=(units + judges, units + judges)
        )
        _count, label = connected_components(graph, directed=False)
        return label[:units], label[units:]

    @cached_property
    def components(self) -> int:
        """In how many parts, with no judge in common, the scores fall; 0 where there are none."""
        return len(np.unique(self.parts[0]))

    @cached_property
    def same_panel(self) -> tuple[bool, ...]:
        """By category: whether the same judges scored every entry in it."""
        categories = len(self.categories)
        units = np.bincount(self.unit_category, minlength=categories)
        pairs = np.unique(self.category * len(self.judges) + self.judge) // max(len(self.judges), 1)
        panel = np.bincount(pairs, minlength=categories)
        scores = np.bincount(self.category, minlength=categories)
        return tuple(bool(each) for each in scores == units * panel)

    def units_of(self, category: int) -> Whole:
        """The units of a category."""
        return np.flatnonzero(self.unit_category == category)

    def without(self, keep: ArrayLike) -> Ratings:
        """The scores for which `keep` is true, with all names; units without scores are gone."""
        chosen = np.asarray(keep, dtype=bool)
        entry, category = self.unit_entry[self.unit], self.category
        return from_codes(
            (self.entries, entry[chosen]),
            (self.judges, self.judge[chosen]),
            self.score[chosen],
            (self.categories, category[chosen]),
        )


Coded = tuple[Sequence[str], ArrayLike]
"""Names, and an index into them for each score."""


def from_codes(
    entry: Coded, judge: Coded, score: ArrayLike, category: Coded = (("all",), ())
) -> Ratings:
    """Scores from names and indices; without categories all stand in one that is named "all".

    Raises:
        InvalidRatings: a score is not finite, or there are not as many of each.
        RepeatedScorecard: a judge scored an entry twice in one category.
    """
    scores = np.array(score, dtype=np.float64)
    coded = [np.array(codes, dtype=np.int64) for _names, codes in (entry, judge, category)]
    if not len(coded[2]):
        coded[2] = np.zeros(len(scores), dtype=np.int64)
    if any(len(each) != len(scores) for each in coded):
        raise InvalidRatings(field="score", problem="lengths", scores=len(scores))
    faulty = np.flatnonzero(~np.isfinite(scores))
    if len(faulty):
        raise InvalidRatings(field="score", problem="not-finite", row=int(faulty[0]))
    again = repeated(*coded)
    if len(again):
        at = int(again[0])
        names = [
            names[codes[at]]
            for (names, _), codes in zip((entry, judge, category), coded, strict=True)
        ]
        raise RepeatedScorecard(entry=names[0], judge=names[1], category=names[2])
    pair = coded[2] * max(len(entry[0]), 1) + coded[0]
    _, first, inverse = np.unique(pair, return_index=True, return_inverse=True)
    order = np.argsort(first)
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    standing = first[order]
    return Ratings(
        tuple(entry[0]),
        tuple(judge[0]),
        tuple(category[0]),
        coded[1],
        scores,
        place[inverse],
        coded[0][standing],
        coded[2][standing],
    )


def repeated(entry: Whole, judge: Whole, category: Whole) -> Whole:
    """The rows whose entry, judge and category stand in an earlier row already."""
    if not len(entry):
        return np.zeros(0, dtype=np.int64)
    key = (category * (int(entry.max()) + 1) + entry) * (int(judge.max()) + 1) + judge
    order = np.argsort(key, kind="stable")
    return np.sort(order[1:][key[order][1:] == key[order][:-1]])


def ratings(rows: Iterable[tuple[str, str, float] | tuple[str, str, float, str]]) -> Ratings:
    """Scores from rows of entry, judge, score and, where there are any, category.

    Raises:
        InvalidRatings: a score is not finite.
        RepeatedScorecard: a judge scored an entry twice in one category.
    """
    listed = [(*row, "all")[:4] for row in rows]
    coded = []
    for at in (0, 1, 3):
        known: dict[str, int] = {}
        codes = [known.setdefault(str(row[at]), len(known)) for row in listed]
        coded.append((tuple(known), codes))
    return from_codes(coded[0], coded[1], [row[2] for row in listed], coded[2])
