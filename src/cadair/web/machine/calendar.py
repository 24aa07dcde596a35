"""The dates of a season as a calendar (PUB-06): iCalendar, RFC 5545.

Built from what is released and nothing else. An event keeps its UID for ever and in both
languages; SEQUENCE counts the changes the public was told, so that a calendar takes the new date.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from icalendar import Calendar, Event, vText

from cadair.foundation.bilingual import Language
from cadair.foundation.clock import LONDON
from cadair.publishing.documents import Moment, SeasonDocument
from cadair.web.shared.finding import FoundSeason

SUMMARIES: Final[Mapping[str, Promise]] = {
    "nominations_open": _("Nominations open"),
    "nominations_close": _("Nominations close"),
    "judging_ends": _("Judging ends"),
    "panel_meets": _("The panel meets"),
    "ceremony": _("Ceremony"),
    "results": _("Results are published"),
}


def calendar_of(found: FoundSeason, language: Language, root: str) -> bytes:
    """The calendar in one language; `root` is scheme and host of this service."""
    document = found.document
    calendar = Calendar()
    calendar.add("prodid", f"-//Cadair//{document.programme}//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", _worded(document.name.in_language(language), language))
    calendar.add("x-wr-calname", document.name.in_language(language))
    calendar.add("x-wr-timezone", LONDON.key)
    for moment in document.timetable:
        exact = moment.at.astimezone(LONDON) if moment.at else moment.on
        if exact is not None:
            page = root + found.paths[language]
            calendar.add_component(_event(document, moment, exact, language, page))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(
    document: SeasonDocument, moment: Moment, exact: datetime | date, language: Language, page: str
) -> Event:
    event = Event()
    summary = f"{SUMMARIES[moment.key]} – {document.name.in_language(language)}"
    event.add("uid", f"{document.programme}.{document.season}.{moment.key}@dates.cadair")
    event.add("summary", _worded(summary, language))
    event.add("dtstart", exact)
    event.add("dtstamp", document.released_at)
    event.add("last-modified", document.released_at)
    event.add("sequence", len(document.changes))
    event.add("status", _status(document, moment))
    event.add("transp", "TRANSPARENT")
    event.add("url", page)
    if moment.key == "ceremony" and document.ceremony and document.ceremony.venue:
        venue = document.ceremony.venue.in_language(language)
        event.add("location", _worded(venue, language))
    return event


def _status(document: SeasonDocument, moment: Moment) -> str:
    is_off = moment.key == "ceremony" and document.is_ceremony_cancelled
    return "CANCELLED" if is_off else "CONFIRMED"


def _worded(text: str, language: Language) -> vText:
    return vText(text, params={"LANGUAGE": language})
