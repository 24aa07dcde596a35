"""Sessions in the database, each with the account it belongs to, so that they can be ended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from cadair.foundation import clock
from cadair.foundation.prepared import Prepared
from cadair.people.models import SESSION_BEGAN, SESSION_SEEN, SignedInSession

_KEPT: Final = Prepared(lambda key: SignedInSession.objects.filter(session_key=key))


class SessionStore(DatabaseStore):
    """Django's sessions on our table."""

    def _get_session_from_db(self) -> SignedInSession | None:
        """As Django's, with a query that is not built anew for every request."""
        row = _KEPT.first(key=self.session_key) if self.session_key else None
        if row is None or row.expire_date <= timezone.now():
            self._session_key = None
            return None
        return row

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
