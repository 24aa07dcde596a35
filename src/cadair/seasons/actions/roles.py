"""Who has a part in a season."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import Refusal
from cadair.mail.actions import queue_letter
from cadair.people.actions import account_for
from cadair.people.models import Account, SignedInSession
from cadair.seasons.letters import Invitation, PartGiven, sign_in_page
from cadair.seasons.models import Role, Season
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser
from cadair.seasons.states import SeasonRole

_ON_THE_PANEL = frozenset({SeasonRole.JUDGE, SeasonRole.CHAIR, SeasonRole.STAND_IN})
_SEE_RESULTS = frozenset({SeasonRole.TRANSLATOR, SeasonRole.SCRUTINEER})


@transaction.atomic
def grant_role(*, season: Season, account: Account, role: SeasonRole, by: Actor) -> Role:
    """Give somebody a part in a season; giving it twice changes nothing.

    Raises:
        NotAllowed: `by` is no organiser.
        Refusal: somebody who organises, translates or checks would judge, or the other way round
            (PRO-03, PRO-10).
    """
    season = locked(season)
    require_organiser(by, season)
    _keep_apart(season, account, role)
    held, is_new = Role.objects.get_or_create(season=season, account=account, role=role)
    if is_new:
        _sign_out(account, by)
        _tell_the_chair(season, held)
    record(
        actor=by,
        action="grant_role",
        subject=held.ref,
        season=season.public_id,
        facts={"role": role.value, "account": account.ref, "is_new": is_new},
    )
    return held


@transaction.atomic
def invite_person(*, season: Season, email: str, name: str, role: SeasonRole, by: Actor) -> Role:
    """Give somebody a part, open their account where there is none, and write to them.

    The letter opens nothing: its link leads to the sign-in page.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: their account was closed.
        Refusal: the address is none, or somebody who organises, translates or checks would judge.
    """
    season = locked(season)
    require_organiser(by, season)
    account = account_for(email=email, name=name)
    held = give_part(season=season, account=account, role=role, by=by)
    record(
        actor=by,
        action="invite_person",
        subject=held.ref,
        season=season.public_id,
        facts={"role": role.value, "account": account.ref},
    )
    return held


def give_part(
    *, season: Season, account: Account, role: SeasonRole, by: Actor | None = None
) -> Role:
    """Write a part down, with the letter to whoever holds it now; part of an action.

    Whoever gets a new part is signed out, and signs in again with what the part asks for (SEC-08).

    Raises:
        Refusal: somebody who organises, translates or checks would judge, or the other way round
            (PRO-03, PRO-10).
    """
    _keep_apart(season, account, role)
    held, is_new = Role.objects.get_or_create(season=season, account=account, role=role)
    if is_new:
        _sign_out(account, by)
    queue_letter(
        letter=Invitation(season=season.name, role=role.value, page=sign_in_page()),
        to=account.email,
        once=f"invitation:{held.public_id}",
        season=season.public_id,
    )
    _tell_the_chair(season, held)
    return held


def _sign_out(account: Account, by: Actor | None) -> None:
    """Everywhere; not in the middle of giving oneself a part."""
    if by is None or by.account_id != account.pk:
        SignedInSession.objects.filter(account=account).delete()


def _keep_apart(season: Season, account: Account, role: SeasonRole) -> None:
    held = set(season.roles.filter(account=account).values_list("role", flat=True))
    would_hold = held | {role.value}
    if SeasonRole.ORGANISER in would_hold and _ON_THE_PANEL & would_hold:
        raise Refusal(
            "organiser-and-judge",
            _("Nobody organises and judges in the same season. Choose one of the two parts."),
        )
    if _SEE_RESULTS & would_hold and _ON_THE_PANEL & would_hold:
        raise Refusal(
            "reader-and-judge",
            _(
                "A translator or scrutineer sees what a judge must not, such as awards to an "
                "entry the judge stepped aside from. Choose one of the two parts."
            ),
        )


def _tell_the_chair(season: Season, held: Role) -> None:
    """Whoever leads the panel knows who was let in (PRO-10); their own part is in their letter."""
    for chair in season.roles.filter(role=SeasonRole.CHAIR).exclude(account=held.account_id):
        queue_letter(
            letter=PartGiven(season=season.name, role=held.role),
            to=chair.account.email,
            once=f"part-given:{held.public_id}:{chair.public_id}",
            season=season.public_id,
        )


@transaction.atomic
def revoke_role(*, role: Role, by: Actor) -> Role:
    """Take a part back; whoever held it is signed out everywhere.

    Raises:
        NotAllowed: `by` is no organiser.
        Refusal: nobody would be left to organise the season.
    """
    season = locked(role.season)
    require_organiser(by, season)
    is_organiser = role.role == SeasonRole.ORGANISER
    others = season.roles.filter(role=SeasonRole.ORGANISER).exclude(pk=role.pk)
    if is_organiser and not others.exists():
        raise Refusal(
            "last-organiser",
            _("A season needs an organiser. Invite another one before this part is taken back."),
        )
    account, reference = role.account, role.ref
    Role.objects.filter(pk=role.pk).delete()
    SignedInSession.objects.filter(account=account).delete()
    record(
        actor=by,
        action="revoke_role",
        subject=reference,
        season=season.public_id,
        facts={"role": role.role, "account": account.ref},
    )
    return role
