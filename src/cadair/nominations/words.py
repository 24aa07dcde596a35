"""What an entry can be found by: the texts of the index, and the question that asks it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from django.db.models import F, Q, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from cadair.foundation.bilingual import LANGUAGES, Language
from cadair.foundation.welsh.searching import asked_forms, search_fold
from cadair.foundation.welsh.sorting import sort_key
from cadair.nominations.models import (
    Entry,
    EntryOrganisation,
    EntryPerson,
    EntryWords,
    Nomination,
)
from cadair.nominations.trigrams import SHORTEST, entries_with

AT_ONCE: Final = 500
"""So many entries are read in one piece."""
_ENTRY: Final = (
    "pk",
    "season_id",
    "reference",
    "title_cy",
    "title_en",
    "title_language",
    "place_cy",
    "place_en",
)


def words_of(ids: Sequence[int]) -> Iterator[EntryWords]:
    """The index rows of these entries as they should stand; not saved."""
    more = _besides(ids)
    rows = Entry.objects.filter(pk__in=ids).order_by("pk").values_list(*_ENTRY)
    for pk, season, reference, cy, en, spoken, place_cy, place_en in rows:
        place = search_fold(f"{place_cy} {place_en}")
        own = search_fold(" ".join((cy, en, reference)))
        yield EntryWords(
            entry_id=pk,
            season_id=season,
            text=" ".join(part for part in (own, place, *more.get(pk, ())) if part),
            place=place,
            **{f"sort_{each}": sort_key(_title(cy, en, spoken, each), each) for each in LANGUAGES},
        )


def found_by(asked: str) -> Q:
    """Lets through the nominations whose entry is found by every word of `asked`."""
    words = list(asked_forms(asked))
    long = [forms for forms in words if min(map(len, forms)) >= SHORTEST]
    entries = entries_with(long) if long else None
    if entries is None:
        return _with_forms(words, "entry__words__text")
    short = [forms for forms in words if forms not in long]
    return Q(entry__in=entries) & _with_forms(short, "entry__words__text")


def placed_in(asked: str) -> Q:
    """Lets through the nominations whose place holds every word of `asked`."""
    return _with_forms(asked_forms(asked), "entry__words__place")


def _with_forms(words: Iterable[Iterable[str]], text: str) -> Q:
    """One by one: each word in one of its forms in the column `text`."""
    found = Q()
    for forms in words:
        one = Q()
        for form in forms:
            one |= Q(GreaterThan(StrIndex(F(text), Value(form)), 0))
        found &= one
    return found


def _title(cy: str, en: str, spoken: str, reader: Language) -> str:
    """As its author wrote it; where it stands in both languages, as the reader reads it."""
    return cy if ((spoken or reader) == "cy" and cy) or not en else en


def _besides(ids: Sequence[int]) -> Mapping[int, list[str]]:
    """For each entry what else it is found by: its nominations, bodies and people, folded."""
    found: dict[int, list[str]] = {}
    for entry, *texts in (*_nominations(ids), *_bodies(ids), *_people(ids)):
        found.setdefault(entry, []).append(search_fold(" ".join(texts)))
    return found


def _nominations(ids: Sequence[int]) -> list[tuple[Any, ...]]:
    sent = Nomination.objects.filter(entry__in=ids).order_by("pk")
    return list(
        sent.values_list(
            "entry_id", "reference", "nominator_name", "nominator_email", "nominator_organisation"
        )
    )


def _bodies(ids: Sequence[int]) -> list[tuple[Any, ...]]:
    parts = EntryOrganisation.objects.filter(entry__in=ids).order_by("position", "pk")
    named = list(parts.values_list("entry_id", "organisation__name_cy", "organisation__name_en"))
    also = parts.exclude(organisation__aliases=None)
    return [*named, *also.values_list("entry_id", "organisation__aliases__name")]


def _people(ids: Sequence[int]) -> list[tuple[Any, ...]]:
    people = EntryPerson.objects.filter(entry__in=ids).order_by("position", "pk")
    return list(people.values_list("entry_id", "name", "description_cy", "description_en"))
