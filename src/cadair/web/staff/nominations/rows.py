"""The lines of the list: what is shown of each nomination."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypedDict

from django.utils.translation import gettext as _

from cadair.foundation.bilingual import Language, active_language
from cadair.nominations.models import (
    Entry,
    EntryCategory,
    EntryOrganisation,
    Flag,
    Nomination,
)
from cadair.nominations.states import Eligibility, FlagKind, NominationState

TAGS: Mapping[str, str] = {
    Eligibility.UNCHECKED: "tag--gold",
    Eligibility.ELIGIBLE: "tag--laurel",
    Eligibility.INELIGIBLE: "tag--wrong",
    Eligibility.WITHDRAWN: "",
}


class Line(TypedDict):
    """A nomination in the list; a dictionary, in which a template finds things twice as fast."""

    public_id: str
    reference: str
    entry_reference: str
    title: str
    title_language: Language
    language: str
    submitted_at: datetime
    categories: str
    organisations: str
    state: str
    tag: str
    together_with: str
    is_test: bool
    flags: str


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
    return title_in(entry.title_cy, entry.title_en, entry.title_language)


def title_in(cy: str, en: str, language: str) -> tuple[str, Language]:
    """A title of these columns, and the language it is in."""
    is_welsh = ((language or active_language()) == "cy" and bool(cy)) or not en
    return (cy, "cy") if is_welsh else (en, "en")


def state_of(nomination: Nomination) -> tuple[str, str]:
    """How a nomination stands, in words, and the colour of it."""
    entry = nomination.entry.grouped_into or nomination.entry
    return standing_words(nomination.state, entry.eligibility)


def standing_words(state: str, eligibility: str) -> tuple[str, str]:
    """How a nomination stands, in words, and the colour of it."""
    is_back = state == NominationState.WITHDRAWN
    stands = Eligibility.WITHDRAWN if is_back else Eligibility(eligibility)
    return str(stands.label), TAGS[stands]


COLUMNS: Final = (
    "pk",
    "entry_id",
    "public_id",
    "reference",
    "language",
    "submitted_at",
    "state",
    "entry__reference",
    "entry__title_cy",
    "entry__title_en",
    "entry__title_language",
    "entry__eligibility",
    "entry__is_test",
    "entry__grouped_into__reference",
    "entry__grouped_into__eligibility",
)


def lines_of(ids: Sequence[int], names: Mapping[int, str]) -> list[Line]:
    """These nominations in this order; `names` are those of the categories, by id."""
    sent = Nomination.objects.filter(pk__in=ids).order_by()
    found = {row[0]: row for row in sent.values_list(*COLUMNS)}
    entries = {row[1] for row in found.values()}
    categories = _categories(entries, names)
    bodies = _bodies(entries)
    flags = _flags(ids)
    return [
        _line(
            found[pk],
            categories.get(found[pk][1], ()),
            bodies.get(found[pk][1], ()),
            flags.get(pk, ()),
        )
        for pk in ids
        if pk in found
    ]


def _line(
    row: Sequence[Any], categories: Iterable[str], bodies: Iterable[str], flags: Iterable[str]
) -> Line:
    """`row` holds `COLUMNS`."""
    _pk, _entry, public_id, reference, language, submitted_at, state, *of_entry = row
    entry_reference, cy, en, spoken, eligibility, is_test, with_it, its_eligibility = of_entry
    title, title_language = title_in(cy, en, spoken)
    words, tag = standing_words(state, its_eligibility or eligibility)
    return Line(
        public_id=public_id,
        reference=reference,
        entry_reference=entry_reference,
        title=title,
        title_language=title_language,
        language=language,
        submitted_at=submitted_at,
        categories=" · ".join(categories),
        organisations=" · ".join(bodies),
        state=words,
        tag=tag,
        together_with=with_it or "",
        is_test=is_test,
        flags=" · ".join(flags),
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


def _flags(ids: Iterable[int]) -> dict[int, list[str]]:
    """The flags that are up, in words."""
    up = Flag.objects.filter(nomination__in=ids, cleared_at=None).order_by("raised_at", "pk")
    found: dict[int, list[str]] = {}
    for nomination, kind in up.values_list("nomination_id", "kind"):
        found.setdefault(nomination, []).append(str(FlagKind(kind).label))
    return found
