"""Whole seasons: cross-cutting awards over all entries, and overall awards from award holders."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from adjudication.errors import NotEntered, UnknownCategory, UnknownEntry
from adjudication.proposals import (
    AwardRule,
    NoAwardReason,
    Proposal,
    ProposalState,
    propose,
    propose_from_scores,
)
from adjudication.scorecards import Category, Entry, EntryKind, Mark, Scorecard
from tests.adjudication.panels import ALONE, ONE_QUESTION, Points, rule, suggest_in

ASB = Category("asb", "theme")
YOUTH = Category("youth", "theme")
TEAM = Category("team", "cross-cutting")
OVERALL = Category("overall", "overall")
CATEGORIES = (ASB, YOUTH, TEAM, OVERALL)

WINNER = rule(threshold="60")
BEST_TEAM = rule(
    "best-team",
    groups=["cross-cutting"],
    method="highest-score/1",
    pool="all-entries",
    entry_kinds=["team"],
)
BEST = rule("overall", groups=["overall"], method="highest-score/1", pool="award-holders")
RULES = (WINNER, BEST_TEAM, BEST)
TEAMS = {"crew": EntryKind.TEAM, "squad": EntryKind.TEAM}
POINTS: Mapping[str, Points] = {
    "asb": {"lamp": 88, "crew": 70},
    "youth": {"torch": 90, "squad": 75, "crew": 80},
}


def by_kind(proposals: tuple[Proposal, ...]) -> dict[tuple[str, str], Proposal]:
    return {(p.category, p.kind): p for p in proposals}


def test_proposals_come_in_the_order_of_categories_then_kinds() -> None:
    found = suggest_in(POINTS, (BEST, BEST_TEAM, WINNER), categories=CATEGORIES, kinds=TEAMS)
    assert [(p.category, p.kind) for p in found] == [
        ("asb", "winner"),
        ("youth", "winner"),
        ("team", "best-team"),
        ("overall", "overall"),
    ]


def test_a_cross_cutting_award_compares_the_best_score_of_each_entry_of_its_kind() -> None:
    found = by_kind(suggest_in(POINTS, RULES, categories=CATEGORIES, kinds=TEAMS))
    team = found["team", "best-team"]
    assert team.winners == ("crew",)
    (contender,) = team.contenders
    # 80 in youth, not 70 in anti-social behaviour; and the step says where it comes from.
    assert contender.category == "youth"
    assert contender.score is not None
    assert contender.score.exact == "80/1"
    assert team.steps[0].facts == {
        "pool": "all-entries",
        "method": "highest-score/1",
        "entry_kinds": ("team",),
        "entries": 2,
    }


def test_a_cross_cutting_category_can_be_entered_and_judged_by_itself() -> None:
    entered = rule("best-team", groups=["cross-cutting"])
    points = {**POINTS, "team": {"crew": 50, "squad": 60}}
    found = by_kind(suggest_in(points, (WINNER, entered), categories=CATEGORIES, kinds=TEAMS))
    assert found["team", "best-team"].winners == ("squad",)


def test_the_overall_award_goes_to_the_highest_of_the_award_holders() -> None:
    points = {**POINTS, "asb": {"lamp": 88, "match": 87}}
    found = by_kind(suggest_in(points, RULES, categories=CATEGORIES, kinds=TEAMS))
    overall = found["overall", "overall"]
    assert overall.winners == ("torch",)
    # Holders: lamp, torch, crew. The match has 87 and holds nothing.
    assert overall.steps[0].facts["entries"] == 3


def test_both_scored_highly_so_both_hold_the_overall_award() -> None:
    points = {"asb": {"lamp": 90}, "youth": {"torch": 90, "crew": 60}}
    found = by_kind(suggest_in(points, RULES, categories=CATEGORIES, kinds=TEAMS))
    overall = found["overall", "overall"]
    assert (overall.winners, overall.joint) == (("lamp", "torch"), True)


def test_what_the_panel_decided_goes_before_what_was_suggested() -> None:
    found = by_kind(
        suggest_in(POINTS, RULES, categories=CATEGORIES, kinds=TEAMS, holders=["lamp", "squad"])
    )
    assert found["overall", "overall"].winners == ("lamp",)


def test_where_nobody_holds_an_award_there_is_no_overall_one() -> None:
    found = by_kind(suggest_in(POINTS, RULES, categories=CATEGORIES, kinds=TEAMS, holders=[]))
    assert found["overall", "overall"].reason is NoAwardReason.TOO_FEW_ENTRIES


def test_the_overall_award_waits_for_every_suggestion_that_is_not_clear() -> None:
    unclear = rule(threshold="60", near_tie="12")
    found = by_kind(
        suggest_in(POINTS, (unclear, BEST_TEAM, BEST), categories=CATEGORIES, kinds=TEAMS)
    )
    assert found["asb", "winner"].state is ProposalState.CLEAR
    assert found["youth", "winner"].state is ProposalState.CLOSE
    overall = found["overall", "overall"]
    assert (overall.state, overall.winners, overall.leaders) == (
        ProposalState.WAITS,
        (),
        ("torch",),
    )
    waits = [dict(step.facts) for step in overall.steps if step.code == "waits-for"]
    assert waits == [{"category": "youth", "kind": "winner"}]


def test_the_overall_award_waits_even_where_nobody_surely_holds_an_award() -> None:
    unclear = rule(joint=False)
    points = {"asb": {"lamp": 80, "torch": 80}}
    few = rule(
        "overall",
        groups=["overall"],
        method="highest-score/1",
        pool="award-holders",
        minimum_entries=3,
    )
    found = by_kind(suggest_in(points, (unclear, few), categories=(ASB, OVERALL)))
    assert found["overall", "overall"].state is ProposalState.WAITS


def test_an_award_may_be_for_the_holders_of_certain_kinds_only() -> None:
    among_teams = rule(
        "overall",
        groups=["overall"],
        method="highest-score/1",
        pool="award-holders",
        holders_of=["best-team"],
    )
    found = by_kind(
        suggest_in(POINTS, (WINNER, BEST_TEAM, among_teams), categories=CATEGORIES, kinds=TEAMS)
    )
    assert found["overall", "overall"].winners == ("crew",)


def test_the_panel_may_choose_among_award_holders_afresh() -> None:
    afresh = rule("overall", groups=["overall"], method="panel-chooses/1", pool="award-holders")
    found = by_kind(
        suggest_in(POINTS, (WINNER, BEST_TEAM, afresh), categories=CATEGORIES, kinds=TEAMS)
    )
    overall = found["overall", "overall"]
    assert overall.state is ProposalState.PANEL_CHOOSES
    assert [c.entry for c in overall.contenders] == ["crew", "lamp", "torch"]


def test_a_category_where_an_entry_lacks_scorecards_does_not_count_as_its_best() -> None:
    entries = [
        Entry("crew", ("asb", "youth"), EntryKind.TEAM),
        Entry("squad", ("asb",), EntryKind.TEAM),
    ]
    cards = [
        Scorecard("ann", "crew", "asb", (Mark("worth", 70),)),
        Scorecard("ann", "squad", "asb", (Mark("worth", 60),)),
    ]
    found = propose(
        categories=CATEGORIES,
        rules=[BEST_TEAM],
        entries=entries,
        judges=ALONE,
        cards=cards,
        scheme=ONE_QUESTION,
    )
    assert found[0].winners == ("crew",)
    assert found[0].contenders[0].category == "asb"


def evaluate(rules: tuple[AwardRule, ...], entries: list[Entry], holders: list[str]) -> None:
    propose(
        categories=CATEGORIES,
        rules=rules,
        entries=entries,
        judges=ALONE,
        cards=[],
        scheme=ONE_QUESTION,
        holders=holders,
    )


def test_an_entry_in_a_category_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownCategory) as refused:
        evaluate((WINNER,), [Entry("lamp", ("moon",))], [])
    assert refused.value.facts == {"entry": "lamp", "category": "moon"}


def test_an_award_holder_who_is_no_entry_is_refused() -> None:
    with pytest.raises(UnknownEntry) as refused:
        evaluate((WINNER, BEST), [Entry("lamp", ("asb",))], ["ghost"])
    assert refused.value.facts["entry"] == "ghost"


def test_a_place_without_a_score_is_refused_when_scores_are_given() -> None:
    with pytest.raises(NotEntered):
        propose_from_scores(
            categories=CATEGORIES,
            rules=(WINNER,),
            entries=[Entry("lamp", ("asb",))],
            scores=[],
            scheme=ONE_QUESTION,
        )
