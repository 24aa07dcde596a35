"""How long something still takes, as a person would say it: in days, then hours, then minutes."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final

from cadair.foundation import clock
from cadair.foundation.bilingual import active_language
from cadair.foundation.clock import from_london
from cadair.foundation.prepared import Prepared
from cadair.foundation.welsh.plurals import counted
from cadair.seasons.models import Season, SeasonMoment

_STEPS: Final = (("day", timedelta(days=1)), ("hour", timedelta(hours=1)))
_FROM: Final = 2
"""Two of a unit or more are said in it: “26 hours”, but “2 days”."""

_END: Final = Prepared(
    lambda season: SeasonMoment.objects.filter(season=season, key="judging_ends")
)


def end_of_judging(season: Season) -> datetime | None:
    """The moment by which marks are wanted; the end of the day where only a day was set."""
    moment = _END.first(season=season.pk)
    if moment is None:
        return None
    if moment.on_date is not None:
        return from_london(datetime.combine(moment.on_date, time(23, 59)))
    return moment.at


def time_left(until: datetime) -> str:
    """“12 days”, “5 hours”, “40 minutes”; empty when the moment has passed."""
    left = until - clock.now()
    if left <= timedelta(0):
        return ""
    for noun, unit in _STEPS:
        if left >= _FROM * unit:
            return counted(noun, left // unit, active_language())
    return counted("minute", max(1, left // timedelta(minutes=1)), active_language())
