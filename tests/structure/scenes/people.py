"""Scenes: accounts, roles, invitations."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.webauthn.internal.auth import WebAuthn

from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.people.actions import (
    add_app,
    add_passkey,
    allow_starting_awards,
    make_recovery_codes,
    remove_second_step,
    rename_passkey,
    reset_second_steps,
)
from cadair.seasons.actions import invite_person, revoke_role
from cadair.seasons.models import Role
from cadair.seasons.states import SeasonRole, SeasonState
from tests.cast import NOMINATING_AT, Cast
from tests.structure.scenes.scene import Scene

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_now(secret: str = SECRET) -> str:
    """What an authenticator app with this secret shows at the present moment."""
    return str(format_hotp_value(hotp_value(secret, int(clock.wall().timestamp()) // 30)))


def _has_app(cast: Cast) -> None:
    TOTP.activate(cast.accounts["eirian"], SECRET)


def _has_passkey(cast: Cast) -> None:
    WebAuthn.add(cast.accounts["eirian"], "Laptop", {})


def _step(cast: Cast) -> Authenticator:
    return Authenticator.objects.get(user=cast.accounts["eirian"])


SCENES: dict[str, Scene] = {
    "cadair.people.actions.add_app": Scene(
        SeasonState.DRAFT,
        NOMINATING_AT,
        lambda c: add_app(
            account=c.accounts["eirian"], secret=SECRET, code=code_now(), by=c.actor("eirian")
        ),
    ),
    "cadair.people.actions.add_passkey": Scene(
        SeasonState.DRAFT,
        NOMINATING_AT,
        lambda c: add_passkey(
            account=c.accounts["eirian"], name="Laptop", credential={}, by=c.actor("eirian")
        ),
    ),
    "cadair.people.actions.allow_starting_awards": Scene(
        SeasonState.DRAFT,
        NOMINATING_AT,
        lambda c: allow_starting_awards(
            account=c.accounts["eirian"], is_allowed=True, by=Actor.operator()
        ),
    ),
    "cadair.people.actions.make_recovery_codes": Scene(
        SeasonState.DRAFT,
        NOMINATING_AT,
        lambda c: make_recovery_codes(account=c.accounts["eirian"], by=c.actor("eirian")),
        before=_has_app,
    ),
    "cadair.people.actions.remove_second_step": Scene(
        SeasonState.DRAFT,
        NOMINATING_AT,
        lambda c: remove_second_step(
            account=c.accounts["eirian"], step=_step(c), by=c.actor("eirian")
        ),
        before=_has_app,
    ),
    "cadair.people.actions.rename_passkey": Scene(
        SeasonState.DRAFT,
        NOMINATING_AT,
        lambda c: rename_passkey(
            account=c.accounts["eirian"], passkey=_step(c), name="Phone", by=c.actor("eirian")
        ),
        before=_has_passkey,
    ),
    "cadair.people.actions.reset_second_steps": Scene(
        SeasonState.DRAFT,
        NOMINATING_AT,
        lambda c: reset_second_steps(account=c.accounts["eirian"], by=Actor.operator()),
        before=_has_app,
    ),
    "cadair.seasons.actions.invite_person": Scene(
        SeasonState.DRAFT,
        NOMINATING_AT,
        lambda c: invite_person(
            season=c.season,
            email="new@example.org",
            name="New",
            role=SeasonRole.TRANSLATOR,
            by=c.organiser,
        ),
    ),
    "cadair.seasons.actions.revoke_role": Scene(
        SeasonState.DRAFT,
        NOMINATING_AT,
        lambda c: revoke_role(
            role=Role.objects.get(season=c.season, role=SeasonRole.SCRUTINEER), by=c.organiser
        ),
    ),
}
