"""The dates of a season as a calendar, read by hand and by a library (PUB-06)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from icalendar import Calendar

from cadair.foundation import clock
from cadair.foundation.bilingual import BilingualText
from cadair.publishing.actions import announce_season
from cadair.seasons.actions import NewDate, Told, cancel_ceremony, extend_deadline, move_ceremony
from cadair.seasons.models import SeasonMoment
from cadair.seasons.states import SeasonState
from tests.cast import CLOSES_AT, NOMINATING_AT, Cast, a_season, words

pytestmark = pytest.mark.django_db

EN = "/en/valley-awards/2026/dates.ics"
CY = "/cy/gwobrau-r-cwm/2026/dyddiadau.ics"
TOLD = Told(reason="Many asked.", note=words("More time"))


@pytest.fixture
def cast() -> Cast:
    """An open season that the public knows of."""
    cast = a_season(SeasonState.OPEN)
    announce(cast)
    return cast


def announce(cast: Cast) -> None:
    """Bring what the public reads up to date."""
    with clock.at(NOMINATING_AT):
        announce_season(season=cast.season, by=cast.organiser)


def raw(client: Client, path: str) -> bytes:
    """The bytes of a calendar."""
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return bytes(answer.content)


def unfolded(content: bytes) -> list[str]:
    """The lines of a calendar, read without any library."""
    return content.decode().replace("\r\n ", "").split("\r\n")


def event(content: bytes, key: str) -> Any:
    """The event of a moment, by a library."""
    events = Calendar.from_ical(content).walk("VEVENT")
    return next(each for each in events if f".{key}@" in str(each["UID"]))


def test_a_deadline_stands_in_the_time_of_wales(client: Client, cast: Cast) -> None:
    closes = event(raw(client, EN), "nominations_close")
    assert closes.start == datetime(2026, 10, 2, 17, 0, tzinfo=ZoneInfo("Europe/London"))
    assert "DTSTART;TZID=Europe/London:20261002T170000" in unfolded(raw(client, EN))
    assert event(raw(client, EN), "ceremony").start == date(2026, 11, 26)


def test_the_time_zone_is_in_the_file_with_both_halves_of_the_year(
    client: Client, cast: Cast
) -> None:
    lines = unfolded(raw(client, EN))
    assert lines.count("BEGIN:VTIMEZONE") == 1
    assert "TZID:Europe/London" in lines
    assert {"BEGIN:DAYLIGHT", "BEGIN:STANDARD"} <= set(lines)


def test_a_deadline_in_the_repeated_hour_of_october_keeps_its_moment(
    client: Client, cast: Cast
) -> None:
    moment = cast.season.moments.get(key="nominations_close")
    moment.at = datetime(2026, 10, 25, 10, 30, tzinfo=UTC)
    moment.save()
    announce(cast)
    assert event(raw(client, CY), "nominations_close").start.astimezone(UTC) == moment.at


def test_each_language_says_so_and_both_are_the_same_events(client: Client, cast: Cast) -> None:
    welsh, english = raw(client, CY), raw(client, EN)
    assert any(line.startswith("SUMMARY;LANGUAGE=cy:Enwebiadau") for line in unfolded(welsh))
    assert any(line.startswith("SUMMARY;LANGUAGE=en:Nominations") for line in unfolded(english))
    uids = [
        {line for line in unfolded(content) if line.startswith("UID:")}
        for content in (welsh, english)
    ]
    assert uids[0] == uids[1]
    assert len(uids[0]) == 3


def test_no_line_is_longer_than_75_octets_and_no_letter_is_cut(client: Client, cast: Cast) -> None:
    cast.season.name = BilingualText(cy="Gwobrau’r Tŵr " + "ŵ" * 90, en="Tower " + "ŵ" * 90)
    cast.season.save()
    announce(cast)
    content = raw(client, CY)
    lines = content.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert b"\n" not in b"".join(lines)
    for line in lines:
        line.decode()
    assert "ŵ" * 90 in "".join(unfolded(content))


def test_a_change_raises_the_sequence_and_keeps_the_uid(client: Client, cast: Cast) -> None:
    before = event(raw(client, EN), "nominations_close")
    with clock.at(NOMINATING_AT):
        extend_deadline(
            season=cast.season,
            closes_at=CLOSES_AT + timedelta(days=7),
            told=TOLD,
            by=cast.organiser,
        )
    announce(cast)
    after = event(raw(client, EN), "nominations_close")
    assert (before["UID"], int(before["SEQUENCE"])) == (after["UID"], 0)
    assert int(after["SEQUENCE"]) == 1
    assert after.start - before.start == timedelta(days=7)


def test_a_cancelled_ceremony_is_cancelled_in_the_calendar_and_nothing_else_is(
    client: Client, cast: Cast
) -> None:
    with clock.at(NOMINATING_AT):
        cancel_ceremony(season=cast.season, told=TOLD, by=cast.organiser)
    announce(cast)
    content = raw(client, CY)
    assert event(content, "ceremony")["STATUS"] == "CANCELLED"
    assert event(content, "nominations_close")["STATUS"] == "CONFIRMED"


def test_a_date_in_words_is_no_event(client: Client, cast: Cast) -> None:
    with clock.at(NOMINATING_AT):
        move_ceremony(
            season=cast.season,
            to=NewDate(words=BilingualText("yn y gwanwyn", "in spring")),
            told=TOLD,
            by=cast.organiser,
        )
    announce(cast)
    assert "ceremony@" not in raw(client, EN).decode()


def test_what_is_not_announced_has_no_dates(client: Client) -> None:
    cast = a_season(SeasonState.OPEN)
    assert SeasonMoment.objects.filter(season=cast.season).exists()
    assert client.get(EN).status_code == 404
    assert client.get(CY).status_code == 404


def test_a_word_of_the_other_language_leads_to_the_right_one(client: Client, cast: Cast) -> None:
    answer = client.get("/en/gwobrau-r-cwm/2026/dyddiadau.ics?x=1")
    assert (answer.status_code, answer["Location"]) == (301, EN + "?x=1")
