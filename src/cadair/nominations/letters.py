"""What nominators are told by e-mail, and what organisers write to many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar, Final, Self

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import BilingualText
from cadair.foundation.welsh.dates import weekday_date_time
from cadair.mail.letters import Letter
from cadair.mail.states import Topic
from cadair.nominations.models import Nomination
from cadair.seasons.letters import season_page
from cadair.seasons.models import Season
from cadair.seasons.queries import closing_time


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
    called: ClassVar[str | Promise] = _("Receipt of changes")
    sent_when: ClassVar[str | Promise] = _("When a nominator changes what they sent.")
    always: ClassVar[frozenset[str]] = frozenset({"reference"})
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
class QuestionAsked(_AboutNomination):
    """Something is to be made clear: the question, until when, and the page to answer on."""

    folder: ClassVar[str] = "nominations/email/question_asked"
    called: ClassVar[str | Promise] = _("A question about a nomination")
    sent_when: ClassVar[str | Promise] = _("When the organisers or the panel ask something.")
    says: ClassVar[Mapping[str, str | Promise]] = {
        "question": _("the question"),
        "answer_by": _("the last day to answer"),
    }
    always: ClassVar[frozenset[str]] = frozenset({"question", "answer_by", "page"})
    question: BilingualText
    answer_by: BilingualText
    page: BilingualText


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


@dataclass(frozen=True, kw_only=True)
class MoreTime(Letter):
    """One person may send after closing: until when, and the page on which to begin."""

    folder: ClassVar[str] = "nominations/email/more_time"
    called: ClassVar[str | Promise] = _("More time for one person")
    sent_when: ClassVar[str | Promise] = _("When an organiser gives one person more time.")
    says: ClassVar[Mapping[str, str | Promise]] = {"until": _("until when they can send")}
    always: ClassVar[frozenset[str]] = frozenset({"until", "page"})
    season: BilingualText
    until: BilingualText
    page: BilingualText


@dataclass(frozen=True, kw_only=True)
class FileRefused(Letter):
    """A file that somebody sent was not accepted: which one, why, and what to do until when.

    Once nominations have closed, `until` and `page` are empty.
    """

    folder: ClassVar[str] = "nominations/email/file_refused"
    called: ClassVar[str | Promise] = _("A file was not accepted")
    sent_when: ClassVar[str | Promise] = _(
        "When a file turns out, after it was sent, to hold a virus or not to be readable."
    )
    says: ClassVar[Mapping[str, str | Promise]] = {
        "file": _("what the file is called"),
        "why": _("why it was not accepted, and what to do"),
        "until": _("until when they can send"),
    }
    always: ClassVar[frozenset[str]] = frozenset({"file", "why"})
    season: BilingualText
    file: str
    why: BilingualText
    until: BilingualText
    page: BilingualText


@dataclass(frozen=True, kw_only=True)
class _AboutForms(Letter):
    """A letter to somebody who has begun forms and not sent them; they can stop such letters."""

    topic: ClassVar[Topic | None] = Topic.REMINDERS
    always: ClassVar[frozenset[str]] = frozenset({"page"})
    says: ClassVar[Mapping[str, str | Promise]] = {
        "forms": _("how many forms are begun and not sent"),
        "deleted": _("when forms that were not sent are deleted"),
    }
    season: BilingualText
    forms: int
    closes: BilingualText
    deleted: BilingualText
    page: BilingualText


@dataclass(frozen=True, kw_only=True)
class DraftKept(_AboutForms):
    """A form that was begun is kept: where to go on with it, on any device."""

    folder: ClassVar[str] = "nominations/email/draft_kept"
    called: ClassVar[str | Promise] = _("Your form is kept")
    sent_when: ClassVar[str | Promise] = _(
        "An hour after somebody who is signed in has left a form without sending it; once."
    )


@dataclass(frozen=True, kw_only=True)
class AWeekLeft(_AboutForms):
    """Nominations close in a week, and a form is not sent yet."""

    folder: ClassVar[str] = "nominations/email/a_week_left"
    called: ClassVar[str | Promise] = _("A week left")
    sent_when: ClassVar[str | Promise] = _(
        "Seven days before nominations close: to everybody with a form that is not sent."
    )


@dataclass(frozen=True, kw_only=True)
class ADayLeft(_AboutForms):
    """Nominations close tomorrow, and a form is not sent yet."""

    folder: ClassVar[str] = "nominations/email/a_day_left"
    called: ClassVar[str | Promise] = _("A day left")
    sent_when: ClassVar[str | Promise] = _(
        "A day before nominations close: to everybody with a form that is not sent."
    )


@dataclass(frozen=True, kw_only=True)
class ToMany(Letter):
    """A message that an organiser writes to a list of people; its templates are a beginning."""

    folder: ClassVar[str] = "nominations/email/to_many"
    season: BilingualText
    closes: BilingualText
    page: BilingualText


@dataclass(frozen=True, kw_only=True)
class _RemindersToMany(ToMany):
    topic: ClassVar[Topic | None] = Topic.REMINDERS


@dataclass(frozen=True, kw_only=True)
class _NewsToMany(ToMany):
    topic: ClassVar[Topic | None] = Topic.NEWS


_ON_TOPIC: Final[Mapping[Topic | None, type[ToMany]]] = {
    None: ToMany,
    Topic.REMINDERS: _RemindersToMany,
    Topic.NEWS: _NewsToMany,
}


def letter_to_many(season: Season, topic: Topic | None = None) -> ToMany:
    """What a message to many can say of its season, on a topic that people can stop."""
    letter = _ON_TOPIC[topic]
    closes = _in_words(closing_time(season))
    return letter(season=season.name, closes=closes, page=season_page(season))


def letter_about_forms(
    letter: type[_AboutForms], season: Season, forms: int, deleted_after: timedelta
) -> _AboutForms:
    """The letter to somebody with so many forms that are not sent."""
    closes_at = closing_time(season)
    return letter(
        season=season.name,
        forms=forms,
        closes=_in_words(closes_at),
        deleted=_in_words(closes_at + deleted_after if closes_at else None),
        page=own_nominations_page(),
    )


def own_nominations_page() -> BilingualText:
    """The absolute address of one’s own forms; empty while the service knows no root."""
    root = getattr(settings, "CADAIR_LETTER_ROOT", "")
    if not root:
        return BilingualText()
    return BilingualText(cy=f"{root}/cy/enwebiadau/", en=f"{root}/en/nominations/")


def closing_in_words(season: Season) -> BilingualText:
    """When nominations close, in words; empty where that is not known."""
    return _in_words(closing_time(season))


def _in_words(moment: datetime | None) -> BilingualText:
    if moment is None:
        return BilingualText()
    return BilingualText(cy=weekday_date_time(moment, "cy"), en=weekday_date_time(moment, "en"))
