"""Links in letters that open one thing: parts of the actions that send them."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from cadair.foundation import clock
from cadair.people.models import AccessLink
from cadair.people.queries import hash_of_token


@transaction.atomic
def issue_link(*, purpose: str, subject_ref: str, until: datetime) -> str:
    """Make a link to one thing, valid until a moment; gives its secret, which is not kept.

    Put it into an address of a page that shows a button first: programs that check mail open
    every link they find.
    """
    token = secrets.token_urlsafe(24)
    AccessLink.objects.create(
        purpose=purpose,
        subject_ref=subject_ref,
        token_hash=hash_of_token(token),
        issued_at=clock.now(),
        expires_at=until,
    )
    return token


@transaction.atomic
def end_links(*, purpose: str, subject_ref: str) -> int:
    """No link to this thing opens it any more; returns how many did."""
    valid = AccessLink.objects.filter(purpose=purpose, subject_ref=subject_ref, ended_at=None)
    return valid.update(ended_at=clock.now())
