"""Holding back what would go; letting go what was kept long enough."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.audit.models import RetentionHold, RetentionRun
from cadair.audit.states import HoldKind
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotAllowed, NotNow, Refusal
from cadair.foundation.welsh.written import written_passage
from cadair.nominations.models import Evidence, Nomination
from cadair.retention import persons
from cadair.retention.aftermath import Before, publish_anew, reseal
from cadair.retention.naming import Named
from cadair.retention.rules import RULES
from cadair.retention.states import ErasureGround
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
def erase_person(
    *,
    season: Season,
    person: Named,
    ground: ErasureGround,
    by: Actor,
    files: Collection[Evidence] = (),
    apart: Collection[int] = (),
) -> persons.Found:
    """Take one person out of a season, wherever they are named (UK GDPR, Article 17; PRI-12).

    What is theirs alone is deleted; a mark stands where they were named. Numbers, marks, decisions
    and the addresses of awards stay, and the record of actions stays unbroken: it never held a
    name. `files` go too; entries whose ids are `apart` speak of somebody else of the same name.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: some of it is held back, or they sit on the panel.
        Refusal: nobody is named so in these awards.
    """
    season = locked(season)
    require_organiser(by, season)
    found = persons.find(season, person, apart)
    _require_erasable(season, found)
    before = Before.of(season)
    refs = {
        **_numbered("nominee", (each.ref for each in found.nominees)),
        **_numbered("nominator", (each.ref for each in found.nominations)),
        **_numbered("apart", _refs_of(season, apart)),
    }
    persons.forget_own(season, found, files)
    done = persons.take_out(season, found.person, apart)
    is_account_gone = persons.close_unused(found.account)
    confirmed = reseal(season, before, done)
    publish_anew(season, before, done)
    record(
        actor=by,
        action="erase_person",
        # What is recorded leads to nobody: a number by chance, and the ids of rows that are gone.
        subject=f"erasure:{secrets.token_hex(16)}",
        season=season.public_id,
        facts={
            "ground": ErasureGround(ground).value,
            "places": len(done),
            "files": len(files),
            "is_account_gone": is_account_gone,
            **refs,
            **confirmed,
        },
    )
    return found


def _numbered(name: str, refs: Iterable[str]) -> dict[str, str]:
    return {f"{name}_{number}": ref for number, ref in enumerate(refs, 1)}


def _refs_of(season: Season, entries: Collection[int]) -> list[str]:
    return [each.ref for each in season.entries.filter(pk__in=entries).order_by("pk")]


def _require_erasable(season: Season, found: persons.Found) -> None:
    if not found:
        raise Refusal(
            "nobody-found",
            _("Nobody is called that in these awards, and nothing stands under that address."),
        )
    if found.is_judge:
        raise NotNow(
            "is-judge",
            _("This person sits on the panel. Who judged stays in the record of these awards."),
        )
    whole = RetentionHold.objects.filter(season=season.public_id, subject_ref="", lifted_at=None)
    held = persons.held_among(found.entries)
    if whole.exists() or held.exists():
        numbers = ", ".join(held.order_by("reference").values_list("reference", flat=True))
        raise NotNow(
            "held-back",
            _("Some of it is kept longer: %(what)s. End that first, under “Kept longer”.")
            % {"what": numbers or _("the whole season")},
        )


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
