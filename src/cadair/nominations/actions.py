"""Every write on nominations and entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.refusals import NotNow, Refusal
from cadair.nominations.models import (
    Entry,
    EntryCategory,
    EntryOrganisation,
    EntryPerson,
    Nomination,
)
from cadair.nominations.rules import require_checking, require_open
from cadair.nominations.states import (
    ELIGIBILITY_MOVES,
    NOMINATION_MOVES,
    Eligibility,
    EntryKind,
    IneligibleReason,
    NominationState,
    OrganisationRole,
    Relation,
)
from cadair.people.models import Organisation
from cadair.seasons.models import Category, Season
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser
from cadair.seasons.states import CategoryGroup


@dataclass(frozen=True, slots=True)
class NominatedPerson:
    """Somebody put forward: a name, or a description by role in both languages."""

    name: str = ""
    description: BilingualText = field(default_factory=BilingualText)
    is_name_public: bool = False


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What a nomination puts forward.

    `title` has one side written (the author's) unless `title_language` is empty: then both.
    """

    title: BilingualText
    title_language: str
    kind: EntryKind
    categories: Sequence[Category]
    organisations: Sequence[tuple[Organisation, OrganisationRole]] = ()
    people: Sequence[NominatedPerson] = ()
    place: BilingualText = field(default_factory=BilingualText)
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Nominator:
    """Who sends the form."""

    name: str
    email: str
    organisation: str = ""


@transaction.atomic
def submit_nomination(
    *,
    season: Season,
    entry: Entry | NewEntry,
    nominator: Nominator,
    language: str,
    relation: Relation,
    summary: str,
    answers: Mapping[str, str],
    by: Actor,
    reference: str = "",
) -> Nomination:
    """Take in a nomination, for a new entry or behind one that stands already.

    `answers` holds a text per criterion key. References are given in order when empty.

    Raises:
        NotNow: nominations are closed.
        Refusal: no category, a category of another season, or one that nobody can enter.
    """
    season = locked(season)
    require_open(season)
    stands = entry if isinstance(entry, Entry) else _put_forward(season, entry)
    nomination = Nomination.objects.create(
        season=season,
        entry=stands,
        reference=reference or f"N-{season.nominations.count() + 1:04d}",
        language=language,
        relation=relation,
        nominator_name=nominator.name,
        nominator_email=nominator.email,
        nominator_organisation=nominator.organisation,
        submitted_at=clock.now(),
        summary=summary,
        answers=dict(answers),
    )
    record(
        actor=by,
        action="submit_nomination",
        subject=nomination.ref,
        season=season.public_id,
        facts={"entry": stands.ref, "language": language, "relation": relation.value},
    )
    return nomination


def _put_forward(season: Season, new: NewEntry) -> Entry:
    _check_categories(season, new.categories)
    entry = Entry.objects.create(
        season=season,
        reference=new.reference or f"{season.year}-{season.entries.count() + 1:03d}",
        title_cy=new.title.cy,
        title_en=new.title.en,
        title_language=new.title_language,
        kind=new.kind,
        place_cy=new.place.cy,
        place_en=new.place.en,
    )
    fill_entry(entry, new)
    return entry


def fill_entry(entry: Entry, new: NewEntry) -> None:
    """Write an entry's categories, organisations and people, in order; part of an action."""
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
    """Take a nomination back before closing; an entry with none left is withdrawn with it.

    Raises:
        NotAllowed: `by` is no organiser (nominators get their own page with their accounts).
        NotNow: nominations are closed, or it was withdrawn before.
    """
    season = locked(nomination.season)
    require_organiser(by, season)
    nomination = Nomination.objects.select_related("entry").get(pk=nomination.pk)
    require_open(season)
    if NominationState.WITHDRAWN not in NOMINATION_MOVES[NominationState(nomination.state)]:
        raise NotNow("already-withdrawn", _("This nomination was withdrawn before."))
    nomination.state = NominationState.WITHDRAWN
    nomination.save(update_fields=["state"])
    entry = nomination.entry
    is_entry_withdrawn = not entry.nominations.filter(state=NominationState.SUBMITTED).exists()
    if is_entry_withdrawn:
        entry.eligibility = Eligibility.WITHDRAWN
        entry.ineligible_reason = ""
        entry.save(update_fields=["eligibility", "ineligible_reason"])
    record(
        actor=by,
        action="withdraw_nomination",
        subject=nomination.ref,
        season=season.public_id,
        facts={"entry": entry.ref, "is_entry_withdrawn": is_entry_withdrawn},
    )
    return nomination


def _locked_entry(entry: Entry, target: Eligibility) -> Entry:
    entry = Entry.objects.select_for_update().select_related("season").get(pk=entry.pk)
    require_checking(entry.season)
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
