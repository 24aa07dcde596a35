"""Opening freezes the rules, and is refused while anything is missing in a language."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from cadair.audit.models import AuditEntry
from cadair.foundation import clock
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotAllowed, NotComplete, NotNow
from cadair.outcomes.actions import propose_season
from cadair.seasons.actions import close_nominations, open_season
from cadair.seasons.models import SeasonMoment
from cadair.seasons.queries import current_rules
from cadair.seasons.states import MOVES, SeasonState, check_move
from cadair.seasons.tasks import close_due
from tests.cadair import valley as cast
from tests.cadair.valley import actor
from tests.cast import CLOSES_AT, OPENS_AT, an_account

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _before_closing() -> Iterator[None]:
    with clock.at(OPENS_AT):
        yield


def test_opening_freezes_numbers_and_hashes_the_rules() -> None:
    small = cast.small_season()
    season = open_season(season=small.season, by=small.by_organiser)
    rules = current_rules(season)
    assert season.state == SeasonState.OPEN
    assert rules is not None
    assert rules.version == 1
    assert rules.sha256 == sha256_of(json.loads(rules.document))
    assert json.loads(rules.document)["award_kinds"][2]["rule"]["threshold"] == "50"


def test_opening_leaves_one_entry_with_the_hash_and_no_names() -> None:
    small = cast.small_season()
    open_season(season=small.season, by=small.by_organiser)
    entry = AuditEntry.objects.get(action="open_season")
    rules = current_rules(small.season)
    assert rules is not None
    assert json.loads(entry.facts)["rules_sha256"] == rules.sha256
    assert "Olwen" not in entry.facts + entry.actor_ref


def test_a_missing_welsh_text_keeps_the_season_closed_and_is_named() -> None:
    small = cast.small_season()
    small.season.texts.filter(key="ties").update(text_cy="")
    with translation.override("en"), pytest.raises(NotComplete) as refusal:
        open_season(season=small.season, by=small.by_organiser)
    assert "Text: If scores are equal. Missing language: Welsh." in str(refusal.value)
    small.season.refresh_from_db()
    assert small.season.state == SeasonState.DRAFT
    assert not AuditEntry.objects.filter(action="open_season").exists()


def test_the_refusal_is_in_welsh_for_a_welsh_reader() -> None:
    small = cast.small_season()
    small.season.texts.filter(key="ties").update(text_cy="")
    with translation.override("cy"), pytest.raises(NotComplete) as refusal:
        open_season(season=small.season, by=small.by_organiser)
    with translation.override("cy"):
        sentence = str(refusal.value)
    assert "Ni all y tymor agor eto" in sentence
    assert "Iaith ar goll: Cymraeg" in sentence


def test_everything_missing_is_listed_at_once() -> None:
    small = cast.small_season()
    small.season.texts.all().delete()
    small.season.moments.all().delete()
    small.season.criteria.all().delete()
    small.kinds["winner"].rule = None
    small.kinds["winner"].save()
    with pytest.raises(NotComplete) as refusal:
        open_season(season=small.season, by=small.by_organiser)
    assert len(refusal.value.problems) == 8 + 3 + 1 + 2


def test_vague_closing_time_is_not_enough_to_open() -> None:
    small = cast.small_season()
    SeasonMoment.objects.filter(season=small.season, key="nominations_close").update(
        at=None, text_cy="hydref", text_en="autumn"
    )
    with pytest.raises(NotComplete):
        open_season(season=small.season, by=small.by_organiser)


@pytest.mark.parametrize("who", ["scrutineer", "judge", "stranger"])
def test_only_an_organiser_opens(who: str) -> None:
    small = cast.small_season()
    people = {
        "scrutineer": small.scrutineer,
        "judge": small.judges[3].account,
        "stranger": an_account("Dieithryn"),
    }
    person = people[who]
    assert person is not None
    with pytest.raises(NotAllowed):
        open_season(season=small.season, by=actor(person))


def test_a_season_opens_once() -> None:
    small = cast.small_season()
    open_season(season=small.season, by=small.by_organiser)
    with pytest.raises(NotNow):
        open_season(season=small.season, by=small.by_organiser)


@pytest.mark.parametrize("state", list(SeasonState))
@pytest.mark.parametrize("target", list(SeasonState))
def test_a_season_moves_only_to_the_next_state(state: SeasonState, target: SeasonState) -> None:
    if MOVES.get(state) == target:
        check_move(state, target)
    else:
        with pytest.raises(NotNow):
            check_move(state, target)


def test_closing_waits_for_the_second_announced() -> None:
    small = cast.opened()
    with clock.at(CLOSES_AT), pytest.raises(NotNow):
        close_nominations(season=small.season, by=small.by_organiser)
    with clock.at(CLOSES_AT + timedelta(seconds=1)):
        season = close_nominations(season=small.season, by=small.by_organiser)
    assert season.state == SeasonState.CHECKING


def test_the_worker_closes_a_season_whose_time_is_over_and_only_once() -> None:
    cast.opened()
    with clock.at(CLOSES_AT):
        assert close_due() == 0
    with clock.at(cast.AFTER):
        assert close_due() == 1
        assert close_due() == 0


def test_a_season_that_closes_at_five_on_the_day_the_clocks_change_closes_at_five_in_wales() -> (
    None
):
    five = clock.from_london(datetime(2026, 10, 25, 17, 0))  # noqa: DTZ001
    assert five == datetime(2026, 10, 25, 17, 0, tzinfo=UTC)
    assert clock.from_london(datetime(2026, 10, 24, 17, 0)) == datetime(  # noqa: DTZ001
        2026, 10, 24, 16, 0, tzinfo=UTC
    )


def test_a_season_whose_closing_time_is_over_does_not_open() -> None:
    small = cast.small_season()
    with clock.at(CLOSES_AT), pytest.raises(NotComplete, match="closing time is over"):
        open_season(season=small.season, by=small.by_organiser)


def test_a_season_without_chair_stand_in_or_judges_does_not_open() -> None:
    small = cast.small_season()
    small.season.judges.all().delete()
    with pytest.raises(NotComplete) as refusal:
        open_season(season=small.season, by=small.by_organiser)
    assert len(refusal.value.problems) == 3


def test_rules_changed_behind_the_frozen_version_stop_the_season() -> None:
    small = cast.in_deciding()
    rule = dict(small.season.award_kinds.get(key="winner").rule or {})
    small.season.award_kinds.filter(key="winner").update(rule={**rule, "threshold": "95"})
    with cast.refused("rules-changed"):
        propose_season(season=small.season, by=small.by_organiser)


def test_a_category_in_which_nothing_is_given_keeps_the_season_closed() -> None:
    small = cast.small_season()
    words = {
        f"{what}_{language}": "bridges"
        for what in ("name", "definition", "slug")
        for language in ("cy", "en")
    }
    small.season.categories.create(key="bridges", position=99, group="cross-cutting", **words)
    with pytest.raises(NotComplete) as refusal:
        open_season(season=small.season, by=small.by_organiser)
    assert "Category: bridges. No kind of award is given in it." in str(refusal.value)
