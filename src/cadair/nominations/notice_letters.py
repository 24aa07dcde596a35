"""Letters to nominees, referees and co-authors; each holds a link to one thing (SEC-05).

A notice cannot be worded otherwise by a season, because every heading of it is required by law;
what a season says under the headings is its controller record.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Final

from django.conf import settings
from django.urls import get_resolver, reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import LANGUAGES, BilingualText
from cadair.mail.letters import Letter
from cadair.nominations.models import Endorsement, Nominee
from cadair.seasons.controllers import Controller
from cadair.seasons.models import Season

LONGEST_QUOTED: Final = 120
_ADDRESS: Final = re.compile(
    r"\S*(?:://|www\.|@|\.(?:com|net|org|info|biz|ru|cn|io|xyz)\b)\S*", re.I
)


def page_of_link(name: str, token: str) -> BilingualText:
    """The address of a page for holders of a link, in each language."""
    # Before Welsh is asked for: libraries translate sentences of theirs while they are imported.
    get_resolver().url_patterns  # noqa: B018
    sides: dict[str, str] = {}
    for language in LANGUAGES:
        with translation.override(language):
            sides[language] = settings.CADAIR_LETTER_ROOT + reverse(name, kwargs={"token": token})
    return BilingualText.from_dict(sides)


def calmed(text: str) -> str:
    """What a stranger typed, fit for a letter to somebody else: no address in it, and not long.

    Anybody may nominate anybody: nobody shall send advertisements or traps in our name that way.
    """
    plain = _ADDRESS.sub("…", text)
    return plain if len(plain) <= LONGEST_QUOTED else plain[: LONGEST_QUOTED - 1].rstrip() + "…"


@dataclass(frozen=True, kw_only=True)
class NomineeNotice(Letter):
    """That somebody was nominated, and everything the law wants said about their data."""

    folder: ClassVar[str] = "nominations/email/nominee_notice"
    kept_for: ClassVar[timedelta] = timedelta(days=14)
    season: BilingualText
    name: str
    title: str
    controller: BilingualText
    contact: BilingualText
    officer: BilingualText
    basis: BilingualText
    recipients: BilingualText
    retention: BilingualText
    page: BilingualText

    @classmethod
    def about(cls, nominee: Nominee, controller: Controller, page: BilingualText) -> NomineeNotice:
        """The notice to this nominee in the words of the controller record."""
        nomination = nominee.nomination
        return cls(
            season=nomination.season.name,
            name=calmed(nominee.name),
            title=calmed(nomination.entry.title),
            page=page,
            **controller.notice,
        )


@dataclass(frozen=True, kw_only=True)
class NomineeNoticeYoung(NomineeNotice):
    """The same for somebody of 16 or 17, in short words."""

    folder: ClassVar[str] = "nominations/email/nominee_notice_young"


@dataclass(frozen=True, kw_only=True)
class NomineeNoticeGuardian(NomineeNotice):
    """The same to a parent or carer, with a part to read with the child."""

    folder: ClassVar[str] = "nominations/email/nominee_notice_guardian"


@dataclass(frozen=True, kw_only=True)
class NomineeAnswered(Letter):
    """What became of something that a nominee said on their page."""

    folder: ClassVar[str] = "nominations/email/nominee_answered"
    called: ClassVar[str | Promise] = _("Answer to a nominee")
    sent_when: ClassVar[str | Promise] = _("When you answer what a nominee said on their page.")
    always: ClassVar[frozenset[str]] = frozenset({"outcome"})
    says: ClassVar[Mapping[str, str | Promise]] = {
        "name": _("the name of the nominee"),
        "outcome": _("what you answer"),
    }
    season: BilingualText
    name: str
    title: str
    outcome: str


@dataclass(frozen=True, kw_only=True)
class RefereeAsked(Letter):
    """Somebody is asked to vouch for a nomination."""

    folder: ClassVar[str] = "nominations/email/referee_asked"
    kept_for: ClassVar[timedelta] = timedelta(days=14)
    called: ClassVar[str | Promise] = _("Asking a referee")
    sent_when: ClassVar[str | Promise] = _("When a nominator names somebody who can vouch.")
    always: ClassVar[frozenset[str]] = frozenset({"page"})
    says: ClassVar[Mapping[str, str | Promise]] = {
        "name": _("the name of the referee"),
        "nominator": _("the name of the nominator"),
    }
    season: BilingualText
    name: str
    title: str
    nominator: str
    page: BilingualText

    @classmethod
    def about(cls, endorsement: Endorsement, page: BilingualText) -> RefereeAsked:
        """The letter to this referee."""
        nomination = endorsement.nomination
        return cls(
            season=nomination.season.name,
            name=calmed(endorsement.name),
            title=calmed(nomination.entry.title),
            nominator=calmed(nomination.nominator_name),
            page=page,
        )


@dataclass(frozen=True, kw_only=True)
class RefereeReminded(RefereeAsked):
    """The same, a week later, once."""

    folder: ClassVar[str] = "nominations/email/referee_reminded"
    called: ClassVar[str | Promise] = _("Reminding a referee")
    sent_when: ClassVar[str | Promise] = _("A week after the first letter, once, or when you ask.")


@dataclass(frozen=True, kw_only=True)
class CoauthorInvited(Letter):
    """Somebody is asked to write a form too; `owner` is the address its owner signs in with."""

    folder: ClassVar[str] = "nominations/email/coauthor_invited"
    kept_for: ClassVar[timedelta] = timedelta(days=14)
    called: ClassVar[str | Promise] = _("Asking somebody to write a form too")
    sent_when: ClassVar[str | Promise] = _("When a nominator shares a form that is not sent yet.")
    always: ClassVar[frozenset[str]] = frozenset({"page", "owner"})
    says: ClassVar[Mapping[str, str | Promise]] = {
        "owner": _("the e-mail address of whoever has the form"),
    }
    season: BilingualText
    title: str
    owner: str
    page: BilingualText

    @classmethod
    def about(
        cls, season: Season, *, title: str, owner: str, page: BilingualText
    ) -> CoauthorInvited:
        """The letter about a form with this title."""
        return cls(season=season.name, title=calmed(title), owner=owner, page=page)


@dataclass(frozen=True, kw_only=True)
class FormOffered(CoauthorInvited):
    """Somebody is asked to take a form over."""

    folder: ClassVar[str] = "nominations/email/form_offered"
    called: ClassVar[str | Promise] = _("Asking somebody to take a form over")
    sent_when: ClassVar[str | Promise] = _("When a nominator hands a form to somebody else.")


@dataclass(frozen=True, kw_only=True)
class FormTakenOver(Letter):
    """To whoever had a form: `taken_by`, an address they gave themselves, has it now."""

    folder: ClassVar[str] = "nominations/email/form_taken_over"
    called: ClassVar[str | Promise] = _("A form was taken over")
    sent_when: ClassVar[str | Promise] = _("When somebody says yes to a form they were offered.")
    always: ClassVar[frozenset[str]] = frozenset({"taken_by"})
    says: ClassVar[Mapping[str, str | Promise]] = {
        "taken_by": _("the e-mail address of whoever has the form now"),
    }
    season: BilingualText
    title: str
    taken_by: str
