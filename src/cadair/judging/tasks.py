"""What the worker looks after here: judges who still owe marks."""

from __future__ import annotations

from cadair.foundation.actors import Actor
from cadair.judging.actions import judges_to_remind, remind_judges
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonState


def remind_judges_due() -> int:
    """Write to judges who owe marks, where it is time; returns how many letters."""
    worker = Actor.system("worker")
    return sum(
        len(remind_judges(season=season, by=worker))
        for season in Season.objects.filter(state=SeasonState.JUDGING)
        if judges_to_remind(season)
    )
