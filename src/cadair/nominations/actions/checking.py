"""Finding entries eligible or not, before they are judged; the nominators are told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotNow, Refusal
from cadair.foundation.welsh.dates import long_date
from cadair.nominations.actions.telling import in_both_languages, noted, tell_nominators
from cadair.nominations.letters import EligibleAgain, NotEligible
from cadair.nominations.models import Entry, Flag, Nomination, ProposedExclusion
from cadair.nominations.notices import lacks_referee
from cadair.nominations.queries import nominations_behind
from cadair.nominations.rules import require_checking
from cadair.nominations.states import (
    ELIGIBILITY_MOVES,
    Eligibility,
    FlagKind,
    IneligibleReason,
)
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser

REVIEW_TIME: Final = timedelta(days=14)
"""How long a nominator may ask for a review when the organiser names no day."""

COLUMNS: Final = (
    "eligibility",
    "ineligible_reason",
    "ineligible_note_cy",
    "ineligible_note_en",
    "review_by",
)


def held_entry(entry: Entry, target: Eligibility) -> Entry:
    """The entry read afresh and held, with its season, when it can become `target` now.

    Raises:
        NotNow: judging has begun, or the entry is grouped or stands where it cannot.
    """
    # The season first, as everywhere: two locks taken in two orders would wait for each other.
    season = locked(entry.season)
    entry = season.entries.select_for_update().get(pk=entry.pk)
    entry.season = season
    require_checking(season, is_test=entry.is_test)
    if target not in ELIGIBILITY_MOVES[Eligibility(entry.eligibility)]:
        raise NotNow(
            "eligibility-state",
            _("This cannot be done to the entry now. It stands as: %(state)s.")
            % {"state": Eligibility(entry.eligibility).label},
        )
    if entry.grouped_into_id is not None:
        raise NotNow(
            "grouped", _("This entry is grouped with another. Check the one it counts with.")
        )
    return entry


@transaction.atomic
def declare_eligible(*, entry: Entry, by: Actor) -> Entry:
    """Find that an entry may be judged; who was told the opposite before is told.

    Where its form was changed since it was found eligible before, it has been looked at again.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: judging has begun, or the entry was withdrawn, grouped or found eligible before; or
            the season asks for somebody who vouches, and nobody has yet.
    """
    entry = held_entry(entry, Eligibility.ELIGIBLE)
    require_organiser(by, entry.season)
    if lacks_referee(entry):
        raise NotNow(
            "no-referee", _("Somebody must vouch for this entry before it can be eligible.")
        )
    was_refused = entry.eligibility == Eligibility.INELIGIBLE
    was_told = was_refused and entry.ineligible_reason != IneligibleReason.SPAM
    entry.eligibility = Eligibility.ELIGIBLE
    entry.ineligible_reason = ""
    entry.ineligible_note = BilingualText()
    entry.review_by = None
    entry.save(update_fields=COLUMNS)
    ProposedExclusion.objects.filter(entry=entry).delete()
    _looked_again(entry, by)
    if was_told:
        tell_nominators(
            nominations_behind(entry),
            "eligible-again",
            EligibleAgain.about,
        )
    record(actor=by, action="declare_eligible", subject=entry.ref, season=entry.season.public_id)
    return entry


def _looked_again(entry: Entry, by: Actor) -> None:
    """What was changed after it was found eligible has been looked at: that flag comes down."""
    up = Flag.objects.filter(
        nomination__in=nominations_behind(entry), kind=FlagKind.LOOK_AGAIN, cleared_at=None
    )
    up.update(cleared_at=clock.now(), cleared_by_ref=by.ref)


@transaction.atomic
def declare_ineligible(
    *,
    entry: Entry,
    reason: IneligibleReason,
    by: Actor,
    note: BilingualText | None = None,
    review_by: date | None = None,
) -> Entry:
    """Find, for a published reason, that an entry may not be judged (PRO-11).

    The nominators are told, with the reason, the words of `note` if there are any, and until when
    (`review_by`, a fortnight unless another day is named) they can ask for a review. Whoever
    sent spam is not written to: their address may be somebody else’s.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: judging has begun, or the entry was withdrawn, grouped or excluded before.
        Refusal: the note is missing in a language in which a nominator is written to, or too
            long; the day has passed.
    """
    entry = held_entry(entry, Eligibility.INELIGIBLE)
    require_organiser(by, entry.season)
    until = review_day(review_by)
    told = exclude(entry, reason, note or BilingualText(), until)
    ProposedExclusion.objects.filter(entry=entry).delete()
    record(
        actor=by,
        action="declare_ineligible",
        subject=entry.ref,
        season=entry.season.public_id,
        facts={
            "reason": reason.value,
            "note_sha256": sha256_of(entry.ineligible_note.as_dict()),
            "review_by": until.isoformat(),
            "told": told,
        },
    )
    return entry


def review_day(wanted: date | None) -> date:
    """Until when a review can be asked for: the day that is wanted, else a fortnight from today.

    Raises:
        Refusal: the day has passed.
    """
    today = clock.to_london(clock.now()).date()
    until = wanted or today + REVIEW_TIME
    if until < today:
        raise Refusal("review-day-past", _("The last day to ask for a review has passed."))
    return until


def exclude(entry: Entry, reason: IneligibleReason, note: BilingualText, review_by: date) -> int:
    """Write that an entry is not eligible and tell its nominators; part of an action.

    Returns how many were told.

    Raises:
        Refusal: the note is missing in a language in which a nominator is written to, or too long.
    """
    nominations = [] if reason == IneligibleReason.SPAM else list(nominations_behind(entry))
    entry.eligibility = Eligibility.INELIGIBLE
    entry.ineligible_reason = reason
    entry.ineligible_note = noted(note, nominations, is_required=False)
    entry.review_by = review_by
    entry.save(update_fields=COLUMNS)
    return _tell_why(entry, nominations, review_by)


def _tell_why(entry: Entry, nominations: Sequence[Nomination], review_by: date) -> int:
    words = in_both_languages(IneligibleReason(entry.ineligible_reason).label)
    until = BilingualText(cy=long_date(review_by, "cy"), en=long_date(review_by, "en"))
    return tell_nominators(
        nominations,
        "not-eligible",
        lambda nomination: NotEligible.about(
            nomination, reason=words, note=entry.ineligible_note, review_by=until
        ),
    )
