"""Every action, done once on the cast's season, appends one entry; a refused one appends none.

And after every action the search finds entries by their words as they are, not as they were.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from cadair.audit.models import AuditEntry
from cadair.foundation import clock
from cadair.foundation.refusals import NotAllowed
from cadair.nominations.actions import index_entries
from cadair.nominations.models import Entry, EntryWords
from cadair.nominations.words import words_of
from cadair.seasons.actions import open_season
from cadair.seasons.states import SeasonState
from tests.cast import NOMINATING_AT, a_season
from tests.structure.scenes import SCENES
from tests.structure.test_actions import NAMES

OneEntry = Callable[[str], AbstractContextManager[None]]
MADE_OF: dict[str, str] = {
    "cadair.nominations.actions.import_nominations": "submit_nomination",
}
"""Actions done by way of another one, each time with its entry; their own follows last."""


MADE_ANEW_LATER: frozenset[str] = frozenset({"cadair.retention.actions.forget_due"})
"""What takes rows of the search index away at once and leaves new ones to the worker."""


def test_every_action_has_a_scene() -> None:
    assert set(NAMES) == set(SCENES)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(set(SCENES) - set(MADE_OF)))
def test_an_action_appends_exactly_one_entry(name: str, one_entry: OneEntry) -> None:
    scene = SCENES[name]
    cast = a_season(scene.state)
    with clock.at(scene.at):
        scene.before(cast)
        _index_everything()
        with one_entry(name.rsplit(".", 1)[1]):
            scene.act(cast)
    assert _out_of_step(name) == [], "what an entry is found by is not what it is called"


def _index_everything() -> None:
    """Scenes are set without actions; from here on only the action keeps the index."""
    index_entries(ids=Entry.objects.values_list("pk", flat=True))


def _out_of_step(name: str) -> list[str]:
    """The entries whose row of the search index is missing, or made from other words than now."""
    kept = {each.entry_id: _row(each) for each in EntryWords.objects.all()}
    there = list(words_of(list(Entry.objects.values_list("pk", flat=True))))
    if name in MADE_ANEW_LATER:
        there = [each for each in there if each.entry_id in kept]
    return [each.text for each in there if kept.get(each.entry_id) != _row(each)]


def _row(words: EntryWords) -> tuple[object, ...]:
    return words.text, words.place, bytes(words.sort_cy), bytes(words.sort_en)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(MADE_OF))
def test_an_action_made_of_others_appends_theirs_and_one_of_its_own(name: str) -> None:
    scene = SCENES[name]
    cast = a_season(scene.state)
    with clock.at(scene.at):
        scene.before(cast)
        before = set(AuditEntry.objects.values_list("pk", flat=True))
        scene.act(cast)
    new = AuditEntry.objects.exclude(pk__in=before).order_by("pk")
    *others, own = new.values_list("action", flat=True)
    assert own == name.rsplit(".", 1)[1]
    assert set(others) == {MADE_OF[name]}


@pytest.mark.django_db
def test_a_refused_action_appends_none_and_changes_nothing() -> None:
    cast = a_season()
    before = AuditEntry.objects.count()
    with clock.at(NOMINATING_AT), pytest.raises(NotAllowed):
        open_season(season=cast.season, by=cast.actor("eirian"))
    cast.season.refresh_from_db()
    assert cast.season.state == SeasonState.DRAFT
    assert AuditEntry.objects.count() == before
