"""What judges are told by e-mail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import BilingualText
from cadair.mail.letters import Letter
from cadair.mail.states import Topic
from cadair.seasons.models import Season


@dataclass(frozen=True, kw_only=True)
class JudgingBegun(Letter):
    """The entries are ready; how many there are, before anybody steps aside."""

    folder: ClassVar[str] = "judging/email/judging_begun"
    called: ClassVar[str | Promise] = _("Judging has begun")
    sent_when: ClassVar[str | Promise] = _(
        "When you hand the eligible entries to the panel: to every judge."
    )
    says: ClassVar[Mapping[str, str | Promise]] = {"entries": _("how many entries there are")}
    always: ClassVar[frozenset[str]] = frozenset({"page"})
    season: BilingualText
    entries: int
    page: BilingualText


@dataclass(frozen=True, kw_only=True)
class SubstituteAsked(Letter):
    """Too few judges remain for some entries: somebody else is asked to read these."""

    folder: ClassVar[str] = "judging/email/substitute_asked"
    called: ClassVar[str | Promise] = _("You are asked to read as a substitute")
    sent_when: ClassVar[str | Promise] = _(
        "When you ask somebody to read entries for which too few judges remain."
    )
    says: ClassVar[Mapping[str, str | Promise]] = {"entries": _("how many entries there are")}
    always: ClassVar[frozenset[str]] = frozenset({"page"})
    season: BilingualText
    entries: int
    page: BilingualText


@dataclass(frozen=True, kw_only=True)
class RoundOpened(Letter):
    """A later round of a category has begun: what is asked is on the judge’s page."""

    folder: ClassVar[str] = "judging/email/round_opened"
    called: ClassVar[str | Promise] = _("A round of judging has begun")
    sent_when: ClassVar[str | Promise] = _(
        "When you begin a later round of a category: to every judge of that round."
    )
    says: ClassVar[Mapping[str, str | Promise]] = {
        "round": _("what the round is called"),
        "category": _("the category"),
    }
    always: ClassVar[frozenset[str]] = frozenset({"page", "round", "category"})
    season: BilingualText
    round: BilingualText
    category: BilingualText
    page: BilingualText


@dataclass(frozen=True, kw_only=True)
class ReadingGiven(Letter):
    """While the panel marks: more entries are a judge’s to read, for reading is shared out."""

    folder: ClassVar[str] = "judging/email/reading_given"
    called: ClassVar[str | Promise] = _("New entries to read")
    sent_when: ClassVar[str | Promise] = _(
        "When you accept a plan or choose readers by hand while judges mark: to those who get more."
    )
    says: ClassVar[Mapping[str, str | Promise]] = {"entries": _("how many entries are new")}
    always: ClassVar[frozenset[str]] = frozenset({"page"})
    season: BilingualText
    entries: int
    page: BilingualText


@dataclass(frozen=True, kw_only=True)
class MarksWaiting(Letter):
    """Some days before marks are wanted, to a judge who still owes some; it can be stopped."""

    folder: ClassVar[str] = "judging/email/marks_waiting"
    topic: ClassVar[Topic | None] = Topic.MARKING
    called: ClassVar[str | Promise] = _("Marks are still wanted")
    sent_when: ClassVar[str | Promise] = _(
        "Seven days and two days before judging ends: to every judge who has not locked."
    )
    says: ClassVar[Mapping[str, str | Promise]] = {
        "entries": _("how many entries still wait for this judge"),
        "ends": _("by when marks are wanted"),
    }
    always: ClassVar[frozenset[str]] = frozenset({"page"})
    season: BilingualText
    entries: int
    ends: BilingualText
    page: BilingualText


@dataclass(frozen=True, kw_only=True)
class DatesAsked(Letter):
    """On which days could the panel meet? Asked of every judge."""

    folder: ClassVar[str] = "judging/email/dates_asked"
    called: ClassVar[str | Promise] = _("When can the panel meet?")
    sent_when: ClassVar[str | Promise] = _(
        "When you ask judges on which days they can meet: to every judge."
    )
    says: ClassVar[Mapping[str, str | Promise]] = {"answer_by": _("by when they should answer")}
    always: ClassVar[frozenset[str]] = frozenset({"page"})
    season: BilingualText
    answer_by: BilingualText
    page: BilingualText


@dataclass(frozen=True, kw_only=True)
class DatesWaiting(DatesAsked):
    """The same again, to a judge who has not answered; it can be stopped."""

    folder: ClassVar[str] = "judging/email/dates_waiting"
    topic: ClassVar[Topic | None] = Topic.MARKING
    called: ClassVar[str | Promise] = _("Your answer is still wanted: when can the panel meet?")
    sent_when: ClassVar[str | Promise] = _(
        "When you remind judges who have not said on which days they can meet."
    )


@dataclass(frozen=True, kw_only=True)
class DateChosen(Letter):
    """The panel meets then, and there; their page has it for a calendar."""

    folder: ClassVar[str] = "judging/email/date_chosen"
    called: ClassVar[str | Promise] = _("The panel meets on this day")
    sent_when: ClassVar[str | Promise] = _(
        "When you choose the day on which the panel meets: to every judge."
    )
    says: ClassVar[Mapping[str, str | Promise]] = {
        "at": _("when the panel meets"),
        "place": _("where the panel meets"),
    }
    always: ClassVar[frozenset[str]] = frozenset({"page", "at", "place"})
    season: BilingualText
    at: BilingualText
    place: BilingualText
    page: BilingualText


def gathering_page(season: Season) -> BilingualText:
    """The absolute address of the judges’ page on the meeting; empty while no root is known."""
    desk = judging_page(season)
    if not desk:
        return desk
    return BilingualText(cy=f"{desk.cy}cyfarfod/", en=f"{desk.en}meeting/")


def judging_page(season: Season) -> BilingualText:
    """The absolute address of the judges’ desk; empty while the service knows no root."""
    root = getattr(settings, "CADAIR_LETTER_ROOT", "")
    if not root:
        return BilingualText()
    return BilingualText(
        cy=f"{root}/cy/beirniadu/{season.key}/", en=f"{root}/en/judging/{season.key}/"
    )
