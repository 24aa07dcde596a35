"""Marks to entry scores: exact weighted means over the judges who were eligible and finished."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from adjudication.criteria import Scheme
from adjudication.scorecards import Entry, Judge, Scorecard


@dataclass(frozen=True, slots=True, order=True)
class Score:
    """Points from 0 to 100, exact. Compares with scores only, never with a rank or a number."""

    points: Fraction

    @property
    def exact(self) -> str:
        """The points as "numerator/denominator", e.g. "200/3"."""
        return f"{self.points.numerator}/{self.points.denominator}"

    def rounded(self, digits: int = 1) -> str:
        """The points as a decimal, halves rounded up, e.g. "66.7"; for reading, not for comparing."""
        raise NotImplementedError


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
    panel stands in exactly one of counted, recused, abstained, excused, missing.
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
        if not self.counted:
            return None
        return max(t.score for t in self.counted).points - min(t.score for t in self.counted).points

    def required(self) -> Score:
        """The score.

        Raises:
            NotEnoughScorecards: there is none.
        """
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Place:
    """An entry's rank in a field of competition, with the score it comes from."""

    entry: str
    rank: Rank
    score: Score


def card_total(card: Scorecard, scheme: Scheme) -> CardTotal:
    """The weighted mean of a complete card's marks, 0–100 (profile: `scheme.method`).

    Raises:
        UnknownCriterion, MarkOutsideScale: a mark the scheme does not know.
        MissingMarks: a criterion is not marked and the method does not re-scale; or none is.
    """
    raise NotImplementedError


def entry_scores(
    entries: Sequence[Entry],
    judges: Sequence[Judge],
    cards: Sequence[Scorecard],
    scheme: Scheme,
) -> tuple[EntryScore, ...]:
    """How every entry stands in every category it is entered in, sorted by category and entry.

    Raises:
        AdjudicationError: cards, judges and entries contradict each other (see `errors`).
    """
    raise NotImplementedError


def places(scores: Sequence[EntryScore]) -> tuple[Place, ...]:
    """Competition-style places (1, 2, 2, 4), best first; entries without a score have no place."""
    raise NotImplementedError


def tied(scores: Sequence[EntryScore]) -> tuple[tuple[str, ...], ...]:
    """Every set of two or more entries with exactly equal scores, best first."""
    raise NotImplementedError
