"""Short texts of a fixed form: keys, numbers, addresses, dates and times."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from seasonfile.document.moments import instant
from seasonfile.shapes import Form


def form_problem(form: Form, text: str) -> str | None:
    """The code of what is wrong with `text`, or None when it has the form and can be meant."""
    if len(text) > form.longest or not _expression(form.pattern).fullmatch(text):
        return f"{form.name}-form"
    match form.name:
        case "date":
            return _date_problem(text)
        case "time":
            return _time_problem(text)
        case "points" if Decimal(text) > 100:
            return "points-form"
        case _:
            return None


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


def _date_problem(text: str) -> str | None:
    try:
        date.fromisoformat(text)
    except ValueError:
        return "impossible-date"
    return None


def _time_problem(text: str) -> str | None:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return "impossible-date"
    try:
        instant(text)
    except ValueError:
        return "skipped-time"
    except OverflowError:
        return "impossible-date"
    return None
