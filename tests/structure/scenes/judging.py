"""Scenes: the panel and its marks."""

from __future__ import annotations

from cadair.judging.actions import (
    end_device_copies,
    practise,
    remind_judges,
    set_certainty_words,
    take_along,
    take_pack,
)
from cadair.nominations.models import Entry, EntryCategory
from cadair.nominations.states import EntryKind
from cadair.seasons.states import SeasonState
from tests.cast import CHECKING_AT, MEETING_AT, NOMINATING_AT, Cast
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


def _take_along(cast: Cast) -> object:
    return take_along(judge=cast.judges["ann"], account=cast.accounts["ann"], by=cast.actor("ann"))


def _take_pack(cast: Cast) -> object:
    return take_pack(judge=cast.judges["ann"], entries=3, is_large=True, by=cast.actor("ann"))


def _end_device_copies(cast: Cast) -> object:
    return end_device_copies(judge=cast.judges["ann"], by=cast.actor("ann"))


def _certainty_words(cast: Cast) -> object:
    return set_certainty_words(
        season=cast.season,
        clear=90,
        ahead=60,
        contenders=95,
        open_from=40,
        open_to=60,
        by=cast.organiser,
    )


SCENES: dict[str, Scene] = {
    "cadair.judging.actions.set_certainty_words": Scene(
        SeasonState.DECIDING, MEETING_AT, _certainty_words
    ),
    "cadair.judging.actions.practise": Scene(
        SeasonState.OPEN, NOMINATING_AT, _practise, a_test_entry
    ),
    "cadair.judging.actions.remind_judges": Scene(
        SeasonState.JUDGING,
        CHECKING_AT,
        lambda cast: remind_judges(season=cast.season, by=cast.organiser),
    ),
    "cadair.judging.actions.take_along": Scene(SeasonState.JUDGING, CHECKING_AT, _take_along),
    "cadair.judging.actions.take_pack": Scene(SeasonState.JUDGING, CHECKING_AT, _take_pack),
    "cadair.judging.actions.end_device_copies": Scene(
        SeasonState.JUDGING, CHECKING_AT, _end_device_copies
    ),
}
