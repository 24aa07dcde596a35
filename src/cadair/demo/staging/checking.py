"""The rest of the nominations comes in, they close by themselves, and they are checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import timedelta

from cadair.demo.staging.journey import Journey
from cadair.demo.walking.nominating import (
    consenting,
    new_entry,
    read_all,
    send_form,
    tell_the_rest,
    without_translator,
)
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.nominations.actions import (
    declare_eligible,
    declare_ineligible,
    withdraw_nomination,
)
from cadair.nominations.models import Entry
from cadair.nominations.queries import (
    counted_nominations,
    judgeable_entries,
    standing_entries,
    unchecked_entries,
)
from cadair.nominations.states import Eligibility, IneligibleReason
from cadair.people.actions import register_organisation
from cadair.people.models import Organisation
from cadair.seasons.season_frame import bilingual
from cadair.seasons.states import SeasonState
from seasonfile import EntryPart, NominationPart, instant

CHECKED_SHARE = 0.6
"""How much of the checking is done when one looks at the stage that is named after it."""


def arriving(journey: Journey) -> None:
    """Every form that is still on its way comes in, at its minute."""
    if journey.season.state != SeasonState.OPEN:
        return
    parts = {part.reference: part for part in journey.script.entries}
    bodies = _organisations(journey)
    entries = journey.entries()
    came = 0
    for part in list(_on_their_way(journey)):
        moment = max(instant(part.submitted_at), journey.now)
        if moment >= journey.closes:
            break
        journey.now = moment
        with clock.at(moment):
            entries[part.entry] = _send(
                journey, part, entries.get(part.entry), parts[part.entry], bodies
            )
        came += 1
    if came:
        journey.tell(f"{came} nominations came in")


def _send(
    journey: Journey,
    part: NominationPart,
    known: Entry | None,
    whole: EntryPart,
    bodies: Mapping[str, Organisation],
) -> Entry:
    new = known or new_entry(whole, journey.categories, bodies)
    nomination = send_form(journey.season, part, new, by=Actor.operator())
    if part.state == "withdrawn":
        withdraw_nomination(nomination=nomination, by=journey.organiser)
    return nomination.entry


def _organisations(journey: Journey) -> Mapping[str, Organisation]:
    """The bodies by key; those that only late forms name come into the register with them."""
    there = {body.key: body for body in Organisation.objects.all()}
    for part in journey.script.organisations:
        if part.key not in there:
            there[part.key] = register_organisation(
                key=part.key, name=bilingual(part.name), by=Actor.operator()
            )
    return there


def _on_their_way(journey: Journey) -> Iterator[NominationPart]:
    there = Counter(journey.season.nominations.values_list("nominator_email", "summary"))
    for part in journey.script.nominations:
        key = (part.nominator.email, part.summary)
        if there[key]:
            there[key] -= 1
        else:
            yield part


def closing(journey: Journey) -> None:
    """The worker closes nominations when their time is over."""
    if journey.season.state != SeasonState.OPEN:
        return
    with journey.at(journey.closes + timedelta(minutes=1)):
        pass
    journey.tell(f"closed: {counted_nominations(journey.season).count()} nominations")


def checking_some(journey: Journey) -> None:
    """An organiser begins to check; some is left for whoever looks at this stage."""
    if journey.season.state != SeasonState.CHECKING:
        return
    with journey.at(journey.closes + timedelta(days=4)):
        whole = list(standing_entries(journey.season).order_by("reference"))
        _check(journey, whole[: round(len(whole) * CHECKED_SHARE)])
        left = unchecked_entries(journey.season).count()
    journey.tell(f"checked: {len(whole) - left} of {len(whole)} entries")


def checking_the_rest(journey: Journey) -> None:
    """Every entry that nobody has looked at is found eligible or, for a published reason, not."""
    if journey.season.state != SeasonState.CHECKING:
        return
    with journey.at(journey.closes + timedelta(days=9)):
        _check(journey, list(unchecked_entries(journey.season)))
        told = tell_the_rest(journey.season, by=journey.organiser)
        without_translator(journey.season, by=journey.organiser)
        consenting(journey.season, journey.entries(), journey.script.entries)
        eligible = judgeable_entries(journey.season).count()
        read_all(journey.season, by=journey.organiser)
    journey.tell(f"checked: all; {eligible} entries are eligible; {told} people were telephoned")


def _check(journey: Journey, entries: list[Entry]) -> None:
    """What visitors put forward is eligible; what they have checked stays as they found it."""
    planned = {part.reference: part for part in journey.script.entries}
    verdicts = {
        entry.pk: planned[reference].eligibility for reference, entry in journey.entries().items()
    }
    by = journey.organiser
    for entry in entries:
        verdict = verdicts.get(entry.pk)
        if entry.eligibility != Eligibility.UNCHECKED:
            continue
        if verdict is not None and verdict.state == "ineligible":
            reason = IneligibleReason(verdict.reason or "")
            declare_ineligible(entry=entry, reason=reason, by=by)
        else:
            declare_eligible(entry=entry, by=by)
