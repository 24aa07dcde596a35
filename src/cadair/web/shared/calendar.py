"""The meeting of the panel as a file that a calendar takes in (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cadair.foundation.bilingual import active_language
from cadair.judging.models import DatePoll
from cadair.seasons.models import Season

LONGEST = 73
"""Bytes of a line before it goes on in the next one, after a space."""


def calendar_of(request: HttpRequest, season: Season, poll: DatePoll) -> HttpResponse:
    """The day that was chosen, as a download.

    Raises:
        Http404: none was.
    """
    if poll.chosen is None:
        raise Http404
    language = active_language()
    lines = _lines(
        {
            "UID": f"{poll.public_id}@{request.get_host()}",
            "DTSTAMP": _utc(poll.chosen_at or poll.asked_at),
            "DTSTART": _utc(poll.chosen.at),
            "DTEND": _utc(poll.chosen.at + timedelta(minutes=poll.chosen.minutes)),
            "SUMMARY": _text(_("Meeting of the panel") + f": {season.name.in_language(language)}"),
            "LOCATION": _text(poll.place.in_language(language)),
        }
    )
    answer = HttpResponse("".join(lines), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{season.key}-{language}.ics"'
    answer["Cache-Control"] = "no-store"
    return answer


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(words: str) -> str:
    for sign in ("\\", ";", ","):
        words = words.replace(sign, f"\\{sign}")
    return words.replace("\r", "").replace("\n", "\\n")


def _lines(event: dict[str, str]) -> Iterator[str]:
    named = [f"{name}:{value}" for name, value in event.items() if value]
    frame = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Cadair//Cadair//CY", "BEGIN:VEVENT"]
    for line in (*frame, *named, "END:VEVENT", "END:VCALENDAR"):
        yield f"{_folded(line)}\r\n"


def _folded(line: str) -> str:
    """A long line in several, none of them cut within a letter."""
    parts, room = [""], LONGEST
    for letter in line:
        if room < len(letter.encode()):
            parts.append("")
            room = LONGEST
        parts[-1] += letter
        room -= len(letter.encode())
    return "\r\n ".join(parts)
