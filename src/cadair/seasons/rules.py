"""Who may do what in a season: one question each; a refusal carries its reason."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cadair.foundation.actors import Actor
from cadair.foundation.prepared import Prepared
from cadair.foundation.refusals import NotAllowed
from cadair.people.models import Account
from cadair.seasons.models import Programme, Role, Season
from cadair.seasons.states import SeasonRole


def roles_of(actor: Actor, season: Season) -> frozenset[str]:
    """The parts `actor` has in `season`; nobody unknown has any."""
    if actor.account_id is None:
        return frozenset()
    held = Role.objects.filter(season=season, account_id=actor.account_id)
    return frozenset(held.values_list("role", flat=True))


_PARTS = Prepared(
    lambda key, account: (
        Role.objects.filter(season__key=key, account_id=account)
        .select_related("season__programme")
        .order_by("pk")
    )
)


def parts_in(key: str, account: Account) -> tuple[Season, frozenset[str]] | None:
    """The season with this key and the parts the account has in it; None without a part.

    One statement, the same whether there is no such season or no part in it.
    """
    held = _PARTS.objects(key=key, account=account.pk)
    if not held:
        return None
    return held[0].season, frozenset(each.role for each in held)


def may_start(actor: Actor) -> bool:
    """Whether `actor` may start a season: whom the operator allowed it, and organisers of any."""
    if actor.is_operator:
        return True
    if actor.account_id is None:
        return False
    allowed = Account.objects.filter(pk=actor.account_id, is_active=True, can_start_awards=True)
    organises = Role.objects.filter(account_id=actor.account_id, role=SeasonRole.ORGANISER)
    return allowed.exists() or organises.exists()


def require_may_start(actor: Actor) -> None:
    """Let only those pass who may start awards.

    Raises:
        NotAllowed: anybody else.
    """
    if not may_start(actor):
        raise NotAllowed(
            "starters-only",
            _("You cannot start awards with this account. Ask the person who runs this service."),
        )


def require_organiser_of_awards(actor: Actor, programme: Programme) -> None:
    """Let only organisers of a season of these awards pass, and the operator.

    Raises:
        NotAllowed: anybody else.
    """
    held = Role.objects.filter(season__programme=programme, role=SeasonRole.ORGANISER)
    if not (actor.is_operator or held.filter(account__pk=actor.account_id or 0).exists()):
        raise NotAllowed(
            "organisers-of-the-awards",
            _("Only somebody who has organised these awards can do this. Ask one of them."),
        )


def require_organiser(actor: Actor, season: Season) -> None:
    """Only an organiser of the season, or the operator of the machine, goes on.

    Raises:
        NotAllowed: anybody else.
    """
    if actor.is_operator or SeasonRole.ORGANISER in roles_of(actor, season):
        return
    raise NotAllowed(
        "organisers-only", _("Only an organiser of this season can do this. Ask one of them.")
    )
