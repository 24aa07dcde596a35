"""Making a judging record: who took which version away stands in the record of actions."""

from __future__ import annotations

from django.db import transaction

from cadair.audit.actions import record
from cadair.foundation.actors import Actor
from cadair.record.bundle import Bundle, Typesetter, bundle_of, without_pdf
from cadair.record.rules import require_may_export
from cadair.record.states import RecordVersion
from cadair.seasons.models import Season
from cadair.seasons.queries import locked


@transaction.atomic
def export_record(
    *, season: Season, version: RecordVersion, by: Actor, typesetter: Typesetter = without_pdf
) -> Bundle:
    """Make the judging record of a season in one version (PRO-16).

    It is made of what lies in the rows even where that does not add up: the record says so then,
    and whoever checks it finds the place.

    Raises:
        NotAllowed: `by` is not given this version.
        NotNow: the results are not confirmed, or not yet public.
    """
    season = locked(season)
    require_may_export(by, season, version)
    bundle = bundle_of(season, version, typesetter)
    record(
        actor=by,
        action="export_record",
        subject=season.ref,
        season=season.public_id,
        facts={"version": version.value, "record_sha256": bundle.sha256},
    )
    return bundle
