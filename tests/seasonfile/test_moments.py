"""Wall time in Wales and points in time, through both clock changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seasonfile import Moment, Text, instant, wall_time

pytestmark = pytest.mark.static


@pytest.mark.parametrize(
    ("shown", "point"),
    [
        ("2026-01-15T09:00", datetime(2026, 1, 15, 9, 0, tzinfo=UTC)),
        ("2026-08-31T09:00", datetime(2026, 8, 31, 8, 0, tzinfo=UTC)),
        ("2026-09-14T20:31:05", datetime(2026, 9, 14, 19, 31, 5, tzinfo=UTC)),
        ("2026-10-25T00:59", datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
        ("2026-10-25T01:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("2026-10-25T02:00", datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
        ("2026-03-29T02:00", datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
    ],
)
def test_a_time_on_the_clock_is_one_point_in_time(shown: str, point: datetime) -> None:
    assert instant(shown) == point
    assert wall_time(point) == shown


def test_of_the_hour_that_comes_twice_in_october_the_first_is_meant() -> None:
    first = instant("2026-10-25T01:30")
    second = first + timedelta(hours=1)
    assert wall_time(second) == wall_time(first) == "2026-10-25T01:30"
    assert instant(wall_time(second)) == first


@pytest.mark.parametrize("shown", ["2026-03-29T01:00", "2026-03-29T01:59"])
def test_the_hour_that_is_skipped_in_march_does_not_exist(shown: str) -> None:
    with pytest.raises(ValueError, match="skip"):
        instant(shown)


@given(st.datetimes(datetime(1980, 1, 1), datetime(2100, 1, 1)))  # noqa: DTZ001
def test_what_a_clock_shows_is_shown_again(naive: datetime) -> None:
    shown = wall_time(naive.replace(tzinfo=UTC))
    assert wall_time(instant(shown)) == shown


def test_a_point_in_time_of_any_zone_is_shown_as_in_wales() -> None:
    there = datetime(2026, 8, 31, 12, 0, 30, 999, tzinfo=timezone(timedelta(hours=4)))
    assert wall_time(there) == "2026-08-31T09:00:30"
    with pytest.raises(ValueError, match="time zone"):
        wall_time(datetime(2026, 8, 31))  # noqa: DTZ001


def test_a_moment_is_a_time_a_day_or_words() -> None:
    timed = Moment(at="2026-10-02T17:00")
    assert timed.instant == datetime(2026, 10, 2, 16, 0, tzinfo=UTC)
    assert timed.day == date(2026, 10, 2)
    assert Moment.at_instant(datetime(2026, 10, 2, 16, 0, tzinfo=UTC)) == timed
    daily = Moment.on_day(date(2026, 11, 26))
    assert (daily.on, daily.instant, daily.day) == ("2026-11-26", None, date(2026, 11, 26))
    vague = Moment(text=Text("diwedd Awst", "end of August"))
    assert (vague.instant, vague.day) == (None, None)
