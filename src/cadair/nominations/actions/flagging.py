"""Flags on nominations: what an organiser, or a rule, wants nobody to overlook."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotNow, Refusal
from cadair.foundation.welsh.written import written_line
from cadair.nominations.models import Flag, Nomination
from cadair.nominations.states import FlagKind
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser

LONGEST_NOTE = 300


def raised(*, nomination: Nomination, kind: FlagKind, by: Actor, note: str = "") -> Flag:
    """Put a flag up, or find the one that is up already; part of an action."""
    flag, _is_new = Flag.objects.get_or_create(
        nomination=nomination,
        kind=kind,
        cleared_at=None,
        defaults={"note": note, "raised_at": clock.now(), "raised_by_ref": by.ref},
    )
    return flag


@transaction.atomic
def raise_flag(*, nomination: Nomination, kind: FlagKind, by: Actor, note: str = "") -> Flag:
    """Put a flag on a nomination, with a line of words where they help.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: this flag is up already.
        Refusal: the line is too long.
    """
    season = locked(nomination.season)
    require_organiser(by, season)
    note = written_line(_("Note"), note, longest=LONGEST_NOTE)
    if nomination.flags.filter(kind=kind, cleared_at=None).exists():
        raise NotNow("flag-is-up", _("This flag is up already. Take it down first."))
    flag = raised(nomination=nomination, kind=FlagKind(kind), by=by, note=note)
    record(
        actor=by,
        action="raise_flag",
        subject=nomination.ref,
        season=season.public_id,
        facts={"flag": flag.kind, "note_sha256": sha256_of(note)},
    )
    return flag


@transaction.atomic
def clear_flag(*, flag: Flag, by: Actor) -> Flag:
    """Take a flag down; that it was up stays in the history.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: it is down already.
    """
    season = locked(flag.nomination.season)
    require_organiser(by, season)
    held = Flag.objects.select_for_update().filter(pk=flag.pk, nomination__season=season).first()
    if held is None:
        raise Refusal("other-season", _("This flag does not belong to the season."))
    if held.cleared_at is not None:
        raise NotNow("flag-is-down", _("Somebody has taken this flag down already."))
    held.cleared_at = clock.now()
    held.cleared_by_ref = by.ref
    held.save(update_fields=["cleared_at", "cleared_by_ref"])
    record(
        actor=by,
        action="clear_flag",
        subject=held.nomination.ref,
        season=season.public_id,
        facts={"flag": held.kind},
    )
    return held
