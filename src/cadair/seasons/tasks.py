"""What the worker looks after here: closing nominations when their time is over."""

from __future__ import annotations

from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.seasons.actions import close_nominations
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonState


def close_due() -> int:
    """Close every open season whose closing time is over; returns how many."""
    due = Season.objects.filter(
        state=SeasonState.OPEN, moments__key="nominations_close", moments__at__lt=clock.now()
    )
    for season in due:
        close_nominations(season=season, by=Actor.system("worker"))
    return len(due)
