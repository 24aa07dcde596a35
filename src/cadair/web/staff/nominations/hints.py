"""Simple hints that need a person: what looks alike is shown, and nothing is done about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.db.models import Q

from cadair.foundation.welsh.searching import search_fold
from cadair.nominations.models import Entry
from cadair.nominations.states import Eligibility
from cadair.people.models import Organisation
from cadair.seasons.models import Season

MOST: Final = 6
SMALL_WORDS: Final = frozenset(
    ("the", "of", "and", "for", "in", "a", "an", "y", "yr", "o", "ac", "i", "ar", "ltd", "limited")
)
"""Words that make no two bodies alike."""


def similar_entries(entry: Entry) -> list[Entry]:
    """Other entries of the season with the same organisation in the same category."""
    bodies = list(entry.bodies.values_list("organisation_id", flat=True))
    categories = list(entry.places.values_list("category_id", flat=True))
    if not bodies or not categories:
        return []
    others = entry.season.entries.filter(is_test=entry.is_test, grouped_into=None)
    others = others.exclude(pk=entry.pk).exclude(eligibility=Eligibility.WITHDRAWN)
    alike = others.filter(bodies__organisation__in=bodies, places__category__in=categories)
    return list(alike.distinct().order_by("reference")[:MOST])


def entry_called(season: Season, reference: str) -> Entry | None:
    """The entry with this reference, or behind which the nomination with this reference stands."""
    wanted = Q(reference__iexact=reference) | Q(nominations__reference__iexact=reference)
    found = season.entries.filter(wanted).distinct().first()
    return (found.grouped_into or found) if found else None


def likely_bodies(organisation: Organisation, search: str = "") -> Sequence[Organisation]:
    """Bodies of the register that share words with what was typed, the most alike first."""
    wanted = _words(search or f"{organisation.name_cy} {organisation.name_en}")
    scored = []
    for body in Organisation.objects.filter(is_checked=True).prefetch_related("aliases"):
        names = (body.name_cy, body.name_en, *(alias.name for alias in body.aliases.all()))
        score = max(_likeness(wanted, name) for name in names)
        if score:
            scored.append((-score, search_fold(body.name_en), body))
    return [body for _score, _name, body in sorted(scored, key=lambda row: row[:2])[:MOST]]


def _words(text: str) -> frozenset[str]:
    return frozenset(search_fold(text).replace("-", " ").split()) - SMALL_WORDS


def _likeness(wanted: frozenset[str], name: str) -> float:
    """Which share of all their words both have; words that begin alike count half."""
    words = _words(name)
    shared = wanted & words
    begun = {w for w in wanted - shared for n in words - shared if len(w) > 3 and n[:4] == w[:4]}
    return (len(shared) + len(begun) / 2) / max(len(wanted | words), 1)
