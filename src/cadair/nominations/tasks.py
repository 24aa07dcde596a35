"""What the worker looks after here: forms that were begun and never sent."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db.models import Q

from cadair.foundation import clock
from cadair.nominations.models import Draft

KEPT_AFTER_CLOSING: Final = timedelta(days=30)
KEPT_WITHOUT_ACCOUNT: Final = timedelta(days=7)
"""After the last saving: by then no browser knows the draft any more."""


def forget_drafts() -> int:
    """Delete the drafts whose time is over; returns how many. What was sent is a nomination."""
    now = clock.now()
    is_closed = Q(
        season__moments__key="nominations_close",
        season__moments__at__lt=now - KEPT_AFTER_CLOSING,
    )
    is_lost = Q(account=None, nomination=None, saved_at__lt=now - KEPT_WITHOUT_ACCOUNT)
    found = Draft.objects.filter(is_closed | is_lost).values_list("pk", flat=True)
    gone, _tables = Draft.objects.filter(pk__in=list(found)).delete()
    return gone
