"""Sessions in the database, each with the account it belongs to, so that they can be ended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from cadair.foundation import clock
from cadair.people.models import SESSION_BEGAN, SESSION_SEEN, SignedInSession


class SessionStore(DatabaseStore):
    """Django's sessions on our table."""

    @classmethod
    def get_model_class(cls) -> type[SignedInSession]:
        """Our table."""
        return SignedInSession

    def create_model_instance(self, data: Mapping[str, Any]) -> SignedInSession:
        """The row of this session, with its account when somebody is signed in."""
        row: SignedInSession = super().create_model_instance(dict(data))  # type: ignore[assignment]
        row.account_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.began_at = _moment(data.get(SESSION_BEGAN))
        row.seen_at = _moment(data.get(SESSION_SEEN))
        return row


def _moment(seconds: int | None) -> datetime:
    return clock.wall() if seconds is None else datetime.fromtimestamp(seconds, UTC)
