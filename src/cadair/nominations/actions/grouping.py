"""Repeat nominations of one thing count once: an entry stands behind another, and can come back.

Nothing is rewritten: a nomination keeps the entry it was sent in for, and whoever counts or judges
follows `Entry.grouped_into`. What was grouped is one step away, never two.
"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotNow, Refusal
from cadair.nominations.actions.submitting import withdrawn_with_its_nominations
from cadair.nominations.actions.telling import tell_nominators
from cadair.nominations.letters import Grouped
from cadair.nominations.models import Entry
from cadair.nominations.queries import nominations_behind
from cadair.nominations.rules import require_checking
from cadair.nominations.states import Eligibility
from cadair.seasons.models import Season
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser


@transaction.atomic
def group_entries(*, entry: Entry, into: Entry, by: Actor) -> Entry:
    """Let `entry` count together with `into`, which alone is judged; its nominators are told.

    What was grouped into `entry` follows it.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: judging has begun, or one of them was withdrawn or is grouped already.
        Refusal: both are one, of two seasons, or one of them belongs to a rehearsal.
    """
    season = locked(entry.season)
    require_organiser(by, season)
    entry, into = _both(season, entry, into)
    require_checking(season, is_test=entry.is_test)
    nominations = list(nominations_behind(entry))
    entry.grouped.update(grouped_into=into)
    entry.grouped_into = into
    entry.save(update_fields=["grouped_into"])
    told = tell_nominators(
        nominations,
        "grouped",
        lambda nomination: Grouped.about(nomination, together_with=into.reference),
    )
    record(
        actor=by,
        action="group_entries",
        subject=entry.ref,
        season=season.public_id,
        facts={"into": into.ref, "nominations": len(nominations), "told": told},
    )
    return entry


@transaction.atomic
def ungroup_entry(*, entry: Entry, by: Actor) -> Entry:
    """Let an entry stand on its own again, as it was before; its nominators are told.

    If the other one has lost its own nominations meanwhile, it is withdrawn: nothing is behind it.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: judging has begun, or the entry is grouped with none.
    """
    season = locked(entry.season)
    require_organiser(by, season)
    entry = season.entries.select_for_update().get(pk=entry.pk)
    entry.season = season
    require_checking(season, is_test=entry.is_test)
    before = entry.grouped_into
    if before is None:
        raise NotNow("not-grouped", _("This entry stands on its own already."))
    entry.grouped_into = None
    entry.save(update_fields=["grouped_into"])
    if before.nominations.exists():
        withdrawn_with_its_nominations(before)
    told = tell_nominators(
        nominations_behind(entry),
        "ungrouped",
        lambda nomination: Grouped.about(
            nomination, together_with=before.reference, is_undone=True
        ),
    )
    record(
        actor=by,
        action="ungroup_entry",
        subject=entry.ref,
        season=season.public_id,
        facts={"out_of": before.ref, "told": told},
    )
    return entry


def _both(season: Season, entry: Entry, into: Entry) -> tuple[Entry, Entry]:
    """Both read afresh and held, when one can stand behind the other."""
    held = season.entries.select_for_update().order_by("pk").filter(pk__in=[entry.pk, into.pk])
    found = {each.pk: each for each in held}
    if entry.pk not in found or into.pk not in found:
        raise Refusal("other-season", _("This entry does not belong to the season."))
    entry, into = found[entry.pk], found[into.pk]
    entry.season = into.season = season
    if entry == into:
        raise Refusal("same-entry", _("Choose another entry: these are one and the same."))
    if entry.is_test != into.is_test:
        raise Refusal(
            "rehearsal-and-real", _("What is a rehearsal cannot be grouped with what counts.")
        )
    if Eligibility.WITHDRAWN in (entry.eligibility, into.eligibility):
        raise NotNow("entry-withdrawn", _("A withdrawn entry cannot be grouped with another."))
    if entry.grouped_into_id is not None or into.grouped_into_id is not None:
        raise NotNow(
            "grouped-already",
            _("One of them is grouped already. Choose the entry that it counts with."),
        )
    return entry, into
