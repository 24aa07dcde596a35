"""What people are told: who answers for their data, and letters in the season's own words."""

from __future__ import annotations

from dataclasses import dataclass, field

from seasonfile.document.texts import Text
from seasonfile.shapes import EMAIL, FORM_KEY, NAME, PROSE, Both, Truth, Words, says

SENDER = Words(60)


@dataclass(frozen=True, slots=True, kw_only=True)
class ControllerPart:
    """Who answers for personal data, and what the notice to nominees says of it."""

    controller: Text | None = field(
        default=None, metadata=says(Both(PROSE), "Who is responsible for the data.")
    )
    contact: Text | None = field(default=None, metadata=says(Both(PROSE), "How to reach them."))
    officer: Text | None = field(
        default=None, metadata=says(Both(PROSE), "How to reach the data protection officer.")
    )
    basis: Text | None = field(default=None, metadata=says(Both(PROSE), "The lawful basis."))
    condition: Text | None = field(
        default=None,
        metadata=says(
            Both(PROSE), "The condition in the law under which data on offences may be held."
        ),
    )
    recipients: Text | None = field(default=None, metadata=says(Both(PROSE), "Who sees the data."))
    retention: Text | None = field(
        default=None, metadata=says(Both(PROSE), "How long the data is kept.")
    )
    checked: bool = field(
        default=False,
        metadata=says(Truth(), "Whether an organiser has read it and saved it for this season."),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SenderPart:
    """In whose name the season writes, and which mailbox gets the answers."""

    name: Text | None = field(
        default=None, metadata=says(Both(SENDER), "The name of the sender in letters.")
    )
    reply_to: str | None = field(
        default=None, metadata=says(EMAIL, "The shared mailbox that gets the answers.")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslatingPart:
    """Whether a text waits for its translation before a judge who cannot read it sees it."""

    required: bool = field(
        default=True,
        metadata=says(Truth(), "Whether it waits; where it does not, the judge is warned."),
    )
    reason: str | None = field(
        default=None, metadata=says(PROSE, "Why it does not; needed where it does not.")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPart:
    """A letter in words of the season's own; `{names}` stand for what differs in each."""

    letter: str = field(metadata=says(FORM_KEY, "Which letter, as its page names it."))
    subject: Text = field(metadata=says(Both(NAME), "The subject."))
    body: Text = field(metadata=says(Both(PROSE), "What the letter says."))
