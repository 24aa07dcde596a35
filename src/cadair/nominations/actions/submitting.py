"""Taking in a nomination, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotNow, Refusal
from cadair.foundation.welsh.written import (
    written_passage,
)
from cadair.nominations.actions.forms_sent import NewEntry, Nominator
from cadair.nominations.models import (
    Entry,
    EntryCategory,
    EntryOrganisation,
    EntryPerson,
    Nomination,
)
from cadair.nominations.rules import require_open
from cadair.nominations.states import (
    NOMINATION_MOVES,
    Eligibility,
    NominationState,
    Relation,
)
from cadair.nominations.validators import check_language, check_reference
from cadair.seasons.models import Category, Season
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser
from cadair.seasons.states import CategoryGroup


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
