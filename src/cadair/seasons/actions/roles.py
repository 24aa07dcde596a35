"""Who has a part in a season."""

from __future__ import annotations

from django.db import transaction

from cadair.audit.actions import record
from cadair.foundation.actors import Actor
from cadair.people.models import Account
from cadair.seasons.models import Role, Season
from cadair.seasons.rules import require_organiser
from cadair.seasons.states import SeasonRole


@transaction.atomic
def grant_role(*, season: Season, account: Account, role: SeasonRole, by: Actor) -> Role:
    """Give somebody a part in a season; giving it twice changes nothing.

    Raises:
        NotAllowed: `by` is no organiser.
    """
    require_organiser(by, season)
    held, is_new = Role.objects.get_or_create(season=season, account=account, role=role)
    record(
        actor=by,
        action="grant_role",
        subject=held.ref,
        season=season.public_id,
        facts={"role": role.value, "account": account.ref, "is_new": is_new},
    )
    return held
