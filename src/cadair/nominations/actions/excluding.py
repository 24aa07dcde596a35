"""Exclusions by two people: one finds an entry not eligible, another confirms it (PRO-11)."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText, columns
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotNow
from cadair.nominations.actions.checking import exclude, held_entry, review_day
from cadair.nominations.actions.telling import noted
from cadair.nominations.models import Entry, ProposedExclusion
from cadair.nominations.queries import nominations_behind
from cadair.nominations.rules import require_confirming, require_second_person
from cadair.nominations.states import Eligibility, IneligibleReason
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser


@transaction.atomic
def propose_exclusion(
    *,
    entry: Entry,
    reason: IneligibleReason,
    by: Actor,
    note: BilingualText | None = None,
    review_by: date | None = None,
) -> ProposedExclusion:
    """Find, for a published reason, that an entry may not be judged; nobody is told yet.

    It waits for a second person. What was proposed of the entry before is replaced.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: judging has begun, or the entry was withdrawn, grouped or excluded before.
        Refusal: the note is missing in a language in which a nominator is written to, or too
            long; the day has passed.
    """
    entry = held_entry(entry, Eligibility.INELIGIBLE)
    require_organiser(by, entry.season)
    told = [] if reason == IneligibleReason.SPAM else list(nominations_behind(entry))
    words = noted(note or BilingualText(), told, is_required=False)
    proposed, _is_new = ProposedExclusion.objects.update_or_create(
        entry=entry,
        defaults={
            "reason": IneligibleReason(reason),
            **columns("note", words),
            "review_by": review_day(review_by),
            "proposed_at": clock.now(),
            "proposed_by_ref": by.ref,
        },
    )
    record(
        actor=by,
        action="propose_exclusion",
        subject=entry.ref,
        season=entry.season.public_id,
        facts={
            "reason": proposed.reason,
            "note_sha256": sha256_of(words.as_dict()),
            "review_by": proposed.review_by.isoformat(),
        },
    )
    return proposed


@transaction.atomic
def confirm_exclusion(*, proposed: ProposedExclusion, by: Actor) -> Entry:
    """Confirm, as the second person, that an entry may not be judged; its nominators are told.

    Raises:
        NotAllowed: `by` is neither an organiser nor a lead of the panel, or proposed it.
        NotNow: judging has begun, it does not wait any more, or the entry was withdrawn or grouped.
        Refusal: the last day to ask for a review has passed meanwhile.
    """
    entry = held_entry(proposed.entry, Eligibility.INELIGIBLE)
    require_confirming(by, entry.season)
    held = _waiting(proposed)
    require_second_person(by, held.proposed_by_ref)
    review_by = review_day(held.review_by)
    told = exclude(entry, IneligibleReason(held.reason), held.note, review_by)
    ProposedExclusion.objects.filter(pk=held.pk).delete()
    record(
        actor=by,
        action="confirm_exclusion",
        subject=entry.ref,
        season=entry.season.public_id,
        facts={
            "reason": held.reason,
            "note_sha256": sha256_of(held.note.as_dict()),
            "review_by": review_by.isoformat(),
            "proposed_by": held.proposed_by_ref,
            "told": told,
        },
    )
    return entry


@transaction.atomic
def drop_exclusion(*, proposed: ProposedExclusion, by: Actor) -> Entry:
    """Take back what was proposed of an entry; it stands as it did before.

    Raises:
        NotAllowed: `by` is neither an organiser nor a lead of the panel.
        NotNow: it was confirmed or dropped before.
    """
    season = locked(proposed.entry.season)
    require_confirming(by, season)
    held = _waiting(proposed)
    ProposedExclusion.objects.filter(pk=held.pk).delete()
    record(
        actor=by,
        action="drop_exclusion",
        subject=held.entry.ref,
        season=season.public_id,
        facts={"reason": held.reason, "proposed_by": held.proposed_by_ref},
    )
    return held.entry


def _waiting(proposed: ProposedExclusion) -> ProposedExclusion:
    """It read afresh and held."""
    held = ProposedExclusion.objects.select_for_update().filter(pk=proposed.pk).first()
    if held is None:
        raise NotNow("exclusion-gone", _("Somebody has confirmed this or taken it back already."))
    return held
