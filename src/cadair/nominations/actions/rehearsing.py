"""A rehearsal: nominations that are tried, never counted, and wiped in one action."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from typing import Final

from django.db import transaction
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText, Language, columns
from cadair.foundation.refusals import Refusal
from cadair.nominations.actions.forms_sent import NewEntry, NominatedPerson, Nominator
from cadair.nominations.actions.indexing import index_entries
from cadair.nominations.actions.submitting import fill_entry
from cadair.nominations.models import Entry, EntryOrganisation, Nomination
from cadair.nominations.queries import Rehearsal, rehearsal_of
from cadair.nominations.redacting import panel_columns
from cadair.nominations.rules import require_taking
from cadair.nominations.states import EntryKind, Relation
from cadair.people.models import Organisation
from cadair.people.queries import is_named_by_a_season
from cadair.seasons.models import Category, Season
from cadair.seasons.queries import locked
from cadair.seasons.questions import questions_of
from cadair.seasons.rules import require_organiser
from cadair.seasons.states import CategoryGroup

_TRIED: Final[tuple[tuple[Language, EntryKind, Promise], ...]] = (
    ("cy", EntryKind.PROJECT, _("Rehearsal: a project that keeps a street safe")),
    ("en", EntryKind.TEAM, _("Rehearsal: a team that listens")),
    ("en", EntryKind.PERSON, _("Rehearsal: a volunteer who came every week")),
)
"""Language, kind and title of the nominations that are made."""

MANY: Final = 300
"""More test entries than this help nobody."""


@transaction.atomic
def make_test_nominations(*, season: Season, nominator: Nominator, by: Actor) -> list[Nomination]:
    """Make three nominations to practise on: marked, in both languages, numbered apart.

    `nominator` is whom letters about them go to: the organiser who rehearses.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the panel decides already.
        Refusal: the season has no category yet, or there are hundreds of test entries.
    """
    season = locked(season)
    require_taking(season, by, is_test=True)
    sender = nominator.as_stored()
    categories = list(season.categories.exclude(group=CategoryGroup.OVERALL))
    if not categories:
        raise Refusal("no-category-yet", _("Set up a category first: a nomination stands in one."))
    if season.entries.filter(is_test=True).count() >= MANY:
        raise Refusal("rehearsal-full", _("There are hundreds of test nominations. Wipe them."))
    made = [_made(season, sender, categories, number) for number in range(len(_TRIED))]
    index_entries(ids=[nomination.entry_id for nomination in made])
    record(
        actor=by,
        action="make_test_nominations",
        subject=season.ref,
        season=season.public_id,
        facts={"nominations": len(made)},
    )
    return made


def _made(season: Season, sender: Nominator, categories: list[Category], number: int) -> Nomination:
    language, kind, title = _TRIED[number]
    with translation.override(language):
        words = str(title)
        text = str(_("This is a rehearsal. Write here what you would say of a real nomination."))
        person = str(_("Somebody who does not exist"))
    entry = Entry.objects.create(
        season=season,
        reference=_next_of(season.entries.values_list("reference", flat=True), season.year),
        **columns("title", BilingualText.from_dict({language: words})),
        title_language=language,
        kind=kind,
        is_test=True,
    )
    fill_entry(entry, _behind(words, language, kind, categories, number, person))
    answers = dict.fromkeys(season.criteria.values_list("key", flat=True), text)
    return Nomination.objects.create(
        season=season,
        entry=entry,
        reference=_next_of(season.nominations.values_list("reference", flat=True)),
        language=language,
        relation=Relation.THIRD_PARTY,
        nominator_name=sender.name,
        nominator_email=sender.email,
        nominator_organisation=sender.organisation,
        submitted_at=clock.now(),
        summary=text,
        answers=answers,
        **panel_columns(questions_of(season), text, answers),
    )


def _behind(
    words: str,
    language: Language,
    kind: EntryKind,
    categories: list[Category],
    number: int,
    person: str,
) -> NewEntry:
    return NewEntry(
        title=BilingualText.from_dict({language: words}),
        title_language=language,
        kind=kind,
        categories=[categories[number % len(categories)]],
        people=[NominatedPerson(name=person)] if kind == EntryKind.PERSON else [],
    )


def _next_of(taken: Iterable[str], year: int | None = None) -> str:
    """The next free number of a rehearsal: `T-2026-001` of an entry, `T-0001` of a nomination."""
    there = set(taken)
    numbered = "T-{:04d}" if year is None else f"T-{year}-{{:03d}}"
    return next(each for n in count(1) if (each := numbered.format(n)) not in there)


@transaction.atomic
def wipe_rehearsal(*, season: Season, by: Actor) -> Rehearsal:
    """Take away every test entry with its nominations and marks, and every test form.

    Wiping twice changes nothing. Letters that were sent stay sent.

    Raises:
        NotAllowed: `by` is no organiser.
    """
    season = locked(season)
    require_organiser(by, season)
    wiped = rehearsal_of(season)
    tests = season.entries.filter(is_test=True)
    tests.update(grouped_into=None)
    season.drafts.filter(is_test=True).delete()
    typed = EntryOrganisation.objects.filter(
        entry__season=season, entry__is_test=True, organisation__is_checked=False
    )
    bodies = list(typed.values_list("organisation", flat=True))
    # Nominations, declarations and scorecards of practice go with their entries.
    tests.delete()
    forget_bodies(bodies)
    record(
        actor=by,
        action="wipe_rehearsal",
        subject=season.ref,
        season=season.public_id,
        facts={
            "entries": wiped.entries,
            "nominations": wiped.nominations,
            "drafts": wiped.drafts,
        },
    )
    return wiped


def forget_bodies(bodies: list[int]) -> None:
    """Take away organisations that only a rehearsal named."""
    for body in Organisation.objects.filter(pk__in=bodies):
        if not is_named_by_a_season(body) and not body.programmes.exists():
            Organisation.objects.filter(pk=body.pk).delete()
