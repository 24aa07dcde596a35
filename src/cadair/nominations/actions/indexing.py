"""Keeping up what entries are found by; part of every action that writes a title or a name."""

from __future__ import annotations

from collections.abc import Iterable

from cadair.nominations.models import Entry, EntryWords
from cadair.nominations.words import AT_ONCE, words_of
from cadair.people.models import Organisation
from cadair.seasons.models import Season


def index_entries(*, ids: Iterable[int]) -> int:
    """Make the index rows of these entries anew; returns how many there are."""
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), AT_ONCE):
        EntryWords.objects.bulk_create(
            words_of(wanted[start : start + AT_ONCE]),
            update_conflicts=True,
            unique_fields=["entry"],
            update_fields=["season", "text", "place", "sort_cy", "sort_en"],
        )
    return len(wanted)


def index_organisation(*, organisation: Organisation) -> int:
    """The same for every entry behind which this body stands, in any season."""
    return index_entries(ids=organisation.entry_parts.values_list("entry_id", flat=True))


def index_season(*, season: Season) -> int:
    """The same for every entry of a season."""
    return index_entries(ids=Entry.objects.filter(season=season).values_list("pk", flat=True))
