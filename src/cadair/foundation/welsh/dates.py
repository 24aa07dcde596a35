"""Dates and times as a reader of either language writes them (WEL-20).

The one place in which a date becomes words; `strftime` names months in the server's language and
Django's `date` filter mutates nothing and knows no style. House style: figures without an ordinal
ending (19 Tachwedd 2026), the 24-hour clock, moments in the time of Wales (Europe/London).
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final

from cadair.foundation.bilingual import Language
from cadair.foundation.clock import LONDON

MONTHS: Final[dict[Language, tuple[str, ...]]] = {
    "cy": (
        *("Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin"),
        *("Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}

WEEKDAYS: Final[dict[Language, tuple[str, ...]]] = {
    "cy": (
        *("Dydd Llun", "Dydd Mawrth", "Dydd Mercher", "Dydd Iau"),
        *("Dydd Gwener", "Dydd Sadwrn", "Dydd Sul"),
    ),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}

_ENDINGS_CY: Final = (
    *("af", "il", "ydd", "ydd", "ed", "ed", "fed", "fed", "fed", "fed"),
    *("eg", "fed", "eg", "eg", "fed", "eg", "eg", "fed", "eg", "fed"),
    *("ain", "ain", "ain", "ain", "ain", "ain", "ain", "ain", "ain", "ain", "ain"),
)
_ENDINGS_EN: Final = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}

_AT: Final[dict[Language, str]] = {"cy": "am", "en": "at"}
_SEASON_OF_THE_CLOCK: Final[dict[Language, tuple[str, str]]] = {
    "cy": ("amser haf", "amser gaeaf"),
    "en": ("summer time", "winter time"),
}


def long_date(day: date | datetime, language: Language) -> str:
    """“19 Tachwedd 2026”, “19 November 2026”.

    Raises:
        ValueError: a datetime without a time zone.
    """
    day = _day(day)
    return f"{day.day} {MONTHS[language][day.month - 1]} {day.year}"


def weekday_date(day: date | datetime, language: Language) -> str:
    """“Dydd Iau, 19 Tachwedd 2026”, “Thursday 19 November 2026”; to stand by itself or begin."""
    day = _day(day)
    comma = "," if language == "cy" else ""
    return f"{WEEKDAYS[language][day.weekday()]}{comma} {long_date(day, language)}"


def time_of_day(moment: datetime, language: Language) -> str:
    """“17:00”. In the hour that October repeats: “01:30 (amser haf)”, “01:30 (winter time)”."""
    wall = _wall(moment)
    figures = f"{wall.hour:02}:{wall.minute:02}"
    if wall.replace(fold=0).utcoffset() == wall.replace(fold=1).utcoffset():
        return figures
    return f"{figures} ({_SEASON_OF_THE_CLOCK[language][wall.fold]})"


def date_time(moment: datetime, language: Language) -> str:
    """“2 Hydref 2026 am 17:00”, “2 October 2026 at 17:00”, in the time of Wales."""
    return f"{long_date(moment, language)} {_AT[language]} {time_of_day(moment, language)}"


def weekday_date_time(moment: datetime, language: Language) -> str:
    """“Dydd Gwener, 2 Hydref 2026 am 17:00”, “Friday 2 October 2026 at 17:00”."""
    return f"{weekday_date(moment, language)} {_AT[language]} {time_of_day(moment, language)}"


def month_year(day: date | datetime, language: Language) -> str:
    """“Hydref 2026”, “October 2026”."""
    day = _day(day)
    return f"{MONTHS[language][day.month - 1]} {day.year}"


def date_range(first: date | datetime, last: date | datetime, language: Language) -> str:
    """“27–28 Tachwedd 2025”, “30 October – 2 November 2025”, with what both share said once.

    Raises:
        ValueError: the range ends before it begins.
    """
    first, last = _day(first), _day(last)
    if last < first:
        raise ValueError(f"the range from {first.isoformat()} ends before, on {last.isoformat()}")
    end = long_date(last, language)
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[language][first.month - 1]} – {end}"
    return f"{long_date(first, language)} – {end}"


def ordinal(number: int, language: Language) -> str:
    """“1af”, “2il”, “3ydd” … “31ain”; “1st” … “31st”. For ranks and days of the month.

    The Unicode ordinal categories put 10 to 31 in one bucket, so this is a table.

    Raises:
        ValueError: outside 1 to 31, in either language; say the number without an ending.
    """
    if not 1 <= number <= 31:
        raise ValueError(f"ordinals are written for 1 to 31 only, not {number}")
    ending = _ENDINGS_CY[number - 1] if language == "cy" else _ENDINGS_EN.get(number, "th")
    return f"{number}{ending}"


def machine_date(day: date | datetime) -> str:
    """For the `datetime` attribute: “2026-11-19”, or “2026-10-02T16:00:00Z” for a moment."""
    if isinstance(day, datetime):
        return _wall(day).astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return day.isoformat()


def _day(day: date | datetime) -> date:
    return _wall(day).date() if isinstance(day, datetime) else day


def _wall(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone before it can be written")
    return moment.astimezone(LONDON)
