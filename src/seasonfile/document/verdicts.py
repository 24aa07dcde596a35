"""The panel, what its judges declare and mark, what it decides, and the awards given."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from seasonfile.document.frame import HIGHEST_MARK
from seasonfile.document.texts import Language, OwnText, Text
from seasonfile.shapes import (
    AWARD_KEY,
    KEY,
    LANGUAGES,
    NAME,
    PROSE,
    REFERENCE,
    SLUG,
    TIME,
    TITLE,
    Both,
    Choice,
    ListOf,
    Own,
    PairsOf,
    PartOf,
    Truth,
    Whole,
    says,
)

InterestKind = Literal["none", "may-score", "step-aside"]
ScorecardState = Literal["open", "locked", "abstained"]
EmployerTie = Literal["judge-says", "step-aside"]
AsideScope = Literal["entry", "category"]
Outcome = Literal["awarded", "no-award", "withheld"]

NATURES = (
    "employer",
    "partner-organisation",
    "funder",
    "family",
    "acquaintance",
    "nominator",
    "other",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgePart:
    """A judge of the panel."""

    key: str = field(metadata=says(KEY, "Permanent name of the judge in this season."))
    name: str = field(metadata=says(NAME, "The judge’s name."))
    chair: bool = field(default=False, metadata=says(Truth(), "Leads the panel."))
    stand_in: bool = field(
        default=False,
        metadata=says(Truth(), "Decides where the chair stepped aside; marks like the others."),
    )
    reads: tuple[Language, ...] = field(
        metadata=says(ListOf(Choice(LANGUAGES), fewest=1), "The languages the judge reads.")
    )
    only: tuple[str, ...] = field(
        default=(),
        metadata=says(ListOf(REFERENCE), "The entries of a substitute, who reads no others."),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatPart:
    """A place on the panel, held by an organisation."""

    seat: str = field(metadata=says(KEY, "Permanent name of the seat."))
    organisation: str = field(metadata=says(KEY, "The organisation that holds it."))
    judges: tuple[JudgePart, ...] = field(
        default=(), metadata=says(ListOf(PartOf(JudgePart)), "Who sits in it.")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipPart:
    """A body on the panel that represents others."""

    organisation: str = field(metadata=says(KEY, "The body that holds a seat."))
    members: tuple[str, ...] = field(
        metadata=says(ListOf(KEY, fewest=1), "The organisations it represents.")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaringPart:
    """What the season asks of judges who declare their interests."""

    employer: EmployerTie = field(
        default="judge-says",
        metadata=says(
            Choice(("judge-says", "step-aside")),
            "What a judge does where their own organisation is behind an entry.",
        ),
    )
    scope: AsideScope = field(
        default="entry",
        metadata=says(
            Choice(("entry", "category")), "Whether one steps aside from whole categories."
        ),
    )
    memberships: tuple[MembershipPart, ...] = field(
        default=(),
        metadata=says(ListOf(PartOf(MembershipPart)), "Whom bodies on the panel represent."),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestPart:
    """What a judge declared on an entry."""

    judge: str = field(metadata=says(KEY, "The key of the judge."))
    entry: str = field(metadata=says(REFERENCE, "The reference of the entry."))
    kind: InterestKind = field(
        metadata=says(
            Choice(("none", "may-score", "step-aside")), "None, declared, or steps aside."
        )
    )
    nature: str | None = field(
        default=None, metadata=says(Choice(NATURES), "What the interest is; none has none.")
    )
    note: str | None = field(
        default=None, metadata=says(PROSE, "What the judge said of it; never public.")
    )
    because_of: str | None = field(
        default=None,
        metadata=says(REFERENCE, "The entry for which the judge stepped aside from a category."),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorecardPart:
    """One judge's marks on one entry in one category."""

    judge: str = field(metadata=says(KEY, "The key of the judge."))
    entry: str = field(metadata=says(REFERENCE, "The reference of the entry."))
    category: str = field(metadata=says(KEY, "The category it is judged in."))
    state: ScorecardState = field(
        metadata=says(Choice(("open", "locked", "abstained")), "Being filled in, final, or none.")
    )
    marks: tuple[tuple[str, int], ...] = field(
        default=(), metadata=says(PairsOf(Whole(0, HIGHEST_MARK)), "The mark for each criterion.")
    )
    comment: str | None = field(
        default=None, metadata=says(PROSE, "What the judge wrote; never public.")
    )
    remarks: tuple[tuple[str, str], ...] = field(
        default=(), metadata=says(PairsOf(PROSE), "What they wrote on single criteria.")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionPart:
    """What the panel decided for a category."""

    key: str = field(metadata=says(KEY, "The same as the category’s."))
    category: str = field(metadata=says(KEY, "The category decided."))
    outcome: Outcome = field(
        metadata=says(Choice(("awarded", "no-award", "withheld")), "How it ended.")
    )
    reason: OwnText | Text | None = field(
        default=None, metadata=says(Own(PROSE), "Why, as it was written; never public.")
    )
    wording: Text | None = field(
        default=None, metadata=says(Both(PROSE), "What the public reads where no award is made.")
    )
    decided_at: str | None = field(default=None, metadata=says(TIME, "When, by clocks in Wales."))
    decided_by: str | None = field(
        default=None, metadata=says(KEY, "The judge who recorded it: chair or stand-in.")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardPart:
    """One thing given to an entry, or to a person within it."""

    key: str = field(metadata=says(AWARD_KEY, "Permanent name of the award."))
    category: str = field(metadata=says(KEY, "The category it is given in."))
    kind: str | None = field(
        default=None, metadata=says(KEY, "The kind of award; left out where it is not known.")
    )
    joint: bool = field(default=False, metadata=says(Truth(), "Shared with another award."))
    entry: str = field(metadata=says(REFERENCE, "The entry it is given to."))
    person: int | None = field(
        default=None,
        metadata=says(Whole(1, 1000), "To which of the entry’s people, counted from 1."),
    )
    title: Text | None = field(default=None, metadata=says(Both(TITLE), "Its heading."))
    slug: Text | None = field(default=None, metadata=says(Both(SLUG), "Its word in addresses."))
    text: Text | None = field(default=None, metadata=says(Both(PROSE), "The public text on it."))
    presenter: Text | None = field(default=None, metadata=says(Both(NAME), "Who presented it."))
    collected_by: Text | None = field(default=None, metadata=says(Both(NAME), "Who collected it."))
