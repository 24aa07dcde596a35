"""Signing somebody in for a test, second factor and all, without the pages of sign-in."""

from __future__ import annotations

from django.test import Client

from cadair.foundation import clock
from cadair.people.models import SESSION_BEGAN, SESSION_SEEN, Account
from cadair.web.shared.guards import SECOND_FACTOR


def signed_in(account: Account, *, has_second_factor: bool = True) -> Client:
    """A browser in which `account` has signed in, at the present (pinned) time."""
    client = Client()
    client.force_login(account)
    session = client.session
    now = int(clock.now().timestamp())
    session[SESSION_BEGAN] = session[SESSION_SEEN] = now
    if has_second_factor:
        session[SECOND_FACTOR] = now
    session.save()
    return client
