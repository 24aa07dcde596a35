"""Passkeys: an enhancement for browsers with a script; an authenticator app works without."""

from __future__ import annotations

import json
from typing import Any, Final, cast

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from cryptography.exceptions import InvalidSignature
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from cadair.foundation.refusals import Refusal
from cadair.people.actions import add_passkey, use_passkey
from cadair.people.models import Account
from cadair.people.queries import actor_of, second_steps_of
from cadair.web.account.guards import not_stopped_halfway
from cadair.web.account.passing import welcome
from cadair.web.account.security import note
from cadair.web.shared.desk import refused

UNREADABLE: Final = (
    ValidationError,
    InvalidSignature,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
)
"""What the libraries raise when a browser, or somebody who plays one, sends nonsense."""


def options_to_show(me: Account) -> str:
    """What the browser needs in order to show a passkey, as JSON; empty when there is none."""
    if not any(step.type == Authenticator.Type.WEBAUTHN for step in second_steps_of(me)):
        return ""
    return json.dumps(auth.begin_authentication(me))


def shown(request: HttpRequest, me: Account) -> str:
    """Check the passkey that was shown; `passkey` when it is one of this person's.

    Raises:
        Refusal: it is not.
    """
    try:
        credential = _read(request)
        auth.parse_authentication_response(credential)
        found = auth.complete_authentication(me, credential)
    except UNREADABLE as problem:
        raise _not_right() from problem
    use_passkey(account=me, passkey=found)
    return "passkey"


@require_http_methods(["GET", "HEAD", "POST"])
@not_stopped_halfway
def passkey(request: HttpRequest) -> HttpResponse:
    """Add a passkey: the phone, the computer or a key on the key ring."""
    me = cast("Account", request.user)
    context: dict[str, Any] = {}
    if request.method == "POST":
        try:
            _add(request, me)
        except Refusal as refusal:
            note("second-step-failed", me, how="set-up")
            context = {**refused(refusal), "name": request.POST.get("name", "")}
        else:
            note("second-step-added", me, how="passkey")
            return welcome(request, me)
    context["options"] = json.dumps(auth.begin_registration(me, passwordless=False))
    status = 422 if "refusal" in context else 200
    return render(request, "web_account/passkey.html", context, status=status)


def _add(request: HttpRequest, me: Account) -> None:
    try:
        credential = _read(request)
        auth.parse_registration_response(credential)
        auth.complete_registration(credential)
    except UNREADABLE as problem:
        raise _not_right() from problem
    name = request.POST.get("name", "").strip() or str(_("Passkey"))
    add_passkey(account=me, name=name, credential=credential, by=actor_of(me))


def _read(request: HttpRequest) -> dict[str, Any]:
    credential = json.loads(request.POST.get("credential", ""))
    if not isinstance(credential, dict):
        raise TypeError("a credential is an object")
    return credential


def _not_right() -> Refusal:
    return Refusal(
        "wrong-passkey",
        _("The passkey was not recognised. Try again, or use the code of your authenticator app."),
    )
