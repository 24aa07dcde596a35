"""The rows of a season's judging as they lie in the database, read without the judging core.

What the core computes is checked against these rows, so nothing here goes through the code that
the core is fed by.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from django.db import connection

from cadair.record.round_rows import RoundRow, RoundRows, round_rows_of
from cadair.seasons.models import Season

LOCKED = "locked"
ABSTAINED = "abstained"

_JUDGES = "SELECT id, key FROM judging_judge WHERE season_id = %s ORDER BY position, id"
_SUBSTITUTES = (
    "SELECT j.key, e.reference FROM judging_judge j"
    " LEFT JOIN judging_substitution s ON s.judge_id = j.id"
    " LEFT JOIN nominations_entry e ON e.id = s.entry_id"
    " WHERE j.season_id = %s AND j.is_substitute"
)
_PLACES = (
    "SELECT p.id, e.reference, c.key FROM nominations_entrycategory p"
    " JOIN nominations_entry e ON e.id = p.entry_id"
    " JOIN seasons_category c ON c.id = p.category_id"
    " WHERE e.season_id = %s AND e.eligibility = 'eligible' AND e.grouped_into_id IS NULL"
    " AND NOT e.is_test ORDER BY c.position, e.reference"
)
_ASIDE = (
    "SELECT i.id, j.key, e.reference FROM judging_interest i"
    " JOIN judging_judge j ON j.id = i.judge_id JOIN nominations_entry e ON e.id = i.entry_id"
    " WHERE j.season_id = %s AND i.kind = 'step-aside'"
)
_CARDS = (
    "SELECT s.id, s.public_id, j.key, e.reference, c.key, s.state, e.public_id, c.public_id"
    " FROM judging_scorecard s"
    " JOIN judging_judge j ON j.id = s.judge_id JOIN nominations_entry e ON e.id = s.entry_id"
    " JOIN seasons_category c ON c.id = s.category_id"
    " WHERE j.season_id = %s AND NOT e.is_test ORDER BY j.position, e.reference, c.position"
)
_MARKS = (
    "SELECT m.scorecard_id, k.key, m.value FROM judging_mark m"
    " JOIN judging_scorecard s ON s.id = m.scorecard_id"
    " JOIN seasons_criterion k ON k.id = m.criterion_id"
    " JOIN judging_judge j ON j.id = s.judge_id WHERE j.season_id = %s"
)
_WEIGHTS = "SELECT key, weight FROM seasons_criterion WHERE season_id = %s ORDER BY position, id"
_SCALE = "SELECT MIN(mark), MAX(mark) FROM seasons_scaleanchor WHERE season_id = %s"


@dataclass(frozen=True, slots=True)
class Card:
    """One scorecard as it stands: by whom, on what, and its marks by criterion."""

    ref: str
    judge: str
    entry: str
    category: str
    state: str
    marks: Mapping[str, int]
    entry_ref: str = ""
    category_ref: str = ""


@dataclass(frozen=True)
class JudgingRows:
    """Everything a season's scores come from: judges and entries by key and reference."""

    judges: tuple[str, ...]
    places: tuple[tuple[str, str], ...]
    aside: frozenset[tuple[str, str]]
    asked: Mapping[str, frozenset[str]]
    cards: tuple[Card, ...]
    weights: Mapping[str, int]
    lowest: int
    highest: int
    minimum: int
    by_place: Mapping[tuple[str, str], tuple[Card, ...]] = field(default_factory=dict)
    rounds: RoundRows = field(default_factory=RoundRows)

    def is_excused(self, judge: str, entry: str, category: str) -> bool:
        """Whether nobody asked a judge to mark an entry in a category by the criteria.

        A substitute marks what they were asked, in a category with rounds everybody does.
        """
        is_given = judge not in self.asked or entry in self.asked[judge]
        marking = self.rounds.marking(category)
        if marking is None:
            return not is_given
        return not any(each.asks(judge, entry, is_given=is_given) for each in marking)

    def judges_of(self, round_: RoundRow) -> list[str]:
        """Who judges in a round: those named, or the panel with the substitutes it has work for."""
        if round_.by_staff:
            return []
        if round_.judges is not None:
            return [judge for judge in self.judges if judge in round_.judges]
        busy = {judge for judge, entries in self.asked.items() if entries}
        if round_.readers is not None:
            busy = {judge for judge, _entry in round_.shared}
        return [judge for judge in self.judges if judge not in self.asked or judge in busy]

    @property
    def whole(self) -> int:
        """What a scorecard with the highest mark everywhere comes to, before it is made 100."""
        return sum(self.weights.values()) * (self.highest - self.lowest)

    def part(self, card: Card) -> int | None:
        """What a scorecard comes to, of `whole`; None while a mark is missing."""
        if set(card.marks) != set(self.weights) or not self.whole:
            return None
        return sum(self.weights[key] * (mark - self.lowest) for key, mark in card.marks.items())

    def counted(self, entry: str, category: str) -> list[Card]:
        """The scorecards of an entry in a category that are locked, by judges not aside."""
        return [
            card
            for card in self.by_place.get((entry, category), ())
            if card.state == LOCKED and (card.judge, entry) not in self.aside
        ]

    def points(self, entry: str, category: str) -> Fraction | None:
        """The score, 0–100; where a category has other rounds with points, by their weights."""
        marks = self.marks(entry, category)
        last = self.rounds.last_with_points(category)
        if last is None or not self.rounds.is_in(last, entry):
            return marks
        return self.rounds.points(category, entry, marks, self.needed)

    @cached_property
    def needed(self) -> Mapping[str, int]:
        """How many must have given an entry points in each round, by its reference."""
        return {
            each.ref: min(self.minimum, each.readers or len(self.judges_of(each)))
            for each in self.rounds.rounds
        }

    def marks(self, entry: str, category: str) -> Fraction | None:
        """The mean of the scorecards: one sum over all judges, divided once; None: too few."""
        parts = [self.part(card) for card in self.counted(entry, category)]
        given = [part for part in parts if part is not None]
        if len(given) < max(self.minimum, 1):
            return None
        return Fraction(100 * sum(given), len(given) * self.whole)


def rows_of(season: Season) -> JudgingRows:
    """The rows of a season, each table read once."""
    key = season.pk
    marks: dict[int, dict[str, int]] = {}
    for card, criterion, value in _asked(_MARKS, key):
        marks.setdefault(card, {})[criterion] = value
    cards = tuple(
        Card(
            ref=f"scorecard:{public_id}",
            judge=judge,
            entry=entry,
            category=category,
            state=state,
            marks=marks.get(pk, {}),
            entry_ref=f"entry:{of_entry}",
            category_ref=f"category:{of_category}",
        )
        for pk, public_id, judge, entry, category, state, of_entry, of_category in _asked(
            _CARDS, key
        )
    )
    by_place: dict[tuple[str, str], list[Card]] = {}
    for card in cards:
        by_place.setdefault((card.entry, card.category), []).append(card)
    aside = frozenset((judge, entry) for _pk, judge, entry in _asked(_ASIDE, key))
    ends = _asked(_SCALE, key)[0]
    return JudgingRows(
        judges=tuple(judge for _pk, judge in _asked(_JUDGES, key)),
        places=tuple((entry, category) for _pk, entry, category in _asked(_PLACES, key)),
        aside=aside,
        asked=_substitutes(key),
        cards=cards,
        weights=dict(_asked(_WEIGHTS, key)),
        lowest=ends[0] or 0,
        highest=ends[1] or 0,
        minimum=season.minimum_scorecards or 1,
        by_place={place: tuple(found) for place, found in by_place.items()},
        rounds=round_rows_of(season, aside),
    )


def _substitutes(season: int) -> dict[str, frozenset[str]]:
    """What each substitute was asked to read."""
    given: dict[str, set[str]] = {}
    for judge, entry in _asked(_SUBSTITUTES, season):
        given.setdefault(judge, set()).update([entry] if entry else [])
    return {judge: frozenset(entries) for judge, entries in given.items()}


def _asked(statement: str, season: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [season])
        return list(cursor.fetchall())
