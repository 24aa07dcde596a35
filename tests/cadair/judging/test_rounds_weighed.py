"""What several rounds come to: weights, who was left behind, ballots, and nothing made of ranks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from adjudication.scoring import EntryScore
from cadair.foundation import clock
from cadair.judging.actions import begin_round, close_round
from cadair.judging.models import Paper, RoundEntry
from cadair.judging.round_states import PaperState, RoundState
from cadair.judging.scorebook import propose, scores, standings
from tests.cadair.judging.test_rounds import FINAL, ONE_GOES_ON, all_marked, judged_in, the_round
from tests.cast import CHECKING_AT, LANTERN, QUIET, Cast
from tests.progress import declare

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _checking_time() -> Iterator[None]:
    with clock.at(CHECKING_AT):
        yield


def in_the_final(*, weight: int = 1, both: bool = False) -> Cast:
    """Operation Lantern, with 85 points, is in the live final; on request Quiet Streets too."""
    cast = judged_in(ONE_GOES_ON, replace(FINAL, weight=weight))
    declare(cast)
    all_marked(cast)
    going = [cast.entries[LANTERN], cast.entries[QUIET]] if both else None
    close_round(round=the_round(cast, "first"), going=going, reason="Both.", by=cast.organiser)
    begin_round(round=the_round(cast, "final"), by=cast.organiser)
    return cast


def paper(cast: Cast, judge: str, title: str, points: int, state: str = PaperState.LOCKED) -> None:
    Paper.objects.create(
        round=the_round(cast, "final"),
        judge=cast.judges[judge],
        entry=cast.entries[title],
        points=points,
        state=state,
    )


def score_of(cast: Cast, title: str) -> EntryScore:
    reference = cast.entries[title].reference
    return next(each for each in scores(cast.season) if each.entry == reference)


def test_points_of_rounds_are_weighed_exactly() -> None:
    cast = in_the_final(weight=3)
    paper(cast, "ann", LANTERN, 70)
    paper(cast, "cerys", LANTERN, 81)
    found = score_of(cast, LANTERN)
    assert found.score is not None
    assert found.score.points == (Fraction(85) + 3 * Fraction(151, 2)) / 4
    assert [each.round for each in found.rounds] == ["first", "final"]


def test_a_paper_that_its_judge_has_not_confirmed_counts_for_nothing() -> None:
    cast = in_the_final()
    paper(cast, "ann", LANTERN, 70)
    paper(cast, "cerys", LANTERN, 20, state=PaperState.KEYED)
    assert score_of(cast, LANTERN).score is None


def test_who_did_not_go_on_is_no_candidate_though_their_points_are_higher() -> None:
    cast = in_the_final()
    paper(cast, "ann", LANTERN, 39)
    paper(cast, "cerys", LANTERN, 39)
    quiet = score_of(cast, QUIET)
    assert quiet.score is not None
    assert quiet.score.points > Fraction(62)
    found: list[Any] = propose(cast.season, award_holders=None)
    first = next(p for p in found if (p["category"], p["kind"]) == ("asb", "winner"))
    assert first["winners"] == [cast.entries[LANTERN].reference]
    steps = {step["code"]: step["facts"] for step in first["steps"]}
    assert steps["did-not-go-on"] == {"removed": [cast.entries[QUIET].reference]}


def test_the_list_of_a_category_has_those_left_behind_below_without_a_place() -> None:
    cast = in_the_final()
    paper(cast, "ann", LANTERN, 1)
    paper(cast, "cerys", LANTERN, 1)
    entries = [cast.entries[LANTERN], cast.entries[QUIET]]
    found = standings(cast.season, entries, cast.category("asb"))
    assert [each.entry for each in found] == [each.reference for each in entries]
    assert [(each.place, each.is_left_behind) for each in found] == [(1, False), (None, True)]
    assert (found[0].points, found[1].points) == ("43.0", "65.0")


def test_an_entry_that_became_ineligible_leaves_the_final() -> None:
    cast = in_the_final(both=True)
    assert RoundEntry.objects.filter(round__key="final").count() == 2
    cast.entries[QUIET].eligibility = "withdrawn"
    cast.entries[QUIET].save()
    paper(cast, "ann", LANTERN, 60)
    paper(cast, "cerys", LANTERN, 60)
    close_it = the_round(cast, "final")
    assert close_it.state == RoundState.OPEN
    assert {each.entry for each in scores(cast.season) if each.rounds} == {
        cast.entries[LANTERN].reference
    }
