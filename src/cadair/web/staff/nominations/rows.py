"""The lines of the list: what is shown of each nomination."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from cadair.foundation.bilingual import Language, active_language
from cadair.nominations.models import Entry, EntryCategory, EntryOrganisation, Nomination
from cadair.nominations.states import Eligibility, NominationState
from cadair.seasons.models import Season

TAGS: Mapping[str, str] = {
    Eligibility.UNCHECKED: "tag--gold",
    Eligibility.ELIGIBLE: "tag--laurel",
    Eligibility.INELIGIBLE: "tag--wrong",
    Eligibility.WITHDRAWN: "",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A nomination in the list."""

    public_id: str
    reference: str
    entry_reference: str
    title: str
    title_language: Language
    language: str
    submitted_at: datetime
    categories: tuple[str, ...]
    organisations: tuple[str, ...]
    state: str
    tag: str
    together_with: str
    is_test: bool


@dataclass(frozen=True, slots=True)
class Named:
    """An entry by its reference and its title in the language of the title."""

    reference: str
    title: str
    language: Language


def named(entry: Entry) -> Named:
    """How an entry is named in a list."""
    return Named(entry.reference, *title_of(entry))


def title_of(entry: Entry) -> tuple[str, Language]:
    """A title as its author wrote it, or in the reader’s language where it stands in both."""
    wanted = entry.title_language or active_language()
    is_welsh = (wanted == "cy" and bool(entry.title_cy)) or not entry.title_en
    return (entry.title_cy, "cy") if is_welsh else (entry.title_en, "en")


def state_of(nomination: Nomination) -> tuple[str, str]:
    """How a nomination stands, in words, and the colour of it."""
    entry = nomination.entry.grouped_into or nomination.entry
    is_back = nomination.state == NominationState.WITHDRAWN
    state = Eligibility.WITHDRAWN if is_back else Eligibility(entry.eligibility)
    return str(state.label), TAGS[state]


def lines_of(season: Season, ids: Sequence[int], names: Mapping[int, str]) -> list[Line]:
    """These nominations in this order; `names` are those of the categories, by id."""
    shown = ("state", "reference", "language", "submitted_at", "public_id")
    entry = ("reference", "title_cy", "title_en", "title_language", "eligibility", "is_test")
    with_it = ("reference", "eligibility")
    found = (
        season.nominations.filter(pk__in=ids)
        .select_related("entry__grouped_into")
        .only(
            *shown,
            *(f"entry__{name}" for name in entry),
            *(f"entry__grouped_into__{name}" for name in with_it),
        )
        .in_bulk()
    )
    entries = {nomination.entry_id for nomination in found.values()}
    categories = _categories(entries, names)
    bodies = _bodies(entries)
    return [
        _line(found[pk], categories.get(found[pk].entry_id, ()), bodies.get(found[pk].entry_id, ()))
        for pk in ids
        if pk in found
    ]


def _line(nomination: Nomination, categories: Iterable[str], bodies: Iterable[str]) -> Line:
    entry = nomination.entry
    title, language = title_of(entry)
    state, tag = state_of(nomination)
    return Line(
        public_id=nomination.public_id,
        reference=nomination.reference,
        entry_reference=entry.reference,
        title=title,
        title_language=language,
        language=nomination.language,
        submitted_at=nomination.submitted_at,
        categories=tuple(categories),
        organisations=tuple(bodies),
        state=state,
        tag=tag,
        together_with=entry.grouped_into.reference if entry.grouped_into else "",
        is_test=entry.is_test,
    )


def _categories(entries: Iterable[int], names: Mapping[int, str]) -> dict[int, list[str]]:
    places = EntryCategory.objects.filter(entry__in=entries).order_by("position")
    found: dict[int, list[str]] = {}
    for entry, category in places.values_list("entry_id", "category_id"):
        found.setdefault(entry, []).append(names.get(category, ""))
    return found


def _bodies(entries: Iterable[int]) -> dict[int, list[str]]:
    """The names of the bodies, with a word beside those that nobody has checked."""
    name = f"organisation__name_{active_language()}"
    parts = EntryOrganisation.objects.filter(entry__in=entries).order_by("position")
    unchecked = _("name not checked")
    found: dict[int, list[str]] = {}
    for entry, words, checked in parts.values_list("entry_id", name, "organisation__is_checked"):
        found.setdefault(entry, []).append(words if checked else f"{words} ({unchecked})")
    return found
