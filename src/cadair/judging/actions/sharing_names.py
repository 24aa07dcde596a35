"""Names that are kept from judges: shown early by one act with its reason; files without names."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotNow, Refusal
from cadair.foundation.welsh.written import written_passage
from cadair.judging.masking import UNTIL_LOCKED
from cadair.judging.models import NamelessFile, NamesShown, Round
from cadair.nominations.models import Evidence
from cadair.seasons.sections import draft_held

WHILE_HIDDEN = tuple(sorted(UNTIL_LOCKED))


@transaction.atomic
def show_names(*, round_: Round, reason: str, by: Actor) -> NamesShown:
    """Show the names of a round to its judges before they have locked; it is never taken back.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; the names are shown already, by time or by hand.
        Refusal: no reason is given.
    """
    season = draft_held(round_.season, by, WHILE_HIDDEN)
    round_ = Round.objects.get(pk=round_.pk)
    why = written_passage(_("Reason"), reason)
    if not why:
        raise Refusal("no-reason", _("Say why the names are shown before judges have locked."))
    if not round_.hides_names or NamesShown.objects.filter(round=round_).exists():
        raise NotNow("names-are-shown", _("The names in this round are not hidden, or no longer."))
    shown = NamesShown.objects.create(round=round_, reason=why, shown_at=clock.now())
    record(
        actor=by,
        action="show_names",
        subject=round_.ref,
        season=season.public_id,
        facts={"category": round_.category.ref, "reason_sha256": sha256_of(why)},
    )
    return shown


@transaction.atomic
def find_nameless(*, evidence: Evidence, is_nameless: bool, by: Actor) -> Evidence:
    """Say whether a file or link names nobody, so that judges read it while names are hidden.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; names are hidden no longer.
        Refusal: the file or link is of no nomination.
    """
    nomination = evidence.nomination
    if nomination is None:
        raise Refusal("not-sent", _("This file is of a form that was not sent."))
    season = draft_held(nomination.season, by, WHILE_HIDDEN)
    if is_nameless:
        NamelessFile.objects.get_or_create(evidence=evidence, defaults={"found_at": clock.now()})
    else:
        NamelessFile.objects.filter(evidence=evidence).delete()
    record(
        actor=by,
        action="find_nameless",
        subject=evidence.ref,
        season=season.public_id,
        facts={"nomination": nomination.ref, "nameless": is_nameless},
    )
    return evidence
