"""What declarations ask, members, substitutes and notes go into a season file and come back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.judging.actions import (
    JudgeWords,
    NewSubstitute,
    list_members,
    name_substitute,
    set_interest_rules,
    sign_declaration,
)
from cadair.judging.models import Judge
from cadair.judging.states import AsideScope, EmployerTie, InterestKind, InterestNature
from cadair.seasons.models import Season
from cadair.seasons.rulebook import rules_document
from cadair.seasons.season_file import export_season, load_season
from cadair.seasons.states import SeasonState
from seasonfile import for_year, read, write
from tests.cast import CHECKING_AT, LANTERN, Cast, a_season
from tests.progress import bring_to, declare

pytestmark = pytest.mark.django_db


def a_season_with_all_of_it() -> Cast:
    cast = a_season()
    set_interest_rules(
        season=cast.season,
        employer=EmployerTie.STEP_ASIDE,
        scope=AsideScope.CATEGORY,
        by=cast.organiser,
    )
    bring_to(cast, SeasonState.JUDGING)
    with clock.at(CHECKING_AT):
        body = cast.judges["ann"].seat.organisation
        list_members(season=cast.season, body=body, names=["Bryn Council"], by=cast.organiser)
        declare(cast)
        sign_declaration(
            judge=cast.judges["ann"],
            interests={cast.entries[LANTERN]: (InterestKind.STEP_ASIDE, InterestNature.OTHER)},
            notes={cast.entries[LANTERN]: "We share an allotment."},
            by=cast.actor("ann"),
        )
        name_substitute(
            season=cast.season,
            substitute=NewSubstitute(JudgeWords("Body Sue", "Sue Example"), "sue@example.org"),
            entries=[cast.entries[LANTERN]],
            by=cast.organiser,
        )
    return cast


def test_all_of_it_comes_back_the_same() -> None:
    cast = a_season_with_all_of_it()
    document = export_season(cast.season)
    assert document.declaring.employer == "step-aside"
    assert [len(each.members) for each in document.declaring.memberships] == [1]
    notes = {each.note for each in document.interests}
    assert "We share an allotment." in notes
    assert {each.because_of for each in document.interests} == {
        None,
        cast.entries[LANTERN].reference,
    }
    again = replace(document, key="again", year=2030)
    with clock.at(CHECKING_AT):
        load_season(document=read(write(again)), by=Actor.operator())
    season = Season.objects.get(key="again")
    assert replace(export_season(season), key=document.key, year=document.year) == document
    assert Judge.objects.get(season=season, is_substitute=True).substitutions.count() == 1
    assert rules_document(season)["interests"] == rules_document(cast.season)["interests"]


def test_next_year_keeps_what_is_asked_and_the_members_and_no_substitute() -> None:
    _days, document = for_year(
        export_season(a_season_with_all_of_it().season), key="next", year=2027
    )
    assert document.declaring.scope == "category"
    assert len(document.declaring.memberships) == 1
    named = {each.key for each in document.organisations}
    assert set(document.declaring.memberships[0].members) <= named
    assert not any(judge.only for seat in document.panel for judge in seat.judges)
    assert all(seat.judges for seat in document.panel)
