"""Declarations, marks, locks: nothing before a declaration, nothing after stepping aside."""

from __future__ import annotations

from fractions import Fraction

import pytest

from adjudication.scoring import ScoreState
from cadair.audit.models import AuditEntry
from cadair.foundation.refusals import NotComplete, NotNow
from cadair.judging.actions import (
    abstain,
    begin_deciding,
    lock_scorecards,
    save_scorecard,
    sign_declaration,
)
from cadair.judging.models import Judge, Scorecard
from cadair.judging.queries import missing_scorecards
from cadair.judging.scorebook import scores
from cadair.judging.states import InterestKind, InterestNature
from tests.cadair import valley as cast
from tests.cadair.valley import SmallSeason

pytestmark = pytest.mark.django_db
FULL = {"prevention": 5, "impact": 6}


def mark(
    small: SmallSeason, judge: Judge, title: str, marks: dict[str, int], category: str = "asb"
) -> Scorecard:
    return save_scorecard(
        judge=judge,
        entry=small.entries[title],
        category=small.categories[category],
        marks=marks,
        by=small.by(judge),
    )


def test_a_judge_who_stepped_aside_cannot_mark() -> None:
    small = cast.in_judging()
    with cast.refused("stepped-aside"):
        mark(small, small.chair, "Operation Lantern", FULL)
    assert not Scorecard.objects.exists()


def test_a_judge_who_declared_nothing_cannot_mark() -> None:
    small = cast.in_judging()
    small.chair.interests.filter(entry=small.entries["Golau’r Stryd"]).delete()
    with cast.refused("declare-first"):
        mark(small, small.chair, "Golau’r Stryd", FULL)


def test_stepping_aside_later_voids_the_scorecard_and_says_so_in_the_record() -> None:
    small = cast.in_judging()
    mark(small, small.stand_in, "Golau’r Stryd", FULL)
    sign_declaration(
        judge=small.stand_in,
        interests={
            small.entries["Golau’r Stryd"]: (InterestKind.STEP_ASIDE, InterestNature.FAMILY)
        },
        by=small.by(small.stand_in),
    )
    assert not Scorecard.objects.exists()
    assert '"scorecards_voided":1' in AuditEntry.objects.order_by("sequence").last().facts  # type: ignore[union-attr]


@pytest.mark.parametrize("value", [-1, 11, 1_000_000])
def test_a_mark_outside_the_scale_is_refused(value: int) -> None:
    small = cast.in_judging()
    with cast.refused("mark-outside-scale"):
        mark(small, small.chair, "Golau’r Stryd", {"prevention": value})


def test_a_mark_for_something_not_asked_is_refused() -> None:
    small = cast.in_judging()
    with cast.refused("unknown-criterion"):
        mark(small, small.chair, "Golau’r Stryd", {"charm": 5})


def test_an_entry_is_marked_only_where_it_stands() -> None:
    small = cast.in_judging()
    with cast.refused("not-to-judge"):
        mark(small, small.chair, "Golau’r Stryd", FULL, category="youth")


def test_nobody_marks_for_somebody_else() -> None:
    small = cast.in_judging()
    with cast.refused("own-desk-only"):
        save_scorecard(
            judge=small.chair,
            entry=small.entries["Golau’r Stryd"],
            category=small.categories["asb"],
            marks=FULL,
            by=small.by_organiser,
        )


def test_locking_needs_every_mark_and_names_what_is_missing() -> None:
    small = cast.in_judging()
    mark(small, small.chair, "Golau’r Stryd", {"prevention": 5})
    with pytest.raises(NotComplete) as refusal:
        lock_scorecards(judge=small.chair, by=small.by(small.chair))
    assert len(refusal.value.problems) == 3
    assert "2026-001" not in str(refusal.value)


def test_a_locked_scorecard_cannot_change() -> None:
    small = cast.in_deciding()
    with pytest.raises(NotNow):
        mark(small, small.stand_in, "Golau’r Stryd", FULL)


def test_the_panel_decides_only_when_nothing_is_owed() -> None:
    small = cast.in_judging()
    with pytest.raises(NotComplete) as refusal:
        begin_deciding(season=small.season, by=small.by_organiser)
    assert len(refusal.value.problems) == 4 * 4 - 1


def test_expected_is_received_plus_recused_plus_abstained() -> None:
    small = cast.in_judging()
    before = len(missing_scorecards(small.season))
    abstain(
        judge=small.stand_in,
        entry=small.entries["Golau’r Stryd"],
        category=small.categories["asb"],
        by=small.by(small.stand_in),
    )
    assert len(missing_scorecards(small.season)) == before - 1


def test_scores_are_means_over_those_who_marked_and_a_recusal_is_no_zero() -> None:
    small = cast.in_deciding()
    found = {(score.entry, score.category): score for score in scores(small.season)}
    lantern = found[(small.entries["Operation Lantern"].reference, "asb")]
    assert lantern.state == ScoreState.SCORED
    assert lantern.score is not None
    assert lantern.score.points == Fraction(90)
    assert lantern.recused == ("cerys",)
    assert len(lantern.counted) == 3


def test_the_record_of_judging_holds_no_names_and_no_words() -> None:
    cast.in_deciding()
    everything = "".join(AuditEntry.objects.values_list("facts", flat=True))
    for word in ("Lantern", "Golau", "Cerys", "Gwenno", "nia@example.org", "What they did"):
        assert word not in everything
