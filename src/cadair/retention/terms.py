"""How long things are kept: months by the calendar."""

from __future__ import annotations

from calendar import monthrange
from datetime import datetime

from cadair.foundation import clock


def months_after(moment: datetime, months: int) -> datetime:
    """The same hour in Wales so many months later; the last day of a month that is shorter."""
    there = clock.to_london(moment)
    year, month = divmod(there.month - 1 + months, 12)
    year, month = there.year + year, month + 1
    day = min(there.day, monthrange(year, month)[1])
    moved = there.replace(year=year, month=month, day=day, tzinfo=clock.LONDON)
    return moved.astimezone(moment.tzinfo)
