"""Rounds and everything answered in them go into a season file and come back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

import seasonfile
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.judging.actions import begin_round, close_round
from cadair.judging.models import (
    Assignment,
    Ballot,
    BallotLine,
    Comparison,
    Paper,
    Round,
    RoundJudge,
)
from cadair.judging.round_states import PaperState, RoundMethod, RoundState, Verdict
from cadair.judging.scorebook import exact_points
from cadair.nominations.models import Entry
from cadair.seasons.models import Season
from cadair.seasons.queries import current_rules
from cadair.seasons.season_file import copy_season, export_season, load_season
from seasonfile import SeasonDocument
from tests.cadair.judging.test_rounds import FINAL, ONE_GOES_ON, all_marked, judged_in, the_round
from tests.cast import CHECKING_AT, LANTERN, QUIET, Cast
from tests.progress import declare

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _checking_time() -> Iterator[None]:
    with clock.at(CHECKING_AT):
        yield


def everything_answered() -> Cast:
    """A season with an answer of every sort."""
    cast = judged_in(ONE_GOES_ON, FINAL)
    declare(cast)
    all_marked(cast)
    both = [cast.entries[LANTERN], cast.entries[QUIET]]
    close_round(round=the_round(cast, "first"), going=both, reason="Both.", by=cast.organiser)
    final = begin_round(round=the_round(cast, "final"), by=cast.organiser)
    ann, cerys = cast.judges["ann"], cast.judges["cerys"]
    RoundJudge.objects.create(round=final, judge=ann)
    RoundJudge.objects.create(round=final, judge=cerys)
    Assignment.objects.create(round=final, judge=ann, entry=both[0], source="top-up")
    for judge, points in ((ann, 70), (cerys, 81)):
        Paper.objects.create(
            round=final, judge=judge, entry=both[0], points=points, state=PaperState.LOCKED
        )
    _called(cast, both)
    return cast


def _called(cast: Cast, both: list[Entry]) -> None:
    """Three rounds that the panel called, with a verdict, a ballot and a comparison."""
    ann = cast.judges["ann"]
    others = {
        method: Round.objects.create(
            season=cast.season,
            category=cast.category("youth"),
            key=str(method),
            position=at,
            method=method,
            state=RoundState.CLOSED,
            is_called=True,
        )
        for at, method in enumerate(
            (RoundMethod.SIFT, RoundMethod.RANKED_BALLOT, RoundMethod.PAIRWISE)
        )
    }
    Paper.objects.create(
        round=others[RoundMethod.SIFT],
        entry=both[0],
        verdict=Verdict.PASS,
        reason="Clear.",
        state=PaperState.LOCKED,
    )
    ballot = Ballot.objects.create(
        round=others[RoundMethod.RANKED_BALLOT], judge=ann, state=PaperState.LOCKED
    )
    for entry, rank in ((both[1], 1), (both[0], 2), (None, 2)):
        BallotLine.objects.create(ballot=ballot, entry=entry, rank=rank)
    Comparison.objects.create(
        round=others[RoundMethod.PAIRWISE],
        judge=ann,
        winner=both[0],
        loser=both[1],
        state=PaperState.LOCKED,
    )


def loaded_again(cast: Cast) -> tuple[Season, SeasonDocument, SeasonDocument]:
    """The season read from its own file beside itself, and both as documents."""
    document = export_season(cast.season)
    beside = replace(document, key="valley-2031", year=2031)
    load_season(document=seasonfile.read(seasonfile.write(beside)), by=Actor.operator())
    season = Season.objects.get(key="valley-2031")
    again = export_season(season)
    return season, document, replace(again, key=document.key, year=document.year)


def test_what_is_written_is_read_and_written_the_same() -> None:
    cast = everything_answered()
    season, written, again = loaded_again(cast)
    assert again == written
    assert exact_points(season) == exact_points(cast.season)
    assert any(rank.no_award for rank in written.rounds[-2].ballots[0].ranking)


def test_the_rules_that_a_file_freezes_hold_its_rounds() -> None:
    season, _written, _again = loaded_again(everything_answered())
    rules = current_rules(season)
    assert rules is not None
    assert "live-final" in rules.document
    assert "ranked-ballot" not in rules.document


def test_another_year_has_the_rounds_and_nothing_of_what_was_answered() -> None:
    cast = everything_answered()
    copied = copy_season(source=cast.season, year=2032, by=cast.organiser)
    rounds = list(copied.rounds.all())
    assert [(each.key, each.state, each.weight) for each in rounds] == [
        ("first", RoundState.WAITING, 1),
        ("final", RoundState.WAITING, 1),
    ]
    assert not Paper.objects.filter(round__in=rounds).exists()
