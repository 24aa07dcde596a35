"""What nominators are told by e-mail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self

from cadair.foundation.bilingual import BilingualText
from cadair.mail.letters import Letter
from cadair.nominations.models import Nomination


@dataclass(frozen=True, kw_only=True)
class NominationReceived(Letter):
    """A nomination has come in: its reference, and what happens next.

    `closes` is the closing time in words, empty where there is none; `page` the address of the
    list of one's own nominations, which asks to sign in.
    """

    folder: ClassVar[str] = "nominations/email/nomination_received"
    season: BilingualText
    title: str
    reference: str
    closes: BilingualText
    page: BilingualText
    is_test: bool = False


@dataclass(frozen=True, kw_only=True)
class _AboutNomination(Letter):
    """A letter to whoever sent a nomination, about that nomination."""

    season: BilingualText
    title: str
    reference: str
    is_test: bool

    @classmethod
    def about(cls, nomination: Nomination, **more: object) -> Self:
        """The letter about this nomination, with what it says besides."""
        entry = nomination.entry
        return cls(
            season=nomination.season.name,
            title=entry.title,
            reference=nomination.reference,
            is_test=entry.is_test,
            **more,
        )


@dataclass(frozen=True, kw_only=True)
class NotEligible(_AboutNomination):
    """The entry is not judged: the published reason, more words, until when to ask for a review."""

    folder: ClassVar[str] = "nominations/email/not_eligible"
    reason: BilingualText
    note: BilingualText
    review_by: BilingualText


@dataclass(frozen=True, kw_only=True)
class EligibleAgain(_AboutNomination):
    """What was said before is taken back: the entry is judged."""

    folder: ClassVar[str] = "nominations/email/eligible_again"


@dataclass(frozen=True, kw_only=True)
class CategoryMoved(_AboutNomination):
    """The entry competes in other categories than before, and why."""

    folder: ClassVar[str] = "nominations/email/category_moved"
    was: tuple[BilingualText, ...]
    becomes: tuple[BilingualText, ...]
    reason: BilingualText


@dataclass(frozen=True, kw_only=True)
class Grouped(_AboutNomination):
    """Somebody else nominated the same; both count as one entry, or, undone, as two again."""

    folder: ClassVar[str] = "nominations/email/grouped"
    together_with: str
    is_undone: bool = False


@dataclass(frozen=True, kw_only=True)
class WithdrawnForYou(_AboutNomination):
    """An organiser has withdrawn the nomination for its nominator, who hears of it."""

    folder: ClassVar[str] = "nominations/email/withdrawn_for_you"
