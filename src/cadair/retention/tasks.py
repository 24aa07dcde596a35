"""What the worker looks after here: once a day, what was kept long enough."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from cadair.audit.models import RetentionRun
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.mail.tasks import forget_addresses, forget_consents
from cadair.retention.actions import forget_due
from cadair.retention.rules import RULES

EVERY: Final = timedelta(days=1)


def forget_daily() -> int:
    """Take away what is due, when a day has passed since the last whole look; returns how much.

    A look that finds nothing is noted too, but not in the record of actions.
    """
    now = clock.now()
    if RetentionRun.objects.filter(is_complete=True, at__gt=now - EVERY, at__lte=now).exists():
        return 0
    gone = forget_addresses() + forget_consents()
    if not any(rule.due(now).exists() for rule in RULES):
        RetentionRun.objects.create(at=now, is_complete=True)
        return gone
    run = forget_due(by=Actor.system("worker"))
    return gone + sum(int(number) for number in run.gone.values())
