"""Entries, which are judged, and the nominations behind them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

from seasonfile.document.frame import ENTRY_KINDS, EntryKind
from seasonfile.document.texts import Language, OwnText, Text
from seasonfile.shapes import (
    EMAIL,
    KEY,
    LANGUAGES,
    NAME,
    PROSE,
    REFERENCE,
    TIME,
    TITLE,
    Answer,
    Both,
    Choice,
    ListOf,
    Own,
    PairsOf,
    PartOf,
    Truth,
    says,
)

EligibilityState = Literal["unchecked", "eligible", "ineligible", "withdrawn", "panel"]
OrganisationRole = Literal["lead", "partner"]
Relation = Literal["self", "third-party"]
Row = tuple[tuple[str, str], ...]
"""Named texts: a person with an address, a link with its description."""

Given = str | tuple[str, ...] | tuple[Row, ...]
"""What somebody answered."""

NominationState = Literal["submitted", "withdrawn"]
Source = Literal["web", "paper", "telephone", "other", "import"]

SOURCES = get_args(Source)
ELIGIBILITY_STATES = ("unchecked", "eligible", "ineligible", "withdrawn", "panel")
REASONS = (
    "out-of-area",
    "out-of-period",
    "incomplete",
    "not-community-safety",
    "spam",
    "duplicate-of-itself",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryOrganisationPart:
    """An organisation behind an entry."""

    organisation: str = field(metadata=says(KEY, "The key of the organisation."))
    role: OrganisationRole = field(
        default="partner", metadata=says(Choice(("lead", "partner")), "Its part in the entry.")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPersonPart:
    """A person in an entry: by name, or described by role; at least one of the two."""

    name: str | None = field(default=None, metadata=says(NAME, "The person’s name."))
    public: bool = field(
        default=False,
        metadata=says(Truth(), "The person agreed to be named in public; else the name stays in."),
    )
    description: Text | None = field(
        default=None, metadata=says(Both(NAME), "The person by role: what the public may read.")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class EligibilityPart:
    """Whether an entry may be judged; left out where nobody has checked or an archive is silent."""

    state: EligibilityState = field(
        default="unchecked",
        metadata=says(
            Choice(ELIGIBILITY_STATES),
            "What the check said; panel: the panel named it.",
            is_required=True,
        ),
    )
    reason: str | None = field(
        default=None, metadata=says(Choice(REASONS), "Why it is not eligible, and only then.")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPart:
    """One person, team, project or partnership put forward."""

    reference: str = field(metadata=says(REFERENCE, "Permanent number of the entry."))
    title: OwnText | Text = field(
        metadata=says(Own(TITLE), "What it is called, in the author’s language or in both.")
    )
    kind: EntryKind | None = field(
        default=None, metadata=says(Choice(ENTRY_KINDS), "What is put forward.")
    )
    categories: tuple[str, ...] = field(
        default=(), metadata=says(ListOf(KEY), "The categories it competes in.")
    )
    organisations: tuple[EntryOrganisationPart, ...] = field(
        default=(),
        metadata=says(ListOf(PartOf(EntryOrganisationPart)), "Who is behind it, in this order."),
    )
    people: tuple[EntryPersonPart, ...] = field(
        default=(), metadata=says(ListOf(PartOf(EntryPersonPart)), "The people in it.")
    )
    place: Text | None = field(default=None, metadata=says(Both(NAME), "Where the work was done."))
    eligibility: EligibilityPart = field(
        default=EligibilityPart(),
        metadata=says(PartOf(EligibilityPart), "Whether it may be judged."),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NominatorPart:
    """Who sent a nomination in."""

    name: str = field(metadata=says(NAME, "The nominator’s name."))
    email: str = field(metadata=says(EMAIL, "The nominator’s e-mail address."))
    organisation: str | None = field(
        default=None, metadata=says(NAME, "The nominator’s organisation, as they wrote it.")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NominationPart:
    """One form sent in by a nominator."""

    reference: str = field(metadata=says(REFERENCE, "Permanent number of the nomination."))
    entry: str = field(metadata=says(REFERENCE, "The reference of the entry it puts forward."))
    language: Language = field(metadata=says(Choice(LANGUAGES), "The language of the form."))
    relation: Relation = field(
        metadata=says(Choice(("self", "third-party")), "The nominator’s own work, or not.")
    )
    nominator: NominatorPart = field(metadata=says(PartOf(NominatorPart), "Who sent it in."))
    submitted_at: str = field(metadata=says(TIME, "When it came in, by clocks in Wales."))
    state: NominationState = field(
        default="submitted",
        metadata=says(Choice(("submitted", "withdrawn")), "What became of the form."),
    )
    source: Source = field(
        default="web",
        metadata=says(Choice(SOURCES), "How it reached the organisers."),
    )
    summary: str = field(metadata=says(PROSE, "What was done, in short."))
    answers: tuple[tuple[str, Given], ...] = field(
        default=(),
        metadata=says(
            PairsOf(Answer(PROSE)), "The answers, by the key of the question or of the criterion."
        ),
    )
