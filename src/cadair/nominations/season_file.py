"""Entries and nominations in a season file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from cadair.foundation import clock
from cadair.foundation.bilingual import BilingualText, columns
from cadair.foundation.welsh.written import written_passage
from cadair.nominations.actions import (
    NewEntry,
    NominatedPerson,
    fill_entry,
    index_entries,
    nominees_from_file,
)
from cadair.nominations.models import (
    Entry,
    EntryOrganisation,
    EntryPerson,
    Nomination,
    TranslationRules,
)
from cadair.nominations.queries import counted_nominations, named_by_panel, standing_entries
from cadair.nominations.redacting import panel_columns
from cadair.nominations.states import EntryKind, OrganisationRole
from cadair.seasons.models import Season
from cadair.seasons.questions import Asked, questions_of
from cadair.seasons.season_file import Loading, SeasonFilePart
from cadair.seasons.season_frame import bilingual, file_text
from cadair.seasons.season_notices import BY_FILE
from seasonfile import (
    EligibilityPart,
    EntryOrganisationPart,
    EntryPart,
    EntryPersonPart,
    Given,
    NominationPart,
    NominatorPart,
    OwnText,
    Text,
    TranslatingPart,
    instant,
    wall_time,
)

JUDGED: Final = ("judging", "deciding", "sealed", "released")
"""In these states of a season somebody has read what the panel reads."""

_NOT_YET_JUDGED: Final = ("draft", "open", "checking")


class NominationsPart(SeasonFilePart):
    """Reads and writes `entries`, `nominations` and `translating`."""

    def load(self, loading: Loading) -> None:
        """Write the entries, then the nominations behind them."""
        entries = {part.reference: _write_entry(loading, part) for part in loading.document.entries}
        questions = questions_of(loading.season)
        is_judged = loading.document.state in JUDGED
        Nomination.objects.bulk_create(
            Nomination(
                season=loading.season,
                entry=entries[part.entry],
                reference=part.reference,
                language=part.language,
                relation=part.relation,
                nominator_name=part.nominator.name,
                nominator_email=part.nominator.email,
                nominator_organisation=part.nominator.organisation or "",
                submitted_at=instant(part.submitted_at),
                state=part.state,
                source=part.source,
                **_texts(part, questions),
                is_read=is_judged,
            )
            for part in loading.document.nominations
        )
        _start_clocks(loading)
        _write_translating(loading.season, loading.document.translating)
        index_entries(ids=[entry.pk for entry in entries.values()])

    def export(self, season: Season) -> Mapping[str, Any]:
        """The season's entries and nominations, by reference; answers in the order of the form.

        What is a rehearsal is left out. A nomination of a grouped entry stands behind the entry
        with which it counts. What was redacted is in no file (PRI-06).
        """
        asked = [question.key for question in questions_of(season)]
        entries = (standing_entries(season) | named_by_panel(season)).prefetch_related(
            "places__category", "bodies__organisation", "people"
        )
        nominations = counted_nominations(season).select_related("entry__grouped_into")
        return {
            "entries": tuple(_export_entry(entry) for entry in entries),
            "translating": _export_translating(season),
            "nominations": tuple(_export_nomination(each, asked) for each in nominations),
        }

    def organisations(self, _season: Season) -> set[str]:
        """The organisations behind the entries."""
        entries = standing_entries(_season) | named_by_panel(_season)
        named = EntryOrganisation.objects.filter(entry__in=entries)
        return set(named.values_list("organisation__key", flat=True))


def _write_translating(season: Season, part: TranslatingPart) -> None:
    """Texts wait for their translation unless the file says that they do not, and why."""
    if part.required:
        return
    reason = written_passage(_("Reason"), part.reason or "", is_required=True)
    TranslationRules.objects.create(
        season=season,
        is_required=False,
        reason=reason,
        said_at=clock.now(),
        said_by_ref=BY_FILE,
    )


def _export_translating(season: Season) -> TranslatingPart:
    said = TranslationRules.objects.filter(season=season, is_required=False).first()
    return TranslatingPart(required=False, reason=said.reason) if said else TranslatingPart()


def _texts(part: NominationPart, questions: Sequence[Asked]) -> dict[str, Any]:
    answers = {key: _stored(answer) for key, answer in part.answers}
    shown = panel_columns(questions, part.summary, answers)
    return {"summary": part.summary, "answers": answers, **shown}


def _stored(answer: Given) -> Any:
    """An answer of the file as it is stored: a text, texts, or rows of named texts."""
    if isinstance(answer, str):
        return answer
    return [each if isinstance(each, str) else dict(each) for each in answer]


def _of_file(answer: Any) -> Given:
    """The reverse; what is empty is left out."""
    if isinstance(answer, str):
        return answer
    given: Any = tuple(
        tuple(sorted((name, str(text)) for name, text in each.items() if text))
        if isinstance(each, Mapping)
        else str(each)
        for each in answer
        if each
    )
    answered: Given = given
    return answered


def _start_clocks(loading: Loading) -> None:
    """Whoever is named must be told, unless the season has gone to its judges already."""
    if loading.document.state not in _NOT_YET_JUDGED:
        return
    named: set[int] = set()
    nominations = loading.season.nominations.select_related("entry").order_by("submitted_at", "pk")
    for nomination in nominations.prefetch_related("entry__people"):
        # A file says who is in an entry, not which form named them: the first one did.
        if nomination.entry_id not in named:
            nominees_from_file(nomination, nomination.entry.people.all())
            named.add(nomination.entry_id)


def title_columns(title: Text | OwnText) -> dict[str, str]:
    """A title of the file as the columns `title_cy`, `title_en`, `title_language`."""
    if isinstance(title, OwnText):
        written = BilingualText(**{title.language: title.text})
        return {**columns("title", written), "title_language": title.language}
    return {**columns("title", bilingual(title)), "title_language": ""}


def _write_entry(loading: Loading, part: EntryPart) -> Entry:
    entry = Entry.objects.create(
        season=loading.season,
        reference=part.reference,
        **title_columns(part.title),
        kind=part.kind or "",
        **columns("place", bilingual(part.place)),
        eligibility=part.eligibility.state,
        ineligible_reason=part.eligibility.reason or "",
    )
    fill_entry(
        entry,
        NewEntry(
            title=BilingualText(),
            title_language="",
            kind=EntryKind(part.kind) if part.kind else EntryKind.PROJECT,
            categories=[loading.categories[key] for key in part.categories],
            organisations=[
                (loading.organisations[body.organisation], OrganisationRole(body.role))
                for body in part.organisations
            ],
            people=[
                NominatedPerson(
                    name=person.name or "",
                    description=bilingual(person.description),
                    is_name_public=person.public,
                )
                for person in part.people
            ],
        ),
    )
    return entry


def _export_title(entry: Entry) -> Text | OwnText:
    language: Any = entry.title_language
    if language:
        return OwnText(text=entry.title, language=language)
    return Text(cy=entry.title_cy, en=entry.title_en)


def _export_entry(entry: Entry) -> EntryPart:
    kind: Any = entry.kind or None
    state: Any = entry.eligibility
    reason: Any = entry.ineligible_reason or None
    return EntryPart(
        reference=entry.reference,
        title=_export_title(entry),
        kind=kind,
        categories=tuple(place.category.key for place in entry.places.all()),
        organisations=tuple(_export_body(body) for body in entry.bodies.all()),
        people=tuple(_export_person(person) for person in entry.people.all()),
        place=file_text(entry.place),
        eligibility=EligibilityPart(state=state, reason=reason),
    )


def _export_body(body: EntryOrganisation) -> EntryOrganisationPart:
    role: Any = body.role
    return EntryOrganisationPart(organisation=body.organisation.key, role=role)


def _export_person(person: EntryPerson) -> EntryPersonPart:
    return EntryPersonPart(
        name=person.name or None,
        description=file_text(person.description),
        public=person.is_name_public and not person.is_first_name_only,
    )


def _export_nomination(nomination: Nomination, asked: list[str]) -> NominationPart:
    language: Any = nomination.language
    relation: Any = nomination.relation
    state: Any = nomination.state
    source: Any = nomination.source
    answers = {**nomination.answers, **nomination.panel_answers}
    return NominationPart(
        reference=nomination.reference,
        entry=(nomination.entry.grouped_into or nomination.entry).reference,
        language=language,
        relation=relation,
        nominator=NominatorPart(
            name=nomination.nominator_name,
            email=nomination.nominator_email,
            organisation=nomination.nominator_organisation or None,
        ),
        submitted_at=wall_time(nomination.submitted_at),
        state=state,
        source=source,
        summary=nomination.panel_summary,
        answers=tuple((key, _of_file(answers[key])) for key in asked if answers.get(key)),
    )
