"""The demo season as a season file, and in a database."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

import seasonfile
from cadair.demo.generator import make_season
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.seasons.season_file import export_season, load_season
from seasonfile.document.season import State
from tests.cadair.demo.seasons import TODAY

NOON = datetime.combine(TODAY, time(12), UTC)


@pytest.mark.static
@pytest.mark.parametrize("state", ["draft", "judging", "released"])
def test_the_season_file_has_no_problems(state: State) -> None:
    content = seasonfile.write(make_season(today=TODAY, state=state))

    assert [problem.render("en") for problem in seasonfile.check(content, name=state)] == []


@pytest.mark.static
@pytest.mark.parametrize("state", ["released"])
def test_what_is_written_is_read_back(state: State) -> None:
    document = make_season(today=TODAY, state=state)

    assert seasonfile.read(seasonfile.write(document)) == seasonfile.arranged(document)


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["draft", "open", "judging", "released"])
def test_a_loaded_season_is_exported_byte_for_byte(state: State) -> None:
    document = make_season(today=TODAY, state=state)
    with clock.at(NOON):
        season = load_season(document=document, by=Actor.operator())

    assert season.state == state
    assert seasonfile.write(export_season(season)) == seasonfile.write(document)


@pytest.mark.django_db
def test_loading_the_same_season_again_changes_nothing() -> None:
    document = make_season(today=TODAY, state="open")
    with clock.at(NOON):
        first = load_season(document=document, by=Actor.operator())
    with clock.at(NOON + timedelta(hours=1)):
        again = load_season(document=document, by=Actor.operator())

    assert again.pk == first.pk
