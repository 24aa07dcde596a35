"""Nominations arrive, some are withdrawn, they close by themselves, and they are checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import timedelta

from cadair.demo.walking.road import Road, at
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.welsh.slugs import slugify
from cadair.judging.actions import begin_judging
from cadair.mail.models import OutboxMessage
from cadair.mail.states import Delivery
from cadair.nominations.actions import (
    NewEntry,
    NominatedPerson,
    Nominator,
    agree_to_publicity,
    declare_eligible,
    declare_ineligible,
    mark_all_read,
    mark_read,
    note_told,
    require_translations,
    submit_nomination,
    withdraw_nomination,
)
from cadair.nominations.models import Entry, Nomination
from cadair.nominations.notices import NOMINEE, nominees_of, untold
from cadair.nominations.queries import harmless_nominations, unread_nominations
from cadair.nominations.states import (
    AgeBand,
    Eligibility,
    EntryKind,
    IneligibleReason,
    OrganisationRole,
    PublicityKind,
    Relation,
)
from cadair.people.actions import issue_link
from cadair.people.models import Organisation
from cadair.people.queries import actor_by_link, opened_by
from cadair.seasons.actions import close_nominations
from cadair.seasons.models import Category, Season
from cadair.seasons.season_frame import bilingual
from cadair.seasons.states import SeasonState
from seasonfile import EntryPart, EntryPersonPart, NominationPart, OwnText, instant


def arriving(road: Road) -> None:
    """Every form comes in at its minute; references are given by the software."""
    parts = {part.reference: part for part in road.whole.entries}
    bodies = {body.key: body for body in Organisation.objects.all()}
    entries: dict[str, Entry] = {}
    withdrawn = 0
    for part in road.whole.nominations:
        with clock.at(instant(part.submitted_at)):
            known = entries.get(part.entry)
            new = known or new_entry(parts[part.entry], road.categories, bodies)
            nomination = _submit(road, part, new)
            entries[part.entry] = nomination.entry
            if part.state == "withdrawn":
                withdraw_nomination(nomination=nomination, by=road.organiser)
                withdrawn += 1
    _tell_arrivals(road, withdrawn)


def _tell_arrivals(road: Road, withdrawn: int) -> None:
    languages = Counter(road.season.nominations.values_list("language", flat=True))
    relations = Counter(road.season.nominations.values_list("relation", flat=True))
    with at(road.moment("nominations_close") - timedelta(minutes=1)):
        road.tell(
            "nominations",
            f"{languages.total()} for {road.season.entries.count()} entries; "
            f"{languages['cy']} in Welsh, {languages['en']} in English; "
            f"{relations['self']} of own work",
        )
        road.add(f"withdrawn by their nominators: {withdrawn}")
        road.refused(
            "closing before the time announced",
            lambda: close_nominations(season=road.season, by=road.organiser),
        )


def _submit(road: Road, part: NominationPart, entry: Entry | NewEntry) -> Nomination:
    nomination = send_form(road.season, part, entry, by=road.operator)
    given = (nomination.reference, nomination.entry.reference)
    road.expect("references", found=given, wanted=(part.reference, part.entry))
    return nomination


def send_form(
    season: Season, part: NominationPart, entry: Entry | NewEntry, *, by: Actor
) -> Nomination:
    """Send in a form as the season file has it, for a new entry or behind one that stands."""
    return submit_nomination(
        season=season,
        entry=entry,
        nominator=Nominator(
            name=part.nominator.name,
            email=part.nominator.email,
            organisation=part.nominator.organisation or "",
        ),
        language=part.language,
        relation=Relation(part.relation),
        summary=part.summary,
        answers=dict(part.answers),
        by=by,
    )


def new_entry(
    part: EntryPart, categories: Mapping[str, Category], bodies: Mapping[str, Organisation]
) -> NewEntry:
    """What a form puts forward, as the season file has it."""
    title, language = _title(part)
    return NewEntry(
        title=title,
        title_language=language,
        kind=EntryKind(part.kind or ""),
        categories=[categories[key] for key in part.categories],
        organisations=[
            (bodies[body.organisation], OrganisationRole(body.role)) for body in part.organisations
        ],
        people=[_person(person) for person in part.people],
        place=bilingual(part.place),
    )


def _title(part: EntryPart) -> tuple[BilingualText, str]:
    if isinstance(part.title, OwnText):
        return BilingualText(**{part.title.language: part.title.text}), part.title.language
    return bilingual(part.title), ""


def _person(part: EntryPersonPart) -> NominatedPerson:
    return NominatedPerson(
        name=part.name or "",
        description=bilingual(part.description),
        email=f"{slugify(part.name, 'en')}@example.org" if part.name else "",
        age_band=AgeBand.ADULT if part.name else "",
    )


def closing(road: Road) -> None:
    """The worker closes nominations when their time is over."""
    with at(road.moment("nominations_close") + timedelta(minutes=1)):
        road.expect("the state", found=road.season.state, wanted=SeasonState.CHECKING)
        road.tell("close", "the worker closed nominations; nothing more comes in")
        late = road.whole.nominations[-1]
        entry = road.entries()[late.entry]
        road.refused("a nomination one minute late", lambda: _submit(road, late, entry))


def checking(road: Road) -> None:
    """Every entry is found eligible or, for a published reason, not; then judging begins."""
    entries = road.entries()
    with at(road.moment("nominations_close") + timedelta(days=4)):
        for part in road.whole.entries:
            _check(road, part, entries[part.reference])
        states = Counter(road.season.entries.values_list("eligibility", flat=True))
        reasons = Counter(
            road.season.entries.exclude(ineligible_reason="").values_list(
                "ineligible_reason", flat=True
            )
        )
        road.tell(
            "check",
            f"{states[Eligibility.ELIGIBLE]} eligible, {states[Eligibility.INELIGIBLE]} not, "
            f"{states[Eligibility.WITHDRAWN]} withdrawn",
        )
        road.add("not eligible: " + ", ".join(f"{n} {reason}" for reason, n in reasons.items()))
    reading(road)
    with at(road.moment("nominations_close") + timedelta(days=10)):
        tell_the_rest(road.season, by=road.organiser)
        without_translator(road.season, by=road.organiser)
        consenting(road.season, entries, road.whole.entries)
        begin_judging(season=road.season, by=road.organiser)
        road.tell("begin judging", f"the panel of {len(road.judges)} receives the eligible entries")


def tell_the_rest(season: Season, *, by: Actor) -> int:
    """Whoever could not be told by e-mail was telephoned; returns how many that were.

    The letters to the others have long left: no worker posts them while the years fly by.
    """
    there = OutboxMessage.objects.filter(season=season.public_id, state=Delivery.WAITING)
    there.update(state=Delivery.SENT, sent_at=clock.now())
    waiting = list(untold(nominees_of(season)))
    if waiting:
        note_told(season=season, nominees=waiting, evidence="Told by telephone.", by=by)
    return len(waiting)


def without_translator(season: Season, *, by: Actor) -> None:
    """The invented panel reads everything in the language in which it came, and says why."""
    require_translations(
        season=season,
        is_required=False,
        reason=(
            "Tymor dychmygol: nid oes cyfieithydd, ac mae’r cadeirydd yn esbonio’r enwebiadau "
            "Cymraeg i’r panel. / An imaginary season: there is no translator, and the chair "
            "explains the Welsh nominations to the panel."
        ),
        by=by,
    )


def consenting(season: Season, entries: Mapping[str, Entry], parts: Iterable[EntryPart]) -> int:
    """Whoever agrees to be named says so on their own page; returns how many did."""
    named = {
        (entries[part.reference].pk, each.name)
        for part in parts
        for each in part.people
        if each.public and part.reference in entries
    }
    agreed = 0
    for nominee in nominees_of(season).select_related("nomination__entry"):
        if (nominee.nomination.entry_id, nominee.name) not in named:
            continue
        until = clock.now() + timedelta(days=90)
        token = issue_link(purpose=NOMINEE, subject_ref=nominee.ref, until=until)
        link = opened_by(token, NOMINEE)
        if link is not None:
            agree_to_publicity(
                nominee=nominee,
                kinds=list(PublicityKind),
                age_band=AgeBand.ADULT,
                language="cy" if nominee.nomination.language == "cy" else "en",
                by=actor_by_link(link),
            )
            agreed += 1
    return agreed


def reading(road: Road) -> None:
    """Somebody reads what the panel will read; what looks harmless is read in one batch."""
    with at(road.moment("nominations_close") + timedelta(days=6)):
        plain = read_all(road.season, by=road.organiser)
        road.tell("read", f"{plain} nominations without a hint in one batch, the others one by one")


def read_all(season: Season, *, by: Actor) -> int:
    """Mark as read all that nobody has read; how many of it had no hint."""
    plain = list(harmless_nominations(season))
    if plain:
        mark_all_read(season=season, nominations=plain, by=by)
    for nomination in unread_nominations(season):
        mark_read(nomination=nomination, by=by)
    return len(plain)


def _check(road: Road, part: EntryPart, entry: Entry) -> None:
    if part.eligibility.state == "eligible":
        declare_eligible(entry=entry, by=road.organiser)
    elif part.eligibility.state == "ineligible":
        reason = IneligibleReason(part.eligibility.reason or "")
        declare_ineligible(entry=entry, reason=reason, by=road.organiser)
