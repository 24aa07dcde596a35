"""Who may change people and organisations. Seasons bring their own roles in the next issues."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotAllowed
from cadair.people.models import Account


def require_operator(by: Actor) -> None:
    """Let only whoever holds the machine, and the system itself, pass.

    Raises:
        NotAllowed: `by` is somebody else.
    """
    if not by.is_operator:
        raise NotAllowed(
            "not-the-operator",
            _("Only the person who runs this service can do that. Ask them to do it for you."),
        )


def require_self(by: Actor, account: Account) -> None:
    """Let only the person themselves pass.

    Raises:
        NotAllowed: `by` is somebody else.
    """
    if by.account_id != account.pk:
        raise NotAllowed("not-yours", _("That belongs to somebody else."))
