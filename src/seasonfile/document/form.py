"""The form: what nominators are asked, and the limits within which they answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from seasonfile.document.texts import Text
from seasonfile.shapes import (
    FORM_KEY,
    KEY,
    LABEL,
    NAME,
    PROSE,
    TITLE,
    Both,
    Choice,
    ListOf,
    PartOf,
    Truth,
    Whole,
    says,
)

QuestionKind = Literal[
    "short-text",
    "long-text",
    "number",
    "date",
    "choice",
    "several",
    "yes-no",
    "person",
    "organisation",
    "link",
    "file",
]
Referee = Literal["no", "welcome", "required"]

QUESTION_KINDS = (
    "short-text",
    "long-text",
    "number",
    "date",
    "choice",
    "several",
    "yes-no",
    "person",
    "organisation",
    "link",
    "file",
)
REFEREE = ("no", "welcome", "required")
SUMMARY = "summary"
"""The key of the question for the work in short, which every form asks."""

RESERVED_QUESTIONS = (
    "categories",
    "check",
    "declaration",
    "entry",
    "evidence",
    "language",
    "news",
    "organisations",
    "people",
    "referee",
    "you",
)
"""Pages of the form that every season has; no question may be called so."""

MOST_WORDS = 5000
MOST_ROWS = 30
MOST_MEGABYTES = 100
LONGEST_GRACE = 1440
"""Minutes; a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionPart:
    """One answer that can be chosen."""

    key: str = field(metadata=says(FORM_KEY, "Permanent name of the answer."))
    label: Text = field(metadata=says(Both(NAME), "The words beside the button."))


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionPart:
    """When a question is asked: only after one of these answers to an earlier question."""

    question: str = field(metadata=says(FORM_KEY, "The key of the earlier question."))
    answers: tuple[str, ...] = field(
        metadata=says(ListOf(FORM_KEY, fewest=1), "The keys of the answers.")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionPart:
    """One question of the form."""

    key: str = field(metadata=says(FORM_KEY, "Permanent name of the question; `summary` is kept."))
    kind: QuestionKind = field(
        metadata=says(Choice(QUESTION_KINDS), "What it takes for an answer.")
    )
    label: Text = field(metadata=says(Both(TITLE), "The question."))
    help: Text | None = field(
        default=None, metadata=says(Both(PROSE), "What helps to answer it, below the question.")
    )
    options: tuple[OptionPart, ...] = field(
        default=(), metadata=says(ListOf(PartOf(OptionPart)), "The answers one can choose from.")
    )
    words: int | None = field(
        default=None, metadata=says(Whole(1, MOST_WORDS), "How many words are suggested.")
    )
    most: int | None = field(
        default=None,
        metadata=says(Whole(1, MOST_ROWS), "How many people, organisations, links or files."),
    )
    required: bool = field(
        default=False, metadata=says(Truth(), "No nomination is sent without an answer.")
    )
    judges: bool = field(default=True, metadata=says(Truth(), "Judges read the answer."))
    personal: bool = field(
        default=False, metadata=says(Truth(), "The answer is about a person; never for judges.")
    )
    criterion: str | None = field(
        default=None, metadata=says(KEY, "The criterion that the answer is for.")
    )
    categories: tuple[str, ...] = field(
        default=(),
        metadata=says(ListOf(KEY), "Asked only in these categories; none named: in all."),
    )
    only_if: ConditionPart | None = field(
        default=None, metadata=says(PartOf(ConditionPart), "Asked only after these answers.")
    )
    version: int = field(
        default=1, metadata=says(Whole(1, 1000), "Counts its wordings; one more for each.")
    )
    retired: bool = field(
        default=False, metadata=says(Truth(), "Not asked any more; answers given stay.")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionPart:
    """A part of the form."""

    key: str = field(metadata=says(FORM_KEY, "Permanent name of the section."))
    name: Text = field(metadata=says(Both(NAME), "What the section is called."))
    questions: tuple[QuestionPart, ...] = field(
        default=(), metadata=says(ListOf(PartOf(QuestionPart)), "Its questions in their order.")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class EligibilityQuestionPart:
    """A question before the form: one of its two answers means that nominating is not possible."""

    key: str = field(metadata=says(FORM_KEY, "Permanent name of the question."))
    label: Text = field(metadata=says(Both(TITLE), "The question."))
    fits: Text = field(metadata=says(Both(LABEL), "The answer with which one goes on."))
    fails: Text = field(metadata=says(Both(LABEL), "The answer with which one cannot nominate."))
    why_not: Text = field(metadata=says(Both(PROSE), "Why not."))
    instead: Text | None = field(default=None, metadata=says(Both(PROSE), "What else fits."))


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPart:
    """What nominators are asked; without sections, a summary and an answer to each criterion."""

    sections: tuple[SectionPart, ...] = field(
        default=(), metadata=says(ListOf(PartOf(SectionPart)), "The form, part by part.")
    )
    eligibility: tuple[EligibilityQuestionPart, ...] = field(
        default=(),
        metadata=says(ListOf(PartOf(EligibilityQuestionPart)), "What is asked before the form."),
    )
    most_categories: int | None = field(
        default=None,
        metadata=says(Whole(1, 100), "In how many categories one can nominate at once."),
    )
    most_per_nominator: int | None = field(
        default=None, metadata=says(Whole(1, 1000), "Nominations one person can send in.")
    )
    most_per_organisation: int | None = field(
        default=None, metadata=says(Whole(1, 10000), "Nominations one organisation can send in.")
    )
    most_per_category: int | None = field(
        default=None, metadata=says(Whole(1, 30000), "Nominations one category takes.")
    )
    most_files: int = field(default=2, metadata=says(Whole(0, MOST_ROWS), "Files as evidence."))
    most_links: int = field(default=3, metadata=says(Whole(0, MOST_ROWS), "Links as evidence."))
    most_megabytes: int = field(
        default=10, metadata=says(Whole(1, MOST_MEGABYTES), "How large one file may be, in MB.")
    )
    referee: Referee = field(
        default="no", metadata=says(Choice(REFEREE), "Whether somebody must vouch for it.")
    )
    grace_minutes: int = field(
        default=0,
        metadata=says(
            Whole(0, LONGEST_GRACE),
            "For how long after closing a form begun before is still taken, in minutes.",
        ),
    )
