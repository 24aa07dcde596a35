"""How a category is judged in rounds, and what was answered in each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from seasonfile.document.texts import Text
from seasonfile.shapes import (
    AMOUNT,
    DATE,
    KEY,
    NAME,
    PROSE,
    REFERENCE,
    Both,
    Choice,
    ListOf,
    PartOf,
    Truth,
    Whole,
    Words,
    says,
)

RoundMethod = Literal[
    "sift",
    "criteria",
    "single-score",
    "ranked-ballot",
    "pairwise",
    "live-final",
    "panel-decision",
]
ROUND_METHODS = (
    "sift",
    "criteria",
    "single-score",
    "ranked-ballot",
    "pairwise",
    "live-final",
    "panel-decision",
)
AnswerState = Literal["open", "keyed", "locked", "abstained"]
ANSWER_STATES = ("open", "keyed", "locked", "abstained")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundEntryPart:
    """An entry that came into a round."""

    entry: str = field(metadata=says(REFERENCE, "The reference of the entry."))
    points: str | None = field(
        default=None, metadata=says(Words(80), "What it came in with, exact: 255/3.")
    )
    reason: str | None = field(
        default=None, metadata=says(PROSE, "Why, where not by the rule; never public.")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentPart:
    """An entry that a judge reads in a round whose reading is shared out."""

    judge: str = field(metadata=says(KEY, "The key of the judge."))
    entry: str = field(metadata=says(REFERENCE, "The reference of the entry."))
    source: Literal["planned", "by-hand", "top-up"] = field(
        default="planned",
        metadata=says(Choice(("planned", "by-hand", "top-up")), "How it came about."),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPart:
    """What one reader gave an entry in a sift, a single score or a live final."""

    judge: str | None = field(
        default=None,
        metadata=says(KEY, "The key of the judge; none where organisers sift."),
    )
    entry: str = field(metadata=says(REFERENCE, "The reference of the entry."))
    verdict: Literal["pass", "fail"] | None = field(
        default=None, metadata=says(Choice(("pass", "fail")), "In a sift.")
    )
    points: int | None = field(
        default=None, metadata=says(Whole(0, 100), "In a single score or a live final.")
    )
    reason: str | None = field(
        default=None, metadata=says(PROSE, "What the reader wrote; never public.")
    )
    state: AnswerState = field(
        metadata=says(Choice(ANSWER_STATES), "Being filled in, typed from paper, final, or none.")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RankPart:
    """A place on a ballot; several entries on it are equal."""

    entries: tuple[str, ...] = field(
        default=(), metadata=says(ListOf(REFERENCE), "The entries on this place.")
    )
    no_award: bool = field(default=False, metadata=says(Truth(), "“No award” stands here."))


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotPart:
    """One judge’s ranking."""

    judge: str = field(metadata=says(KEY, "The key of the judge."))
    state: AnswerState = field(metadata=says(Choice(ANSWER_STATES), "It counts when locked."))
    ranking: tuple[RankPart, ...] = field(
        default=(), metadata=says(ListOf(PartOf(RankPart)), "Place by place, best first.")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonPart:
    """One judge found one entry better than another."""

    judge: str = field(metadata=says(KEY, "The key of the judge."))
    winner: str = field(metadata=says(REFERENCE, "The better entry."))
    loser: str = field(metadata=says(REFERENCE, "The other one."))
    state: AnswerState = field(metadata=says(Choice(ANSWER_STATES), "It counts when locked."))


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundPart:
    """One step of a category’s judging; those of a category stand in their order."""

    category: str = field(metadata=says(KEY, "The category it belongs to."))
    key: str = field(metadata=says(KEY, "Permanent name of the round in its category."))
    name: Text | None = field(
        default=None, metadata=says(Both(NAME), "What it is called; else by its method.")
    )
    method: RoundMethod = field(metadata=says(Choice(ROUND_METHODS), "How entries are judged."))
    state: Literal["waiting", "open", "closed"] = field(
        default="waiting", metadata=says(Choice(("waiting", "open", "closed")), "Where it stands.")
    )
    readers: int | None = field(
        default=None,
        metadata=says(Whole(1, 1000), "How many judges read each entry; left out: all of them."),
    )
    by_staff: bool = field(default=False, metadata=says(Truth(), "Organisers sift, not judges."))
    hides_names: bool = field(
        default=False, metadata=says(Truth(), "Judges see no names until they have locked.")
    )
    called: bool = field(
        default=False, metadata=says(Truth(), "The panel asked for it in its meeting.")
    )
    weight: int = field(
        default=1, metadata=says(Whole(0, 100), "What its points count beside other rounds.")
    )
    advance: Literal["all", "count", "threshold", "margin", "verdict"] = field(
        default="all",
        metadata=says(
            Choice(("all", "count", "threshold", "margin", "verdict")), "Which entries go on."
        ),
    )
    advance_value: str | None = field(
        default=None, metadata=says(AMOUNT, "How many go on, or from how many points.")
    )
    opens_on: str | None = field(default=None, metadata=says(DATE, "The day it is to begin."))
    closes_on: str | None = field(default=None, metadata=says(DATE, "The day it is to end."))
    judges: tuple[str, ...] = field(
        default=(), metadata=says(ListOf(KEY), "Who judges in it; left out: the whole panel.")
    )
    entries: tuple[RoundEntryPart, ...] = field(
        default=(),
        metadata=says(
            ListOf(PartOf(RoundEntryPart)),
            "Which came into it; left out in the first round: all of the category.",
        ),
    )
    assignments: tuple[AssignmentPart, ...] = field(
        default=(), metadata=says(ListOf(PartOf(AssignmentPart)), "Who reads what.")
    )
    answers: tuple[AnswerPart, ...] = field(
        default=(), metadata=says(ListOf(PartOf(AnswerPart)), "Verdicts and points.")
    )
    ballots: tuple[BallotPart, ...] = field(
        default=(), metadata=says(ListOf(PartOf(BallotPart)), "The judges’ rankings.")
    )
    comparisons: tuple[ComparisonPart, ...] = field(
        default=(), metadata=says(ListOf(PartOf(ComparisonPart)), "Which of two was better.")
    )
