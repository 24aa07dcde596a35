"""Dates and times in both languages, in the time of Wales (WEL-20)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadair.foundation.bilingual import LANGUAGES, Language
from cadair.foundation.welsh.dates import (
    date_range,
    date_time,
    long_date,
    machine_date,
    month_year,
    ordinal,
    time_of_day,
    weekday_date,
    weekday_date_time,
)

NOVEMBER = date(2026, 11, 19)

WELSH_ORDINALS = (
    "1af 2il 3ydd 4ydd 5ed 6ed 7fed 8fed 9fed 10fed 11eg 12fed 13eg 14eg 15fed 16eg 17eg 18fed "
    "19eg 20fed 21ain 22ain 23ain 24ain 25ain 26ain 27ain 28ain 29ain 30ain 31ain"
)


def test_a_welsh_date_has_no_ordinal_ending() -> None:
    assert long_date(NOVEMBER, "cy") == "19 Tachwedd 2026"
    assert long_date(NOVEMBER, "en") == "19 November 2026"


def test_a_welsh_weekday_is_said_with_dydd() -> None:
    assert weekday_date(NOVEMBER, "cy") == "Dydd Iau, 19 Tachwedd 2026"
    assert weekday_date(NOVEMBER, "en") == "Thursday 19 November 2026"


def test_a_week_in_both_languages() -> None:
    week = [NOVEMBER + timedelta(days=n) for n in range(4, 11)]
    assert [weekday_date(day, "cy").split(",")[0] for day in week] == [
        "Dydd Llun",
        "Dydd Mawrth",
        "Dydd Mercher",
        "Dydd Iau",
        "Dydd Gwener",
        "Dydd Sadwrn",
        "Dydd Sul",
    ]
    assert [weekday_date(day, "en").split()[0] for day in week[:2]] == ["Monday", "Tuesday"]


def test_a_year_of_months_in_both_languages() -> None:
    months = [date(2026, month, 1) for month in range(1, 13)]
    assert " ".join(month_year(month, "cy").split()[0] for month in months) == (
        "Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr"
    )
    assert month_year(months[9], "en") == "October 2026"


def test_a_moment_is_shown_in_the_time_of_wales() -> None:
    summer = datetime(2026, 10, 2, 16, 0, tzinfo=UTC)
    assert date_time(summer, "cy") == "2 Hydref 2026 am 17:00"
    assert date_time(summer, "en") == "2 October 2026 at 17:00"
    assert weekday_date_time(summer, "cy") == "Dydd Gwener, 2 Hydref 2026 am 17:00"
    assert weekday_date_time(summer, "en") == "Friday 2 October 2026 at 17:00"


def test_a_moment_near_midnight_has_the_day_it_has_in_wales() -> None:
    late = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert long_date(late, "en") == "2 July 2026"
    assert time_of_day(late, "en") == "00:30"
    far = datetime(2026, 7, 2, 8, 30, tzinfo=timezone(timedelta(hours=9)))
    assert date_time(far, "en") == "2 July 2026 at 00:30"


def test_the_hour_that_october_repeats_is_told_apart() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    second = first + timedelta(hours=1)
    assert time_of_day(first, "cy") == "01:30 (amser haf)"
    assert time_of_day(second, "cy") == "01:30 (amser gaeaf)"
    assert date_time(first, "en") == "25 October 2026 at 01:30 (summer time)"
    assert date_time(second, "en") == "25 October 2026 at 01:30 (winter time)"
    assert time_of_day(second + timedelta(hours=1), "en") == "02:30"


def test_the_hour_that_march_skips_needs_no_remark() -> None:
    assert time_of_day(datetime(2026, 3, 29, 1, 30, tzinfo=UTC), "en") == "02:30"
    assert time_of_day(datetime(2026, 3, 29, 0, 30, tzinfo=UTC), "en") == "00:30"


@pytest.mark.parametrize(
    ("first", "last", "welsh", "english"),
    [
        ("2025-11-27", "2025-11-28", "27–28 Tachwedd 2025", "27–28 November 2025"),
        (
            "2025-10-30",
            "2025-11-02",
            "30 Hydref – 2 Tachwedd 2025",
            "30 October – 2 November 2025",
        ),
        (
            "2025-12-30",
            "2026-01-02",
            "30 Rhagfyr 2025 – 2 Ionawr 2026",
            "30 December 2025 – 2 January 2026",
        ),
        ("2025-11-27", "2025-11-27", "27 Tachwedd 2025", "27 November 2025"),
        (
            "2024-11-27",
            "2025-11-27",
            "27 Tachwedd 2024 – 27 Tachwedd 2025",
            "27 November 2024 – 27 November 2025",
        ),
    ],
)
def test_a_range_says_once_what_both_dates_share(
    first: str, last: str, welsh: str, english: str
) -> None:
    days = date.fromisoformat(first), date.fromisoformat(last)
    assert date_range(*days, "cy") == welsh
    assert date_range(*days, "en") == english


def test_a_range_backwards_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before"):
        date_range(NOVEMBER, NOVEMBER - timedelta(days=1), "cy")


def test_welsh_ordinals_from_1_to_31() -> None:
    assert " ".join(ordinal(n, "cy") for n in range(1, 32)) == WELSH_ORDINALS


def test_english_ordinals_from_1_to_31() -> None:
    english = [ordinal(n, "en") for n in range(1, 32)]
    assert english[:4] == ["1st", "2nd", "3rd", "4th"]
    assert english[10:13] == ["11th", "12th", "13th"]
    assert english[20:24] == ["21st", "22nd", "23rd", "24th"]
    assert english[29:] == ["30th", "31st"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", [-1, 0, 32, 253])
def test_no_ordinal_is_guessed_beyond_the_table(number: int, language: Language) -> None:
    with pytest.raises(ValueError, match="1 to 31"):
        ordinal(number, language)


def test_a_moment_without_a_time_zone_is_refused() -> None:
    naive = datetime(2026, 10, 2, 17, 0)  # noqa: DTZ001
    for write in (long_date, weekday_date, month_year, date_time, time_of_day):
        with pytest.raises(ValueError, match="time zone"):
            write(naive, "cy")
    with pytest.raises(ValueError, match="time zone"):
        machine_date(naive)


def test_machines_read_utc() -> None:
    assert machine_date(NOVEMBER) == "2026-11-19"
    wales = datetime(2026, 10, 2, 18, 0, tzinfo=timezone(timedelta(hours=1)))
    assert machine_date(wales) == "2026-10-02T17:00:00Z"


@given(
    st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from(LANGUAGES),
)
def test_every_moment_of_three_centuries_can_be_written(
    moment: datetime, language: Language
) -> None:
    assert f":{moment.minute:02}" in weekday_date_time(moment, language)
