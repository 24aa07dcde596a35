"""Changing what was sent, until nominations close: opened again, sent again, or left as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotNow
from cadair.foundation.welsh.searching import search_fold
from cadair.foundation.welsh.written import written_passage
from cadair.nominations.actions.evidence import copy_evidence
from cadair.nominations.actions.filled_forms import YOU
from cadair.nominations.actions.flagging import raised
from cadair.nominations.actions.forms_sent import NewEntry, NominatedPerson, Nominator
from cadair.nominations.actions.indexing import index_entries
from cadair.nominations.actions.nominees import same_named, take_in_nominees
from cadair.nominations.actions.panel_copies import renew_panel_copy
from cadair.nominations.actions.sent_forms import pages_of_sent
from cadair.nominations.answers import checked_answers
from cadair.nominations.models import (
    Draft,
    Entry,
    EntryCategory,
    EntryOrganisation,
    EntryPerson,
    Nomination,
    NominationVersion,
    Nominee,
)
from cadair.nominations.rules import is_nominator, require_nominator, require_owner, require_taking
from cadair.nominations.states import Eligibility, FlagKind, NominationState, Relation
from cadair.nominations.validators import check_language
from cadair.people.models import Account
from cadair.seasons.models import Category
from cadair.seasons.queries import locked
from cadair.seasons.questions import questions_of


@transaction.atomic
def reopen_nomination(*, nomination: Nomination, account: Account | None, by: Actor) -> Draft:
    """Open a form that was sent, to change it; what was sent stands until the changes are sent.

    Opened twice it is the same form, with what was written meanwhile. `account` keeps the form of
    somebody who has signed in.

    Raises:
        NotAllowed: `by` is not its nominator.
        NotNow: nominations are closed, or it was withdrawn or found not eligible.
    """
    season = locked(nomination.season)
    nomination = Nomination.objects.select_related("entry").get(pk=nomination.pk)
    nomination.season = season
    draft = Draft.objects.select_for_update().filter(nomination=nomination).first()
    _require_changing(nomination, draft, by)
    if draft is None:
        draft = Draft(season=season, nomination=nomination, is_test=nomination.entry.is_test)
        draft.started_at = clock.now()
    if not draft.is_changing:
        draft.is_changing = True
        draft.started_at = draft.saved_at = clock.now()
        draft.language = nomination.language
        draft.answers = pages_of_sent(nomination)
        draft.finished_pages = list(draft.answers)
        draft.save()
        copy_evidence(nomination, draft)
    draft.account = draft.account or account
    draft.save()
    record(
        actor=by,
        action="reopen_nomination",
        subject=nomination.ref,
        season=season.public_id,
        facts={"draft": draft.ref},
    )
    return draft


def _require_changing(nomination: Nomination, draft: Draft | None, by: Actor) -> None:
    if draft is not None and not is_nominator(nomination, by):
        require_owner(draft, by)
    elif draft is None:
        require_nominator(nomination, by)
    begun_at = draft.started_at if draft is not None and draft.is_changing else None
    require_taking(nomination.season, by, is_test=nomination.entry.is_test, begun_at=begun_at)
    _require_standing(nomination)


def _require_standing(nomination: Nomination) -> None:
    if nomination.state != NominationState.SUBMITTED:
        raise NotNow("already-withdrawn", _("This nomination was withdrawn before."))
    if nomination.entry.eligibility in (Eligibility.INELIGIBLE, Eligibility.WITHDRAWN):
        raise NotNow(
            "not-standing",
            _("This nomination is not judged, so it cannot be changed. Ask the organisers."),
        )


@transaction.atomic
def drop_changes(*, draft: Draft, by: Actor) -> Draft:
    """Leave a nomination as it was sent; what was written since is gone.

    Raises:
        NotAllowed: the form is somebody else's.
        NotNow: nothing is being changed.
    """
    found = Draft.objects.select_for_update().filter(pk=draft.pk, is_changing=True).first()
    if found is None or found.nomination is None:
        raise NotNow("nothing-to-drop", _("Nothing is being changed: what you sent stands."))
    require_owner(found, by)
    found.is_changing = False
    found.answers = {}
    found.finished_pages = []
    found.save()
    found.evidence.all().delete()
    record(
        actor=by,
        action="drop_changes",
        subject=found.nomination.ref,
        season=found.season.public_id,
        facts={"draft": found.ref},
    )
    return found


@transaction.atomic
def change_nomination(
    *,
    nomination: Nomination,
    entry: NewEntry,
    nominator: Nominator,
    language: str,
    relation: Relation,
    summary: str,
    answers: Mapping[str, Any],
    by: Actor,
    begun_at: datetime | None = None,
) -> Nomination:
    """Send a nomination anew: the reference stays, what stood before is kept as a version.

    The entry changes with it while this nomination alone stands behind it, but for its categories
    where an organiser moved it. What was found eligible and says something else now is to be
    checked again, and a flag says why. The address to which we write stays as it was.

    Raises:
        NotNow: nominations are closed, or it was withdrawn or found not eligible.
        Refusal: a text is missing or too long, or a category cannot be entered.
    """
    season = locked(nomination.season)
    nomination = Nomination.objects.select_related("entry").get(pk=nomination.pk)
    nomination.season = season
    require_taking(season, by, is_test=nomination.entry.is_test, begun_at=begun_at)
    _require_standing(nomination)
    version = _kept_version(nomination)
    sender = nominator.as_stored()
    nomination.language = check_language(language)
    nomination.relation = relation
    nomination.nominator_name = sender.name
    nomination.nominator_organisation = sender.organisation
    nomination.summary = written_passage(_("Summary"), summary, is_required=True)
    nomination.answers = checked_answers(questions_of(season), answers)
    nomination.save()
    renew_panel_copy(nomination)
    if not nomination.entry.nominations.exclude(pk=nomination.pk).exists():
        _rewrite(nomination.entry, entry.as_stored())
    take_in_nominees(nomination, entry.people)
    is_unchecked = _check_again(nomination, version, by)
    index_entries(ids=[nomination.entry.pk])
    record(
        actor=by,
        action="change_nomination",
        subject=nomination.ref,
        season=season.public_id,
        facts={**_facts_of(version), "is_unchecked": is_unchecked},
    )
    return nomination


def _facts_of(replaced: NominationVersion) -> dict[str, int | str]:
    return {"version": replaced.number + 1, "was_sha256": sha256_of(replaced.content)}


def _check_again(nomination: Nomination, before: NominationVersion, by: Actor) -> bool:
    """What was found eligible is another thing now: it is checked again, and a flag says why.

    Who sent it and how they are written to decides nothing.
    """
    counts = nomination.entry.grouped_into or nomination.entry
    if counts.eligibility != Eligibility.ELIGIBLE:
        return False
    was, now = before.content["pages"], pages_of_sent(nomination)
    if {**was, YOU: None} == {**now, YOU: None}:
        return False
    raised(nomination=nomination, kind=FlagKind.LOOK_AGAIN, by=by)
    counts.eligibility = Eligibility.UNCHECKED
    counts.save(update_fields=["eligibility"])
    return True


def _kept_version(nomination: Nomination) -> NominationVersion:
    last = nomination.versions.last()
    return NominationVersion.objects.create(
        nomination=nomination,
        number=last.number + 1 if last else 1,
        sent_at=last.replaced_at if last else nomination.submitted_at,
        replaced_at=clock.now(),
        content={"language": nomination.language, "pages": pages_of_sent(nomination)},
    )


def _rewrite(entry: Entry, new: NewEntry) -> None:
    entry.title_cy, entry.title_en = new.title.cy, new.title.en
    entry.title_language = new.title_language
    entry.kind = new.kind
    entry.place = new.place
    entry.save()
    if not entry.is_moved:
        _place(entry, new.categories)
    withheld = set(entry.bodies.filter(is_withheld=True).values_list("organisation", flat=True))
    entry.bodies.all().delete()
    EntryOrganisation.objects.bulk_create(
        EntryOrganisation(
            entry=entry,
            organisation=body,
            role=role,
            position=position,
            is_withheld=body.pk in withheld,
        )
        for position, (body, role) in enumerate(new.organisations)
    )
    _name_people(entry, new.people)


def _place(entry: Entry, categories: Sequence[Category]) -> None:
    """Leave the places that stay as they are: an organiser may have ordered them."""
    entry.places.exclude(category__in=categories).delete()
    there = set(entry.places.values_list("category", flat=True))
    EntryCategory.objects.bulk_create(
        EntryCategory(entry=entry, category=category, position=position)
        for position, category in enumerate(categories)
        if category.pk not in there
    )


def _name_people(entry: Entry, people: Sequence[NominatedPerson]) -> None:
    """Whoever stays keeps their row, and with it what was told to them and what they answered."""
    there = list(entry.people.exclude(name=""))
    kept = []
    for position, person in enumerate(people):
        row = _row_named(there, person) or EntryPerson(entry=entry)
        row.position, row.name = position, person.name
        row.description = BilingualText() if person.name else person.description
        row.save()
        kept.append(row.pk)
    entry.people.exclude(pk__in=kept).delete()


def _row_named(there: list[EntryPerson], person: NominatedPerson) -> EntryPerson | None:
    """Whose row it is: of several with one name that of the nominee with the same address."""
    named = [each for each in there if search_fold(each.name) == search_fold(person.name)]
    if not person.name or not named:
        return None
    nominees = Nominee.objects.filter(person__in=named, is_gone=False).order_by("position")
    nominee = same_named(list(nominees), person)
    row = next((each for each in named if nominee and each.pk == nominee.person_id), named[0])
    there.remove(row)
    return row
