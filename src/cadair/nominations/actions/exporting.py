"""Taking nominations out of the service, which the record remembers (PRO-08)."""

from __future__ import annotations

from django.db import transaction

from cadair.audit.actions import record
from cadair.foundation.actors import Actor
from cadair.seasons.models import Season
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser


@transaction.atomic
def export_nominations(*, season: Season, number: int, by: Actor) -> Season:
    """Note that somebody takes a list of nominations, with names and addresses, as a file.

    Raises:
        NotAllowed: `by` is no organiser.
    """
    season = locked(season)
    require_organiser(by, season)
    record(
        actor=by,
        action="export_nominations",
        subject=season.ref,
        season=season.public_id,
        facts={"nominations": number},
    )
    return season
