"""What the worker looks after here: closing nominations when their time is over."""

from __future__ import annotations

import logging

from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotNow
from cadair.seasons.actions import close_nominations
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonState

logger = logging.getLogger(__name__)


def close_due() -> int:
    """Close every open season whose closing time is over; returns how many were closed here."""
    due = Season.objects.filter(
        state=SeasonState.OPEN, moments__key="nominations_close", moments__at__lt=clock.now()
    )
    return sum(_closed(season) for season in due)


def _closed(season: Season) -> bool:
    try:
        close_nominations(season=season, by=Actor.system("worker"))
    except NotNow as refusal:
        # Another worker, or an organiser, was faster.
        logger.info("not closed: %s: %s", season.key, refusal.code)
        return False
    return True
