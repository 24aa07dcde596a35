"""Every write on nominations and entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.refusals import NotNow, Refusal
from cadair.foundation.welsh.written import (
    LONGEST_TITLE,
    UnfitText,
    in_both,
    written_line,
    written_passage,
)
from cadair.mail.validators import checked_address
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
from cadair.nominations.validators import check_language, check_reference
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

    def as_stored(self) -> NominatedPerson:
        """The same, cleaned.

        Raises:
            UnfitText: a text is too long, or there is neither a name nor a description.
        """
        name = written_line(_("Name of a person"), self.name)
        description = in_both(_("Description of a person"), self.description, written_line)
        if not name and not description.is_complete:
            raise UnfitText(
                "person-without-name",
                _("Give the person a name, or describe them by their role in both languages."),
            )
        return replace(self, name=name, description=description)


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

    def as_stored(self) -> NewEntry:
        """The same, cleaned.

        Raises:
            Refusal: a text is missing or too long, or something is named twice.
        """
        title = in_both(_("Title"), self.title, partial(written_line, longest=LONGEST_TITLE))
        author = title.en if self.title_language == "en" else title.cy
        if not author or (not self.title_language and not title.is_complete):
            raise UnfitText("text-missing", _("Give the entry a title."))
        bodies = [body.pk for body, _role in self.organisations]
        places = [category.pk for category in self.categories]
        if len({*bodies}) < len(bodies) or len({*places}) < len(places):
            raise Refusal("named-twice", _("Name each category and each organisation once."))
        return replace(
            self,
            title=title,
            people=[person.as_stored() for person in self.people],
            place=in_both(_("Place"), self.place, written_line),
        )


@dataclass(frozen=True, slots=True)
class Nominator:
    """Who sends the form."""

    name: str
    email: str
    organisation: str = ""

    def as_stored(self) -> Nominator:
        """The same, cleaned, with the address in its stored form.

        Raises:
            Refusal: the name is missing, a text is too long, or the address is none.
        """
        return Nominator(
            name=written_line(_("Your name"), self.name, is_required=True),
            email=checked_address(self.email),
            organisation=written_line(_("Your organisation"), self.organisation),
        )


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
        NotNow: nominations are closed, or the entry was withdrawn.
        Refusal: no category, a category of another season, or one that nobody can enter; a text
            that is missing or too long; an address that is none; a reference that is taken.
    """
    season = locked(season)
    require_open(season)
    stands = _standing(season, entry) if isinstance(entry, Entry) else _put_forward(season, entry)
    sender = nominator.as_stored()
    nomination = Nomination.objects.create(
        season=season,
        entry=stands,
        reference=_free_reference(
            set(season.nominations.values_list("reference", flat=True)), reference, "N-{:04d}"
        ),
        language=check_language(language),
        relation=relation,
        nominator_name=sender.name,
        nominator_email=sender.email,
        nominator_organisation=sender.organisation,
        submitted_at=clock.now(),
        summary=written_passage(_("Summary"), summary, is_required=True),
        answers=_answers(season, answers),
    )
    record(
        actor=by,
        action="submit_nomination",
        subject=nomination.ref,
        season=season.public_id,
        facts={"entry": stands.ref, "language": language, "relation": relation.value},
    )
    return nomination


def _free_reference(taken: set[str], wanted: str, numbered: str) -> str:
    """What was asked for, or else the next number that is free; numbers may have been loaded."""
    if not wanted:
        candidates = (numbered.format(number) for number in count(len(taken) + 1))
        return next(reference for reference in candidates if reference not in taken)
    if check_reference(wanted) in taken:
        raise Refusal(
            "reference-taken",
            _("This reference is taken: %(reference)s. Choose another.") % {"reference": wanted},
        )
    return wanted


def _answers(season: Season, answers: Mapping[str, str]) -> dict[str, str]:
    known = set(season.criteria.values_list("key", flat=True))
    for key in answers:
        if key not in known:
            raise Refusal("unknown-criterion", _("An answer belongs to no criterion. Check it."))
    return {key: written_passage(_("Answer"), text) for key, text in answers.items()}


def _standing(season: Season, entry: Entry) -> Entry:
    """The entry read afresh, behind which somebody may still stand."""
    found = season.entries.filter(pk=entry.pk).first()
    if found is None:
        raise Refusal("other-season", _("This entry does not belong to the season."))
    if found.eligibility == Eligibility.WITHDRAWN:
        raise NotNow("entry-withdrawn", _("This entry was withdrawn. Nominate it as a new one."))
    return found


def _put_forward(season: Season, new: NewEntry) -> Entry:
    _check_categories(season, new.categories)
    new = new.as_stored()
    entry = Entry.objects.create(
        season=season,
        reference=_free_reference(
            set(season.entries.values_list("reference", flat=True)),
            new.reference,
            f"{season.year}-{{:03d}}",
        ),
        title_cy=new.title.cy,
        title_en=new.title.en,
        title_language=check_language(new.title_language) if new.title_language else "",
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
