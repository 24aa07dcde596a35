"""Who may do what in a season: one question each; a refusal carries its reason."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotAllowed
from cadair.seasons.models import Role, Season
from cadair.seasons.states import SeasonRole


def roles_of(actor: Actor, season: Season) -> frozenset[str]:
    """The parts `actor` has in `season`; nobody unknown has any."""
    if actor.account_id is None:
        return frozenset()
    held = Role.objects.filter(season=season, account_id=actor.account_id)
    return frozenset(held.values_list("role", flat=True))


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
