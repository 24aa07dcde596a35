"""Everything that was sent in for an entry, as an organiser reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from cadair.audit.queries import entries_of
from cadair.foundation.bilingual import Language, active_language
from cadair.nominations.models import (
    ContactNote,
    Entry,
    EntryPerson,
    Flag,
    Nomination,
    ProposedExclusion,
)
from cadair.nominations.queries import (
    languages_written_in,
    nominations_behind,
    redacted_answers,
)
from cadair.nominations.states import Eligibility, IneligibleReason, NominationState
from cadair.seasons.models import Season
from cadair.seasons.questions import Asked, questions_of
from cadair.seasons.states import SeasonState
from cadair.web.staff.life.record import Line, lines_of, names_of
from cadair.web.staff.nominations.hints import similar_entries
from cadair.web.staff.nominations.rows import TAGS, named, title_of

CHECKED_IN = (SeasonState.OPEN, SeasonState.CHECKING)
PAST = 20
"""So many steps stand on the page of an entry; the record has all."""
REHEARSED_IN = (SeasonState.DRAFT, *CHECKED_IN, SeasonState.JUDGING)


@dataclass(frozen=True, slots=True)
class Form:
    """A nomination with its texts in the order of what was asked."""

    nomination: Nomination
    answers: tuple[tuple[str, str], ...]
    is_withdrawn: bool
    flags: tuple[Flag, ...] = ()
    contacts: tuple[tuple[ContactNote, str], ...] = ()


def can_be_checked(entry: Entry, season: Season) -> bool:
    """Whether the season stands where eligibility, category and grouping can change."""
    return season.state in (REHEARSED_IN if entry.is_test else CHECKED_IN)


def sheet_of(season: Season, entry: Entry, first: Nomination | None = None) -> dict[str, Any]:
    """What the page of an entry shows; `first` is the nomination that was asked for."""
    sent = list(_all_behind(entry))
    sent.sort(key=lambda each: each != first)
    questions = questions_of(season)
    title, language = title_of(entry)
    standing = [each for each in sent if each.state == NominationState.SUBMITTED]
    open_to = can_be_checked(entry, season)
    state = Eligibility(entry.eligibility)
    is_alone = entry.grouped_into_id is None
    similar = similar_entries(entry)
    return {
        "entry": entry,
        "title": title,
        "title_language": language,
        "state": str(state.label),
        "tag": TAGS[state],
        "reason": IneligibleReason(entry.ineligible_reason).label
        if entry.ineligible_reason
        else "",
        "places": [each.category for each in entry.places.select_related("category")],
        "people": [_named(each) for each in entry.people.all()],
        "bodies": list(entry.bodies.select_related("organisation")),
        "grouped": [named(each) for each in entry.grouped.all()],
        "forms": [_with_notes(each) for each in (_form(each, questions) for each in sent)],
        "proposed": ProposedExclusion.objects.filter(entry=entry).first(),
        "past": past_of(season, entry, sent),
        "similar": [named(each) for each in similar] if is_alone and open_to else [],
        "is_open": open_to and is_alone and state != Eligibility.WITHDRAWN,
        "can_ungroup": open_to and not is_alone,
        "can_withdraw": open_to,
        "can_accept": state in (Eligibility.UNCHECKED, Eligibility.INELIGIBLE),
        "can_refuse": state in (Eligibility.UNCHECKED, Eligibility.ELIGIBLE),
        "standing": len(standing),
    }


def _with_notes(form: Form) -> Form:
    """The form with the flags that are up and the log of contacts, with who wrote it."""
    notes = list(form.nomination.contacts.all())
    names = names_of(note.written_by_ref for note in notes)
    return replace(
        form,
        flags=tuple(form.nomination.flags.filter(cleared_at=None)),
        contacts=tuple((note, names[note.written_by_ref]) for note in notes),
    )


def past_of(season: Season, entry: Entry, sent: Sequence[Nomination]) -> list[Line]:
    """The last steps of an entry and of what was sent in for it, newest first."""
    refs = [entry.ref, *(each.ref for each in sent)]
    found = entries_of(season.public_id).filter(subject_ref__in=refs).order_by("-sequence")
    return lines_of(found[:PAST], season)


def _all_behind(entry: Entry) -> list[Nomination]:
    """Withdrawn ones too; those of grouped entries stand behind the one that counts."""
    entries = [entry, *entry.grouped.all()]
    found = Nomination.objects.filter(entry__in=entries).select_related("entry")
    return list(found.order_by("submitted_at", "pk"))


def _form(nomination: Nomination, questions: Sequence[Asked]) -> Form:
    """What was redacted is not here either: the original opens on a page of its own (PRI-06)."""
    is_withdrawn = nomination.state == NominationState.WITHDRAWN
    return Form(nomination, tuple(redacted_answers(nomination, questions)), is_withdrawn)


def _named(person: EntryPerson) -> tuple[str, bool]:
    name = person.name or person.description.in_language(active_language())
    return name, person.is_name_public


def told_about(entry: Entry) -> dict[str, Any]:
    """Who is written to when something is done to the entry, and in which languages."""
    behind = list(nominations_behind(entry))
    languages: list[Language] = languages_written_in(behind)
    return {"told": behind, "languages": languages}
