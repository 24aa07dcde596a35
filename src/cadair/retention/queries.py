"""What would go, and when: for the page and the command; nothing is changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cadair.audit.models import RetentionRun
from cadair.foundation import clock
from cadair.retention.rules import RULES, Rule
from cadair.seasons.models import Season


@dataclass(frozen=True, slots=True)
class Outlook:
    """One rule in one season: when its time comes, what would go now, what will go in all."""

    rule: Rule
    due_at: datetime | None
    now: int
    later: int


def outlook(season: Season) -> Sequence[Outlook]:
    """What each rule finds in a season, at this moment and once its time has come."""
    moment = clock.now()
    return [
        Outlook(
            rule,
            rule.due_at(season),
            rule.due(moment, season).count(),
            0 if season.is_fictional else rule.find([season.pk]).count(),
        )
        for rule in RULES
    ]


def due_in_all() -> Sequence[tuple[Rule, int]]:
    """What would go now, of all seasons together."""
    moment = clock.now()
    return [(rule, rule.due(moment).count()) for rule in RULES]


def last_runs(limit: int) -> Sequence[RetentionRun]:
    """The last looks, the newest first."""
    return list(RetentionRun.objects.all()[:limit])
