"""Taking in a nomination, and taking it back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.refusals import NotNow, Refusal
from cadair.foundation.welsh.written import (
    written_passage,
)
from cadair.nominations.actions.flagging import raised
from cadair.nominations.actions.forms_sent import BY_THE_WEB, Arrival, NewEntry, Nominator
from cadair.nominations.actions.indexing import index_entries
from cadair.nominations.actions.nominees import take_in_nominees
from cadair.nominations.actions.panel_copies import renew_panel_copy
from cadair.nominations.actions.telling import tell_nominators
from cadair.nominations.answers import checked_answers
from cadair.nominations.letters import WithdrawnForYou
from cadair.nominations.models import (
    Entry,
    EntryCategory,
    EntryOrganisation,
    EntryPerson,
    Nomination,
)
from cadair.nominations.queries import nominations_behind
from cadair.nominations.rules import is_nominator, require_taking, require_withdrawing
from cadair.nominations.states import (
    NOMINATION_MOVES,
    Eligibility,
    FlagKind,
    NominationSource,
    NominationState,
    Relation,
)
from cadair.nominations.validators import check_language, check_reference
from cadair.seasons.models import Category, Season
from cadair.seasons.queries import closing_time, locked
from cadair.seasons.questions import questions_of
from cadair.seasons.rules import require_organiser
from cadair.seasons.states import CategoryGroup

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


@transaction.atomic
def submit_nomination(
    *,
    season: Season,
    entry: Entry | NewEntry,
    nominator: Nominator,
    language: str,
    relation: Relation,
    summary: str,
    answers: Mapping[str, Any],
    by: Actor,
    reference: str = "",
    is_test: bool = False,
    begun_at: datetime | None = None,
    arrival: Arrival = BY_THE_WEB,
) -> Nomination:
    """Take in a nomination, for a new entry or behind one that stands already.

    `answers` holds an answer per key of a question. One begun before closing (`begun_at`) comes
    in during the minutes of grace too. References are given in order when empty. A test
    nomination of a rehearsal is an organiser's, never counted, and numbered apart (`T-0001`).
    `arrival` says how it reached us: what did not come by the web, an organiser enters.

    Raises:
        NotAllowed: a test nomination, or one on behalf of somebody, and `by` is no organiser.
        NotNow: nominations are closed, or the entry was withdrawn.
        Refusal: no category, a category of another season, or one that nobody can enter; a text
            that is missing or too long; an address that is none; a reference that is taken.
    """
    season = locked(season)
    _require_arriving(season, by, nominator, arrival, is_test=is_test, begun_at=begun_at)
    stands = _behind(season, entry, is_test=is_test)
    nomination = Nomination.objects.create(
        season=season,
        entry=stands,
        reference=_nomination_reference(season, reference, is_test=is_test),
        language=check_language(language),
        relation=relation,
        **_sender(nominator),
        **_way(arrival, by),
        submitted_at=clock.now(),
        summary=written_passage(_("Summary"), summary, is_required=True),
        answers=checked_answers(questions_of(season), answers),
    )
    _follow_up(nomination, entry, arrival, by)
    facts = {"entry": stands.ref, "language": language, "relation": relation.value}
    record(
        actor=by,
        action="submit_nomination",
        subject=nomination.ref,
        season=season.public_id,
        facts={**facts, "is_test": is_test, "source": arrival.source.value},
    )
    return nomination


def _require_arriving(
    season: Season,
    by: Actor,
    nominator: Nominator,
    arrival: Arrival,
    *,
    is_test: bool,
    begun_at: datetime | None,
) -> None:
    """What an organiser enters for somebody keeps to the time that the nominator has."""
    on_behalf_of = ""
    if arrival.source != NominationSource.WEB:
        require_organiser(by, season)
        on_behalf_of = nominator.email
    require_taking(season, by, is_test=is_test, begun_at=begun_at, on_behalf_of=on_behalf_of)


def _way(arrival: Arrival, by: Actor) -> dict[str, Any]:
    """The columns that say how a form reached us."""
    is_entered = arrival.source != NominationSource.WEB
    return {
        "source": arrival.source,
        "entered_by": by.ref if is_entered else "",
        "imported_in": arrival.imported_in,
    }


def _follow_up(nomination: Nomination, sent: Entry | NewEntry, arrival: Arrival, by: Actor) -> None:
    """What comes of a nomination: it is found, read, its nominees told; shown where it is late."""
    index_entries(ids=[nomination.entry_id])
    renew_panel_copy(nomination)
    people = sent.people if isinstance(sent, NewEntry) else ()
    take_in_nominees(nomination, people, is_telling=arrival.is_telling)
    closes_at = closing_time(nomination.season)
    is_late = closes_at is not None and nomination.submitted_at > closes_at
    if is_late and not nomination.entry.is_test:
        raised(nomination=nomination, kind=FlagKind.LATE, by=by)


def _sender(nominator: Nominator) -> dict[str, str]:
    """The columns that say who sends a form."""
    sender = nominator.as_stored()
    return {
        "nominator_name": sender.name,
        "nominator_email": sender.email,
        "nominator_organisation": sender.organisation,
    }


def _behind(season: Season, entry: Entry | NewEntry, *, is_test: bool) -> Entry:
    if isinstance(entry, Entry):
        return _standing(season, entry, is_test=is_test)
    return _put_forward(season, entry, is_test=is_test)


def _nomination_reference(season: Season, wanted: str, *, is_test: bool) -> str:
    return _free_reference(season.nominations, wanted, "T-{:04d}" if is_test else "N-{:04d}")


def _free_reference(there: RelatedManager[Any], wanted: str, numbered: str) -> str:
    """What was asked for, or else the next number that is free; numbers may have been loaded.

    What is tried has numbers of its own and uses up none of what counts. The next number follows
    the last one given, so that no more than a row is read however many there are.
    """
    if not wanted:
        return _next_number(there, numbered)
    if there.filter(reference=check_reference(wanted)).exists():
        raise Refusal(
            "reference-taken",
            _("This reference is taken: %(reference)s. Choose another.") % {"reference": wanted},
        )
    return wanted


def _next_number(there: RelatedManager[Any], numbered: str) -> str:
    before = numbered.partition("{")[0]
    alike = there.filter(reference__startswith=before).order_by("-pk")
    last = alike.values_list("reference", flat=True).first()
    figures = (last or "").removeprefix(before)
    start = int(figures) + 1 if re.fullmatch(r"[0-9]{1,9}", figures) else 1
    following = numbered.format(start)
    if not there.filter(reference=following).exists():
        return following
    taken = set(alike.values_list("reference", flat=True))
    return next(each for number in count(start) if (each := numbered.format(number)) not in taken)


def _standing(season: Season, entry: Entry, *, is_test: bool) -> Entry:
    """The entry read afresh, behind which somebody may still stand."""
    found = season.entries.filter(pk=entry.pk, is_test=is_test).first()
    if found is None:
        raise Refusal("other-season", _("This entry does not belong to the season."))
    if found.eligibility == Eligibility.WITHDRAWN:
        raise NotNow("entry-withdrawn", _("This entry was withdrawn. Nominate it as a new one."))
    return found


def _put_forward(season: Season, new: NewEntry, *, is_test: bool) -> Entry:
    _check_categories(season, new.categories)
    new = new.as_stored()
    entry = Entry.objects.create(
        season=season,
        reference=_free_reference(
            season.entries, new.reference, f"{'T-' if is_test else ''}{season.year}-{{:03d}}"
        ),
        title_cy=new.title.cy,
        title_en=new.title.en,
        title_language=check_language(new.title_language) if new.title_language else "",
        kind=new.kind,
        place_cy=new.place.cy,
        place_en=new.place.en,
        is_test=is_test,
    )
    unnamed = [replace(person, is_name_public=False) for person in new.people]
    fill_entry(entry, replace(new, people=unnamed))
    return entry


def fill_entry(entry: Entry, new: NewEntry) -> None:
    """Write an entry's categories, organisations and people, in order; part of an action.

    Only a season file says here whose name is public: nobody agrees for another (PRI-10).
    """
    EntryCategory.objects.bulk_create(
        EntryCategory(entry=entry, category=category, position=position)
        for position, category in enumerate(new.categories)
    )
    EntryOrganisation.objects.bulk_create(
        EntryOrganisation(entry=entry, organisation=body, role=role, position=position)
        for position, (body, role) in enumerate(new.organisations)
    )
    EntryPerson.objects.bulk_create(
        EntryPerson(
            entry=entry,
            position=position,
            name=person.name,
            description_cy=person.description.cy,
            description_en=person.description.en,
            is_name_public=person.is_name_public,
        )
        for position, person in enumerate(new.people)
    )


def _check_categories(season: Season, categories: Sequence[Category]) -> None:
    if not categories:
        raise Refusal("no-category", _("Choose at least one category."))
    for category in categories:
        if category.season_id != season.pk or category.group == CategoryGroup.OVERALL:
            raise Refusal(
                "category-not-open", _("This category cannot be entered. Choose another one.")
            )


@transaction.atomic
def withdraw_nomination(*, nomination: Nomination, by: Actor) -> Nomination:
    """Take a nomination back; an entry with none left behind it is withdrawn with it.

    Its nominator can do so until nominations close. An organiser can do it for them until judging
    begins; then the nominator is told.

    Raises:
        NotAllowed: `by` is neither the nominator nor an organiser.
        NotNow: it is too late, or it was withdrawn before.
    """
    season = locked(nomination.season)
    nomination = Nomination.objects.select_related("entry").get(pk=nomination.pk)
    nomination.season = season
    require_withdrawing(nomination, by, is_test=nomination.entry.is_test)
    if NominationState.WITHDRAWN not in NOMINATION_MOVES[NominationState(nomination.state)]:
        raise NotNow("already-withdrawn", _("This nomination was withdrawn before."))
    nomination.state = NominationState.WITHDRAWN
    nomination.save(update_fields=["state"])
    entry = nomination.entry
    is_entry_withdrawn = withdrawn_with_its_nominations(entry)
    if entry.grouped_into is not None:
        withdrawn_with_its_nominations(entry.grouped_into)
    if not is_nominator(nomination, by):
        tell_nominators([nomination], "withdrawn-for-you", WithdrawnForYou.about)
    record(
        actor=by,
        action="withdraw_nomination",
        subject=nomination.ref,
        season=season.public_id,
        facts={"entry": entry.ref, "is_entry_withdrawn": is_entry_withdrawn},
    )
    return nomination


def withdrawn_with_its_nominations(entry: Entry) -> bool:
    """Withdraw an entry behind which no nomination stands, its own or a grouped one; in an action.

    Returns whether it was.
    """
    if nominations_behind(entry).exists():
        return False
    entry.eligibility = Eligibility.WITHDRAWN
    entry.ineligible_reason = ""
    entry.ineligible_note = BilingualText()
    entry.review_by = None
    entry.save()
    return True
