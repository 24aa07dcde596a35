"""What the worker looks after here: sessions that are over, accounts of which nothing came."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from cadair.foundation import clock
from cadair.people.models import Account, SignedInSession

KEPT_UNUSED: Final = timedelta(days=1)


def forget_sessions() -> int:
    """Delete sessions that have ended; returns how many."""
    return SignedInSession.objects.filter(expire_date__lt=clock.wall()).delete()[0]


def forget_accounts() -> int:
    """Delete accounts that a request for a code opened and nobody has signed in to.

    Anybody can type any address there: a day later nothing is left of it. Returns how many.
    """
    unused = Account.objects.filter(
        last_login=None,
        on_demand_at__lt=clock.wall() - KEPT_UNUSED,
        **dict.fromkeys(Account.ties(), None),
    )
    return unused.delete()[0]
