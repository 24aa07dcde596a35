"""Holding back what would go; letting go what was kept long enough."""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.audit.models import RetentionHold, RetentionRun
from cadair.audit.states import HoldKind
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotAllowed, NotNow
from cadair.foundation.welsh.written import written_passage
from cadair.nominations.models import Nomination
from cadair.retention.rules import RULES
from cadair.seasons.models import Season
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser
from cadair.seasons.states import SeasonState

BATCH: Final = 500
"""So many rows by each rule in one transaction: nobody waits long for the database."""


@transaction.atomic
def place_hold(
    *, season: Season, nomination: Nomination | None, kind: HoldKind, reason: str, by: Actor
) -> RetentionHold:
    """Keep a nomination, or the whole season where none is named, until the hold is lifted.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: it is held back already.
        Refusal: no reason is given.
    """
    season = locked(season)
    require_organiser(by, season)
    subject = nomination.ref if nomination else ""
    there = RetentionHold.objects.filter(season=season.public_id, lifted_at=None)
    if there.filter(subject_ref=subject).exists():
        raise NotNow("held-already", _("This is held back already."))
    hold = RetentionHold.objects.create(
        season=season.public_id,
        subject_ref=subject,
        kind=kind,
        reason=written_passage(_("Reason"), reason, is_required=True),
        placed_at=clock.now(),
        placed_by_ref=by.ref,
    )
    record(
        actor=by,
        action="place_hold",
        subject=hold.ref,
        season=season.public_id,
        facts={"of": subject or season.ref, "kind": HoldKind(kind).value},
    )
    return hold


@transaction.atomic
def lift_hold(*, season: Season, hold: RetentionHold, by: Actor) -> RetentionHold:
    """Let the usual time count again; what is due goes at the next daily look.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: it was lifted before.
    """
    season = locked(season)
    require_organiser(by, season)
    there = RetentionHold.objects.filter(pk=hold.pk, season=season.public_id, lifted_at=None)
    if not there.update(lifted_at=clock.now(), lifted_by_ref=by.ref):
        raise NotNow("hold-lifted", _("This is held back no longer."))
    hold.refresh_from_db()
    record(actor=by, action="lift_hold", subject=hold.ref, season=season.public_id)
    return hold


@transaction.atomic
def forget_due(*, by: Actor) -> RetentionRun:
    """Take away what was kept long enough, up to a batch by each rule (PRI-11).

    It asks the rows and remembers nothing: after a backup was restored, the same things go again.

    Raises:
        NotAllowed: `by` is neither the worker nor whoever runs the service.
    """
    if not by.is_operator:
        raise NotAllowed("operator-only", _("Only whoever runs the service can do this."))
    # A hold waits for us, and we for a hold.
    list(Season.objects.select_for_update().filter(state=SeasonState.RELEASED).order_by("pk"))
    gone: dict[str, int] = {}
    is_complete = True
    for rule in RULES:
        rows = rule.due(clock.now())
        ids = list(rows.values_list("pk", flat=True)[: BATCH + 1])
        if ids:
            gone[rule.key] = rule.forget(rows.filter(pk__in=ids[:BATCH]))
        is_complete &= len(ids) <= BATCH
    run = RetentionRun.objects.create(at=clock.now(), gone=gone, is_complete=is_complete)
    record(actor=by, action="forget_due", subject=run.ref, facts={**gone})
    return run
