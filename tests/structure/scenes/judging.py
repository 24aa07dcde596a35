"""Scenes: the panel and its marks."""

from __future__ import annotations

from cadair.judging.actions import practise
from cadair.nominations.models import Entry, EntryCategory
from cadair.nominations.states import EntryKind
from cadair.seasons.states import SeasonState
from tests.cast import NOMINATING_AT, Cast
from tests.structure.scenes.scene import Scene


def a_test_entry(cast: Cast, category: str = "asb") -> Entry:
    """An entry of a rehearsal."""
    entry = Entry.objects.create(
        season=cast.season,
        reference="TEST-1",
        title_en="A rehearsal",
        title_language="en",
        kind=EntryKind.PROJECT,
        is_test=True,
    )
    EntryCategory.objects.create(entry=entry, category=cast.category(category))
    return entry


def _practise(cast: Cast) -> object:
    return practise(
        judge=cast.judges["ann"],
        entry=cast.season.entries.get(is_test=True),
        category=cast.category("asb"),
        marks={"prevention": 7},
        by=cast.actor("ann"),
    )


SCENES: dict[str, Scene] = {
    "cadair.judging.actions.practise": Scene(
        SeasonState.OPEN, NOMINATING_AT, _practise, a_test_entry
    ),
}
