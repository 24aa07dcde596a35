"""The plan follows the timetable: a step nobody moved or finished falls on its new day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from cadair.seasons.models import Season
from cadair.seasons.plan import usual_days


def follow_timetable(season: Season, before: Mapping[str, date]) -> int:
    """Move the untouched steps of the plan; part of an action, after it wrote the new dates.

    `before` is what `seasons.plan.usual_days` gave before. Returns how many steps moved.
    """
    after = usual_days(season)
    moved = 0
    for step in season.plan.filter(done_at=None).exclude(key=""):
        day = after.get(step.key)
        if day is None or step.due_date != before.get(step.key) or step.due_date == day:
            continue
        step.due_date = day
        step.save(update_fields=["due_date"])
        moved += 1
    return moved
