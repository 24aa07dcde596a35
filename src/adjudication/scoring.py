"""Marks to entry scores: exact weighted means over the judges who were eligible and finished."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import groupby

from adjudication.criteria import Scheme
from adjudication.errors import (
    AdjudicationError,
    MarkOutsideScale,
    MissingMarks,
    NotEnoughScorecards,
    NotEntered,
    RepeatedId,
    RepeatedScorecard,
    UnknownCriterion,
    UnknownEntry,
    UnknownJudge,
)
from adjudication.figures import exact, fraction_text, rounded_text
from adjudication.profiles import MissingMark, profile_named
from adjudication.scorecards import Entry, Judge, RoundPoints, Scorecard, ScorecardStatus


@dataclass(frozen=True, slots=True, order=True)
class Score:
    """Points from 0 to 100, exact. Compares with scores only, never with a rank or a number."""

    points: Fraction

    @property
    def exact(self) -> str:
        """The points as "numerator/denominator", e.g. "200/3"."""
        return fraction_text(self.points)

    def rounded(self, digits: int = 1) -> str:
        """The points as a decimal, halves rounded up: for reading, not for comparing."""
        return rounded_text(self.points, digits)


@dataclass(frozen=True, slots=True)
class Rank:
    """A place, 1 being the best; `shared_by` entries stand on it. Not a score, not a number."""

    place: int
    shared_by: int = 1


class ScoreState(StrEnum):
    """Whether an entry has a score in a category."""

    SCORED = "scored"
    NOT_ENOUGH = "not-enough-scorecards"


@dataclass(frozen=True, slots=True)
class CardTotal:
    """What one finished scorecard comes to; `is_rescaled` where marks that do not apply are out."""

    card: Scorecard
    score: Score
    is_rescaled: bool = False


@dataclass(frozen=True, slots=True)
class EntryScore:
    """How an entry stands in one category, and who is in the figure and who is not.

    `score` is None exactly when `state` is NOT_ENOUGH. Judges are sorted by id; every judge of the
    panel stands in exactly one of counted, recused, abstained, excused, missing. `rounds` is not
    empty where the score is made from several rounds (see `adjudication.rounds`).
    """

    entry: str
    category: str
    state: ScoreState
    score: Score | None
    counted: tuple[CardTotal, ...]
    recused: tuple[str, ...] = ()
    abstained: tuple[str, ...] = ()
    excused: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    rounds: tuple[RoundPoints, ...] = ()

    @property
    def lowest(self) -> Score | None:
        """The lowest total counted, if any."""
        return min((total.score for total in self.counted), default=None)

    @property
    def highest(self) -> Score | None:
        """The highest total counted, if any."""
        return max((total.score for total in self.counted), default=None)

    @property
    def spread(self) -> Fraction | None:
        """Points between the lowest and the highest total counted, if any."""
        points = [total.score.points for total in self.counted]
        return max(points) - min(points) if points else None

    def required(self) -> Score:
        """The score.

        Raises:
            NotEnoughScorecards: there is none.
        """
        if self.score is None:
            raise NotEnoughScorecards(
                entry=self.entry, category=self.category, counted=len(self.counted)
            )
        return self.score


@dataclass(frozen=True, slots=True)
class Place:
    """An entry's rank in a field of competition, with the score it comes from."""

    entry: str
    rank: Rank
    score: Score


def card_total(card: Scorecard, scheme: Scheme) -> CardTotal:
    """The weighted mean of a card's marks, 0–100, by the method of the scheme.

    Raises:
        UnknownCriterion, MarkOutsideScale: a mark the scheme does not know.
        MissingMarks: a criterion is not marked and the method does not re-scale; or none is.
    """
    return _Marking(scheme).total(card)


def entry_scores(
    entries: Sequence[Entry],
    judges: Sequence[Judge],
    cards: Sequence[Scorecard],
    scheme: Scheme,
) -> tuple[EntryScore, ...]:
    """How every entry stands in every category it is entered in, sorted by category and entry.

    Marks on cards that are not complete are checked too, but never counted.

    Raises:
        AdjudicationError: cards, judges and entries contradict each other (see `errors`).
    """
    _check_ids("entry", (entry.id for entry in entries))
    _check_ids("judge", (judge.id for judge in judges))
    _check_ids("chair", ("chair" for judge in judges if judge.is_chair))
    panel = sorted(judge.id for judge in judges)
    marking = _Marking(scheme)
    dealt = _cards_by_place(entries, frozenset(panel), cards)
    return tuple(_entry_score(place, dealt[place], panel, marking) for place in sorted(dealt))


def places(scores: Sequence[EntryScore]) -> tuple[Place, ...]:
    """Competition-style places (1, 2, 2, 4), best first; entries without a score have no place."""
    found: list[Place] = []
    for points, group in groupby(_by_points(scores), key=lambda item: item[0].points):
        entries = [entry for _score, entry in group]
        rank = Rank(place=len(found) + 1, shared_by=len(entries))
        found.extend(Place(entry=entry, rank=rank, score=Score(points)) for entry in entries)
    return tuple(found)


def tied(scores: Sequence[EntryScore]) -> tuple[tuple[str, ...], ...]:
    """Every set of two or more entries with exactly equal scores, best first."""
    groups = groupby(_by_points(scores), key=lambda item: item[0].points)
    sets = (tuple(entry for _score, entry in group) for _points, group in groups)
    return tuple(entries for entries in sets if len(entries) > 1)


def _by_points(scores: Iterable[EntryScore]) -> list[tuple[Score, str]]:
    found = [(item.score, item.entry) for item in scores if item.score is not None]
    found.sort(key=lambda item: (-item[0].points, item[1]))
    return found


class _Marking:
    """A scheme made ready to total many cards."""

    def __init__(self, scheme: Scheme) -> None:
        self.minimum = scheme.minimum_scorecards
        self._weights = {item.key: exact(item.weight) for item in scheme.criteria}
        self._lowest = exact(scheme.scale.lowest)
        self._highest = exact(scheme.scale.highest)
        self._is_rescaling = profile_named(scheme.method).missing_mark is MissingMark.RESCALE

    def check(self, card: Scorecard) -> None:
        """Refuse marks that the scheme does not know."""
        for mark in card.marks:
            value = exact(mark.value)
            if mark.criterion not in self._weights:
                raise _about(UnknownCriterion, card, criterion=mark.criterion)
            if not self._lowest <= value <= self._highest:
                raise _about(
                    MarkOutsideScale,
                    card,
                    criterion=mark.criterion,
                    value=str(value),
                    lowest=str(self._lowest),
                    highest=str(self._highest),
                )

    def total(self, card: Scorecard) -> CardTotal:
        """The card's weighted mean."""
        self.check(card)
        weights, lowest = self._weights, self._lowest
        is_short = len(card.marks) < len(weights)
        if is_short and not (self._is_rescaling and card.marks):
            raise _about(MissingMarks, card, marks=len(card.marks), needed=len(weights))
        given = sum(weights[mark.criterion] * (exact(mark.value) - lowest) for mark in card.marks)
        possible = sum(weights[mark.criterion] for mark in card.marks) * (self._highest - lowest)
        return CardTotal(card, Score(Fraction(given * 100) / possible), is_rescaled=is_short)


def _about(
    refusal: type[AdjudicationError], card: Scorecard, **facts: str | int
) -> AdjudicationError:
    return refusal(judge=card.judge, entry=card.entry, category=card.category, **facts)


def _check_ids(what: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for item in ids:
        if item in seen:
            raise RepeatedId(what=what, id=item)
        seen.add(item)


def _cards_by_place(
    entries: Sequence[Entry], panel: frozenset[str], cards: Sequence[Scorecard]
) -> dict[tuple[str, str], dict[str, Scorecard]]:
    """Every (category, entry) that competes, with its cards by judge."""
    known = {entry.id for entry in entries}
    dealt: dict[tuple[str, str], dict[str, Scorecard]] = {}
    for entry in entries:
        _check_ids("category", entry.categories)
        for category in entry.categories:
            dealt[category, entry.id] = {}
    for card in cards:
        if card.judge not in panel:
            raise _about(UnknownJudge, card)
        if card.entry not in known:
            raise _about(UnknownEntry, card)
        place = dealt.get((card.category, card.entry))
        if place is None:
            raise _about(NotEntered, card)
        if card.judge in place:
            raise _about(RepeatedScorecard, card)
        place[card.judge] = card
    return dealt


def _entry_score(
    place: tuple[str, str],
    cards: Mapping[str, Scorecard],
    panel: Sequence[str],
    marking: _Marking,
) -> EntryScore:
    by_status: dict[ScorecardStatus, list[str]] = {status: [] for status in ScorecardStatus}
    counted: list[CardTotal] = []
    for judge in panel:
        card = cards.get(judge)
        if card is None:
            by_status[ScorecardStatus.INCOMPLETE].append(judge)
        elif card.status is ScorecardStatus.COMPLETE:
            counted.append(marking.total(card))
        else:
            marking.check(card)
            by_status[card.status].append(judge)
    is_enough = len(counted) >= marking.minimum
    return EntryScore(
        entry=place[1],
        category=place[0],
        state=ScoreState.SCORED if is_enough else ScoreState.NOT_ENOUGH,
        score=_mean(counted) if is_enough else None,
        counted=tuple(counted),
        recused=tuple(by_status[ScorecardStatus.RECUSED]),
        abstained=tuple(by_status[ScorecardStatus.ABSTAINED]),
        excused=tuple(by_status[ScorecardStatus.EXCUSED]),
        missing=tuple(by_status[ScorecardStatus.INCOMPLETE]),
    )


def _mean(totals: Sequence[CardTotal]) -> Score:
    return Score(sum((total.score.points for total in totals), Fraction(0)) / len(totals))
