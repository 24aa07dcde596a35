"""Finding entries eligible or not, before they are judged."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotNow
from cadair.nominations.models import (
    Entry,
)
from cadair.nominations.rules import require_checking
from cadair.nominations.states import (
    ELIGIBILITY_MOVES,
    Eligibility,
    IneligibleReason,
)
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser


def _locked_entry(entry: Entry, target: Eligibility) -> Entry:
    # The season first, as everywhere: two locks taken in two orders would wait for each other.
    season = locked(entry.season)
    entry = season.entries.select_for_update().get(pk=entry.pk)
    require_checking(season)
    if target not in ELIGIBILITY_MOVES[Eligibility(entry.eligibility)]:
        raise NotNow(
            "eligibility-state",
            _("This cannot be done to the entry now. It stands as: %(state)s.")
            % {"state": Eligibility(entry.eligibility).label},
        )
    return entry


@transaction.atomic
def declare_eligible(*, entry: Entry, by: Actor) -> Entry:
    """Find that an entry may be judged.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: judging has begun, or the entry was withdrawn or found eligible before.
    """
    entry = _locked_entry(entry, Eligibility.ELIGIBLE)
    require_organiser(by, entry.season)
    entry.eligibility = Eligibility.ELIGIBLE
    entry.ineligible_reason = ""
    entry.save(update_fields=["eligibility", "ineligible_reason"])
    record(actor=by, action="declare_eligible", subject=entry.ref, season=entry.season.public_id)
    return entry


@transaction.atomic
def declare_ineligible(*, entry: Entry, reason: IneligibleReason, by: Actor) -> Entry:
    """Find, for a published reason, that an entry may not be judged (PRO-11).

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: judging has begun, or the entry was withdrawn or excluded before.
    """
    entry = _locked_entry(entry, Eligibility.INELIGIBLE)
    require_organiser(by, entry.season)
    entry.eligibility = Eligibility.INELIGIBLE
    entry.ineligible_reason = reason
    entry.save(update_fields=["eligibility", "ineligible_reason"])
    record(
        actor=by,
        action="declare_ineligible",
        subject=entry.ref,
        season=entry.season.public_id,
        facts={"reason": reason.value},
    )
    return entry
