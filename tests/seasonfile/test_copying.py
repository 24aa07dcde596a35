"""A season made ready for another year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import seasonfile
from seasonfile import Moment, SeasonDocument, Text, TimetablePart, for_year

pytestmark = pytest.mark.static

VALLEY = Path(__file__).parent / "valley.yaml"


@pytest.fixture
def valley() -> SeasonDocument:
    return seasonfile.read(VALLEY)


def test_a_copy_is_a_draft_that_can_be_loaded(valley: SeasonDocument) -> None:
    _days, copied = for_year(valley, key="valley-2027", year=2027)
    assert seasonfile.check(seasonfile.write(copied)) == []
    assert (copied.state, copied.year, copied.key) == ("draft", 2027, "valley-2027")
    assert copied.name == Text("Gwobrau’r Cwm 2027", "Valley Awards 2027")


@pytest.mark.parametrize(("year", "days"), [(2027, 364), (2028, 728), (2032, 2191), (2025, -364)])
def test_every_date_moves_by_the_same_whole_weeks_to_the_nearest_day(
    valley: SeasonDocument, year: int, days: int
) -> None:
    moved, copied = for_year(valley, key="x", year=year)
    old, new = valley.timetable, copied.timetable
    assert moved == days
    assert moved % 7 == 0
    for name in ("nominations_open", "nominations_close", "panel_meets", "ceremony", "results"):
        before, after = getattr(old, name).day, getattr(new, name).day
        assert (after - before).days == moved
        assert after.weekday() == before.weekday()
    assert new.nominations_close is not None
    assert new.nominations_close.at is not None
    assert new.nominations_close.at.endswith("T17:00")


def test_an_hour_that_the_clocks_skip_becomes_the_next(valley: SeasonDocument) -> None:
    opens = TimetablePart(nominations_open=Moment(at="2024-03-24T01:30"))
    _days, copied = for_year(replace(valley, year=2024, timetable=opens), key="x", year=2029)
    assert copied.timetable.nominations_open == Moment(at="2029-03-25T02:30")


def test_a_season_without_dates_is_copied_too(valley: SeasonDocument) -> None:
    bare = replace(valley, timetable=TimetablePart())
    days, copied = for_year(bare, key="x", year=2027)
    assert copied.timetable == TimetablePart()
    assert date(2026, 7, 1).weekday() == (days + date(2026, 7, 1).weekday()) % 7
