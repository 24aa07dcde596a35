"""Making a judging record, and sending heads of the chain: both stand in the record of actions."""

from __future__ import annotations

from django.db import transaction

from cadair.audit.actions import record
from cadair.audit.chain import Anchor
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.welsh.dates import weekday_date_time
from cadair.mail.actions import queue_letter
from cadair.record.anchors import Head, keepers
from cadair.record.bundle import Bundle, Typesetter, bundle_of, without_pdf
from cadair.record.letters import HeadToKeep
from cadair.record.rules import require_may_export
from cadair.record.states import RecordVersion
from cadair.seasons.models import Season
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser


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


@transaction.atomic
def send_head(*, head: Head, by: Actor) -> Anchor:
    """Send a head of the chain to the scrutineers and to whoever chairs (PRO-09).

    Only with a head that somebody else keeps can be shown that the chain was not cut off or
    written anew. The letter says nothing of what was decided.

    Raises:
        NotAllowed: `by` is no organiser.
    """
    season = locked(head.season)
    require_organiser(by, season)
    at = BilingualText(cy=weekday_date_time(head.at, "cy"), en=weekday_date_time(head.at, "en"))
    letter = HeadToKeep(
        season=season.name, moment=head.moment.value, at=at, anchor=str(head.anchor)
    )
    sent = keepers(season)
    for account in sent:
        once = f"head:{season.public_id}:{head.anchor.sequence}:{account.public_id}"
        queue_letter(letter=letter, to=account.email, once=once, season=season.public_id)
    record(
        actor=by,
        action="send_head",
        subject=season.ref,
        season=season.public_id,
        facts={"sequence": head.anchor.sequence, "hash": head.anchor.hash, "sent": len(sent)},
    )
    return head.anchor
