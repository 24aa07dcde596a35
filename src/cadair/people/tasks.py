"""What the worker looks after here: sessions that are over."""

from __future__ import annotations

from cadair.foundation import clock
from cadair.people.models import SignedInSession


def forget_sessions() -> int:
    """Delete sessions that have ended; returns how many."""
    return SignedInSession.objects.filter(expire_date__lt=clock.wall()).delete()[0]
