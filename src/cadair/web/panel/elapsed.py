"""How long the meeting has lasted."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Min

from cadair.foundation import clock
from cadair.foundation.bilingual import active_language
from cadair.foundation.welsh.plurals import counted
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonState

A_MEETING = timedelta(hours=16)
"""Longer than this and it was not one meeting: the figure would say nothing."""


def elapsed(season: Season) -> str:
    """The time since the first decision, in words; empty before it and long after."""
    if season.state != SeasonState.DECIDING:
        return ""
    began = season.decisions.aggregate(first=Min("decided_at"))["first"]
    if began is None or not timedelta() <= clock.now() - began < A_MEETING:
        return ""
    minutes = int((clock.now() - began).total_seconds()) // 60
    language = active_language()
    hours, rest = divmod(minutes, 60)
    if not hours:
        return counted("minute", rest, language)
    return f"{counted('hour', hours, language)}, {counted('minute', rest, language)}"
