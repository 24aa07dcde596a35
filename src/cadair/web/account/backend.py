"""Whose session a request belongs to: asked on every signed-in page, so by a prepared query."""

from __future__ import annotations

from typing import Final

from allauth.account.auth_backends import AuthenticationBackend

from cadair.foundation.prepared import Prepared
from cadair.people.models import Account

_ACCOUNT: Final = Prepared(lambda account: Account.objects.filter(pk=account))


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]
    """As the sign-in library's."""

    def get_user(self, user_id: int) -> Account | None:
        """The account with this number, or None where there is none or it is closed."""
        account = _ACCOUNT.first(account=int(user_id))
        return account if account is not None and self.user_can_authenticate(account) else None
