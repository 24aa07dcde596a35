"""What nominators are told by e-mail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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
    called: ClassVar[str | Promise] = _("Receipt of a nomination")
    sent_when: ClassVar[str | Promise] = _("As soon as somebody sends a nomination.")
    always: ClassVar[frozenset[str]] = frozenset({"reference", "page"})
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
class NominationChanged(_AboutNomination):
    """What was sent has been changed: the reference stays. `page` as in `NominationReceived`."""

    folder: ClassVar[str] = "nominations/email/nomination_changed"
    page: BilingualText


@dataclass(frozen=True, kw_only=True)
class NotEligible(_AboutNomination):
    """The entry is not judged: the published reason, more words, until when to ask for a review."""

    folder: ClassVar[str] = "nominations/email/not_eligible"
    called: ClassVar[str | Promise] = _("Not eligible")
    sent_when: ClassVar[str | Promise] = _("When an entry is found not to be eligible.")
    says: ClassVar[Mapping[str, str | Promise]] = {"review_by": _("the last day to ask again")}
    always: ClassVar[frozenset[str]] = frozenset({"reference", "reason", "note", "review_by"})
    reason: BilingualText
    note: BilingualText
    review_by: BilingualText


@dataclass(frozen=True, kw_only=True)
class EligibleAgain(_AboutNomination):
    """What was said before is taken back: the entry is judged."""

    folder: ClassVar[str] = "nominations/email/eligible_again"
    called: ClassVar[str | Promise] = _("Eligible after all")
    sent_when: ClassVar[str | Promise] = _("When “not eligible” is taken back.")
    always: ClassVar[frozenset[str]] = frozenset({"reference"})


@dataclass(frozen=True, kw_only=True)
class CategoryMoved(_AboutNomination):
    """The entry competes in other categories than before, and why."""

    folder: ClassVar[str] = "nominations/email/category_moved"
    called: ClassVar[str | Promise] = _("Moved to another category")
    sent_when: ClassVar[str | Promise] = _("When an entry is moved to other categories.")
    always: ClassVar[frozenset[str]] = frozenset({"reference", "was", "becomes", "reason"})
    was: tuple[BilingualText, ...]
    becomes: tuple[BilingualText, ...]
    reason: BilingualText


@dataclass(frozen=True, kw_only=True)
class Grouped(_AboutNomination):
    """Somebody else nominated the same; both count as one entry, or, undone, as two again."""

    folder: ClassVar[str] = "nominations/email/grouped"
    called: ClassVar[str | Promise] = _("Put together with another nomination")
    sent_when: ClassVar[str | Promise] = _(
        "When two nominations of the same work are put together, or apart again."
    )
    parts: ClassVar[tuple[str, ...]] = ("headline", "what_happened", "with_what")
    says: ClassVar[Mapping[str, str | Promise]] = {
        "headline": _("what happened, in a few words"),
        "what_happened": _("what happened, in a few sentences"),
        "with_what": _("with which other nomination"),
    }
    unsaid: ClassVar[frozenset[str]] = frozenset({"together_with"})
    always: ClassVar[frozenset[str]] = frozenset({"reference", "what_happened", "with_what"})
    in_subject: ClassVar[frozenset[str]] = frozenset({"headline", "reference"})
    together_with: str
    is_undone: bool = False


@dataclass(frozen=True, kw_only=True)
class WithdrawnForYou(_AboutNomination):
    """An organiser has withdrawn the nomination for its nominator, who hears of it."""

    folder: ClassVar[str] = "nominations/email/withdrawn_for_you"
    called: ClassVar[str | Promise] = _("Withdrawn by an organiser")
    sent_when: ClassVar[str | Promise] = _(
        "When an organiser withdraws a nomination for its nominator."
    )
    always: ClassVar[frozenset[str]] = frozenset({"reference"})
