"""The second step of signing in: an authenticator app, passkeys, recovery codes (SEC-03).

The sign-in library keeps the rows and knows how to read them. What somebody shows at sign-in uses
a code up and leaves a line in the security log, not an entry in the record.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotAllowed, NotNow, Refusal
from cadair.foundation.welsh.written import written_line
from cadair.mail.actions import queue_letter
from cadair.people.letters import SecondStepChanged
from cadair.people.models import Account, SignedInSession
from cadair.people.queries import second_steps_of
from cadair.people.rules import require_operator, require_self
from cadair.people.validators import period_of

APP = Authenticator.Type.TOTP
PASSKEY = Authenticator.Type.WEBAUTHN
CODES = Authenticator.Type.RECOVERY_CODES
LAST_PERIOD = "last_period"


@transaction.atomic
def add_app(*, account: Account, secret: str, code: str, by: Actor) -> Authenticator:
    """Tie an authenticator app to the account, in the place of the one before.

    Args:
        account: whose.
        secret: what the app was given, in base 32.
        code: what the app shows now; the proof that it was.
        by: this person.

    Raises:
        NotAllowed: `by` is somebody else.
        Refusal: the code is not the one that the app should show.
    """
    require_self(by, account)
    Account.objects.select_for_update().get(pk=account.pk)
    period = period_of(secret=secret, code=code, at=clock.wall())
    if period is None:
        raise _wrong_code()
    Authenticator.objects.filter(user=account, type=APP).delete()
    app = TOTP.activate(account, secret).instance
    app.data[LAST_PERIOD] = period
    app.save(update_fields=["data"])
    _tell(account, "app-added")
    record(actor=by, action="add_app", subject=account.ref)
    return app


@transaction.atomic
def add_passkey(
    *, account: Account, name: str, credential: Mapping[str, Any], by: Actor
) -> Authenticator:
    """Tie a passkey to the account; whoever calls has checked what the browser sent.

    Raises:
        NotAllowed: `by` is somebody else.
        Refusal: the name is too long.
    """
    require_self(by, account)
    name = written_line(_("Name of the passkey"), name, longest=60)
    passkey = WebAuthn.add(account, name, dict(credential)).instance
    _tell(account, "passkey-added")
    record(actor=by, action="add_passkey", subject=account.ref, facts={"passkey": int(passkey.pk)})
    return passkey


@transaction.atomic
def rename_passkey(*, account: Account, passkey: Authenticator, name: str, by: Actor) -> Account:
    """Call a passkey something else.

    Raises:
        NotAllowed: `by` is somebody else, or it is another person's.
        Refusal: the name is missing or too long.
    """
    require_self(by, account)
    _require_own(account, passkey)
    passkey.data["name"] = written_line(
        _("Name of the passkey"), name, longest=60, is_required=True
    )
    passkey.save(update_fields=["data"])
    record(
        actor=by, action="rename_passkey", subject=account.ref, facts={"passkey": int(passkey.pk)}
    )
    return account


@transaction.atomic
def remove_second_step(*, account: Account, step: Authenticator, by: Actor) -> Account:
    """Let an app or a passkey count no more; recovery codes go with the last of them.

    Raises:
        NotAllowed: `by` is somebody else, or it is another person's.
        NotNow: it is the last, and the person has a part in a season.
    """
    require_self(by, account)
    Account.objects.select_for_update().get(pk=account.pk)
    _require_own(account, step)
    is_last = len(second_steps_of(account)) == 1
    if is_last and account.roles.exists():
        raise NotNow(
            "last-second-step",
            _(
                "You have a part in a season, so one of these must stay. "
                "Add another one first, then remove this."
            ),
        )
    number, kind = int(step.pk), str(step.type)
    step.delete()
    if is_last:
        Authenticator.objects.filter(user=account).delete()
    _tell(account, "removed")
    record(
        actor=by,
        action="remove_second_step",
        subject=account.ref,
        facts={"step": number, "kind": kind},
    )
    return account


@transaction.atomic
def make_recovery_codes(*, account: Account, by: Actor) -> tuple[str, ...]:
    """New recovery codes, each good for one sign-in without the phone; older ones are void.

    Raises:
        NotAllowed: `by` is somebody else.
        NotNow: there is neither an app nor a passkey yet.
    """
    require_self(by, account)
    Account.objects.select_for_update().get(pk=account.pk)
    if not second_steps_of(account):
        raise NotNow(
            "no-second-step",
            _("Set up an authenticator app or a passkey first. Recovery codes come with it."),
        )
    replaced, _tables = Authenticator.objects.filter(user=account, type=CODES).delete()
    codes = tuple(RecoveryCodes.activate(account).get_unused_codes())
    if replaced:
        _tell(account, "codes")
    record(actor=by, action="make_recovery_codes", subject=account.ref)
    return codes


@transaction.atomic
def reset_second_steps(*, account: Account, by: Actor) -> Account:
    """Forget somebody's second steps, so that the next sign-in sets up new ones.

    For people who have lost phone and codes; the operator makes sure that it is them. They are
    signed out everywhere, and told.

    Raises:
        NotAllowed: `by` is not the operator.
    """
    require_operator(by)
    count, _tables = Authenticator.objects.filter(user=account).delete()
    SignedInSession.objects.filter(account=account).delete()
    _tell(account, "reset")
    record(actor=by, action="reset_second_steps", subject=account.ref, facts={"steps": count})
    return account


@transaction.atomic
def check_second_step(*, account: Account, code: str) -> str:
    """Whether the code is of this person's app, or a recovery code; each works once.

    Returns:
        `app` or `recovery`.

    Raises:
        Refusal: it is neither, or was used before.
    """
    # Of two who send the same code at once, one waits here and then finds it used.
    for step in Authenticator.objects.select_for_update().filter(user=account, type=APP):
        secret, last = decrypt(step.data["secret"]), step.data.get(LAST_PERIOD, 0)
        period = period_of(secret=secret, code=code, at=clock.wall(), after=last)
        if period is not None:
            step.data[LAST_PERIOD] = period
            _note_use(step)
            return "app"
    for step in Authenticator.objects.select_for_update().filter(user=account, type=CODES):
        if RecoveryCodes(step).validate_code(code):
            return "recovery"
    raise _wrong_code()


def use_passkey(*, account: Account, passkey: Authenticator) -> Authenticator:
    """Note that a passkey was shown; whoever calls has checked it.

    Raises:
        NotAllowed: it is another person's.
    """
    _require_own(account, passkey)
    _note_use(passkey)
    return passkey


def _wrong_code() -> Refusal:
    """What is said of a code that does not fit, whatever the reason."""
    return Refusal(
        "wrong-code", _("That code is not right, or was used before. Enter the newest code.")
    )


def _note_use(step: Authenticator) -> None:
    step.last_used_at = clock.wall()
    step.save(update_fields=["data", "last_used_at"])


def _require_own(account: Account, step: Authenticator) -> None:
    if step.user_id != account.pk:
        raise NotAllowed("not-yours", _("That belongs to somebody else."))


def _tell(account: Account, change: str) -> None:
    queue_letter(
        letter=SecondStepChanged(change=change),
        to=account.email,
        once=f"second-step-changed:{secrets.token_hex(16)}",
    )
