"""What the rules suggest, worked by hand: one category, one or two kinds of award."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from adjudication.proposals import NoAwardReason, Proposal, ProposalState, propose
from adjudication.ties import TieBreak, lot_commitment
from tests.adjudication.panels import (
    PANEL,
    SCHEME,
    THEME,
    Points,
    in_theme,
    marks_of_panel,
    rule,
    stepped_aside,
    suggest,
)

SEED = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
HIGHLY = rule("highly-commended", after="winner", within="5", threshold="60", minimum_entries=2)


def codes(proposal: Proposal) -> list[str]:
    return [step.code for step in proposal.steps]


def names(proposal: Proposal) -> list[str]:
    return [contender.entry for contender in proposal.contenders]


def test_the_highest_score_is_suggested() -> None:
    (winner,) = suggest({"lamp": 82, "torch": 78, "candle": 64}, rule(threshold="60"))
    assert (winner.state, winner.winners, winner.joint) == (ProposalState.CLEAR, ("lamp",), False)
    assert (winner.leaders, winner.open_places, names(winner)) == (("lamp",), 0, ["lamp"])
    assert codes(winner) == ["pool", "threshold", "place", "place", "gap", "suggested"]
    gap = winner.steps[-2]
    assert (gap.facts["first_out"], gap.facts["gap_exact"]) == ("torch", "4/1")


def test_the_threshold_itself_is_enough() -> None:
    (winner,) = suggest({"lamp": 60}, rule(threshold="60"))
    assert winner.winners == ("lamp",)


def test_a_hair_below_the_threshold_is_no_award() -> None:
    (winner,) = suggest({"lamp": Fraction(5999999, 100000)}, rule(threshold="60"))
    assert winner.state is ProposalState.NONE
    assert winner.reason is NoAwardReason.THRESHOLD_NOT_REACHED
    assert (winner.winners, winner.leaders, winner.contenders) == ((), (), ())
    assert codes(winner) == ["pool", "threshold", "place", "no-award"]


def test_a_category_without_enough_entries_gives_no_award() -> None:
    (winner,) = suggest({"lamp": 90}, rule(minimum_entries=2))
    assert winner.reason is NoAwardReason.TOO_FEW_ENTRIES
    assert winner.steps[1].facts == {"entries": 1, "needed": 2}


def test_an_empty_category_gives_no_award() -> None:
    (winner,) = suggest({}, rule())
    assert winner.reason is NoAwardReason.TOO_FEW_ENTRIES


def test_equal_scores_share_where_the_rules_say_so() -> None:
    (winner,) = suggest({"lamp": 80, "torch": 80, "candle": 70}, rule(near_tie="1.5"))
    assert (winner.state, winner.joint) == (ProposalState.CLEAR, True)
    assert winner.winners == winner.shared == ("lamp", "torch")
    assert "joint" in codes(winner)


def test_equal_scores_that_may_not_share_are_the_panels_to_part() -> None:
    (winner,) = suggest({"lamp": 80, "torch": 80, "candle": 70}, rule(joint=False))
    assert (winner.state, winner.winners) == (ProposalState.TIED, ())
    assert (winner.open_places, names(winner)) == (1, ["lamp", "torch"])
    assert winner.leaders == ("lamp", "torch")
    assert winner.joint is False
    assert codes(winner)[-2:] == ["tie-stays", "panel-decides"]


def test_a_difference_no_decimal_shows_is_still_a_difference() -> None:
    points = {"lamp": Fraction(200, 3), "torch": Fraction(666666666666, 10**10)}
    (winner,) = suggest(points, rule())
    assert (winner.winners, winner.joint) == (("lamp",), False)


@pytest.mark.parametrize(("torch", "state"), [("78.5", "close"), ("78.4", "clear")])
def test_the_window_of_a_near_tie_includes_its_edge(torch: str, state: str) -> None:
    (winner,) = suggest({"lamp": 80, "torch": torch}, rule(near_tie="1.5"))
    assert winner.state == state


def test_a_near_tie_is_to_discuss_and_names_nobody() -> None:
    points: Points = {"lamp": 80, "torch": 79, "candle": "78.5", "match": 70}
    (winner,) = suggest(points, rule(near_tie="1.5"))
    assert (winner.state, winner.winners, winner.open_places) == (ProposalState.CLOSE, (), 1)
    assert names(winner) == ["lamp", "torch", "candle"]
    assert winner.leaders == ("lamp",)
    assert codes(winner)[-2:] == ["near-tie", "panel-decides"]


def test_without_a_window_only_exact_ties_count() -> None:
    (winner,) = suggest({"lamp": 80, "torch": "79.999"}, rule(near_tie=None))
    assert winner.winners == ("lamp",)


def test_joint_leaders_with_somebody_just_below_are_to_discuss() -> None:
    (winner,) = suggest({"lamp": 80, "torch": 80, "candle": 79}, rule(near_tie="1.5"))
    assert (winner.state, winner.winners, winner.joint) == (ProposalState.CLOSE, (), False)
    assert names(winner) == ["lamp", "torch", "candle"]
    assert winner.leaders == winner.shared == ("lamp", "torch")


def test_a_tie_that_stays_with_somebody_near_is_to_discuss() -> None:
    unshared = rule(joint=False, near_tie="1.5", maximum=2)
    (winner,) = suggest({"lamp": 81, "torch": 80, "candle": 80, "match": 79}, unshared)
    assert (winner.state, winner.open_places) == (ProposalState.CLOSE, 2)
    assert names(winner) == ["lamp", "candle", "torch", "match"]


def test_two_places_are_filled_and_only_the_last_one_can_be_close() -> None:
    points = {"lamp": 90, "torch": 80, "candle": 79}
    (winner,) = suggest(points, rule(maximum=2, near_tie="1.5"))
    assert (winner.state, winner.winners, winner.open_places) == (
        ProposalState.CLOSE,
        ("lamp",),
        1,
    )
    assert names(winner) == ["lamp", "torch", "candle"]


def test_two_places_and_equal_scores_within_them_are_not_joint() -> None:
    (winner,) = suggest({"lamp": 80, "torch": 80, "candle": 70}, rule(maximum=2))
    assert (winner.winners, winner.joint) == (("lamp", "torch"), False)


def test_equal_scores_at_the_last_place_share_it_and_only_it() -> None:
    points = {"lamp": 90, "torch": 80, "candle": 80, "match": 80, "ember": 70}
    (winner,) = suggest(points, rule(maximum=2))
    assert winner.winners == ("lamp", "candle", "match", "torch")
    assert winner.shared == ("candle", "match", "torch")
    assert winner.joint is True


def test_with_no_limit_everybody_who_reaches_the_threshold_is_suggested() -> None:
    gold = rule("gold", maximum=None, threshold="80", near_tie="1.5")
    (found,) = suggest({"lamp": 90, "torch": 80, "candle": "79.9"}, gold)
    assert (found.state, found.winners) == (ProposalState.CLEAR, ("lamp", "torch"))
    assert codes(found)[-2:] == ["fits", "suggested"]


def test_highly_commended_goes_to_the_best_of_the_others_near_the_winner() -> None:
    points = {"lamp": 82, "torch": 78, "candle": 77, "match": 64}
    winner, highly = suggest(points, rule(), HIGHLY)
    assert (winner.winners, highly.winners) == (("lamp",), ("torch",))
    (contender,) = highly.contenders
    assert contender.rank is not None
    assert contender.rank.place == 2
    within = next(step for step in highly.steps if step.code == "within")
    assert within.facts["reference_exact"] == "82/1"
    assert (within.facts["reached"], within.facts["below"]) == (2, 1)


@pytest.mark.parametrize(("torch", "suggested"), [(77, ("torch",)), ("76.9", ())])
def test_so_many_points_below_the_winner_is_still_within(
    torch: int | str, suggested: tuple[str, ...]
) -> None:
    _winner, highly = suggest({"lamp": 82, "torch": torch}, rule(), HIGHLY)
    assert highly.winners == suggested
    assert highly.reason is (None if suggested else NoAwardReason.NOBODY_WITHIN)


def test_highly_commended_follows_joint_winners() -> None:
    points = {"lamp": 82, "torch": 82, "candle": 80}
    winner, highly = suggest(points, rule(), HIGHLY)
    assert winner.joint
    assert highly.winners == ("candle",)


def test_with_several_winners_the_last_of_them_is_the_measure() -> None:
    points = {"lamp": 90, "torch": 80, "candle": 76}
    _winner, highly = suggest(points, rule(maximum=2), HIGHLY)
    assert highly.winners == ("candle",)


def test_without_a_winner_nobody_can_be_near_one() -> None:
    _winner, highly = suggest({"lamp": 70, "torch": 69}, rule(threshold="75"), HIGHLY)
    assert highly.reason is NoAwardReason.NO_WINNER


def test_a_second_award_without_a_measure_is_given_even_where_the_first_is_not() -> None:
    commended = rule("commended", after="winner", threshold="60")
    winner, found = suggest({"lamp": 70, "torch": 69}, rule(threshold="75"), commended)
    assert winner.state is ProposalState.NONE
    assert found.winners == ("lamp",)


def test_where_all_hold_the_award_before_nobody_is_left() -> None:
    _winner, second = suggest({"lamp": 80}, rule(), rule("second", after="winner"))
    assert second.reason is NoAwardReason.NOBODY_LEFT


def test_third_place_leaves_out_the_second_and_the_first() -> None:
    rules = [rule("third", after="second"), rule("second", after="first"), rule("first")]
    third, second, first = suggest({"lamp": 82, "torch": 80, "candle": 60}, *rules)
    assert [p.winners for p in (first, second, third)] == [("lamp",), ("torch",), ("candle",)]


def test_while_the_winner_is_to_discuss_highly_commended_waits() -> None:
    points = {"lamp": 80, "torch": 79, "candle": 77}
    _winner, highly = suggest(points, rule(near_tie="1.5"), HIGHLY)
    assert (highly.state, highly.winners) == (ProposalState.WAITS, ())
    assert highly.open_places == 1
    assert highly.leaders == ("torch",)
    # The lamp may yet be left over, if the panel prefers the torch.
    assert names(highly) == ["lamp", "torch"]
    assert highly.steps[1].facts == {"category": "theme", "kind": "winner"}


def test_who_is_sure_to_win_is_not_up_for_what_comes_after() -> None:
    points = {"lamp": 90, "torch": 80, "candle": 79}
    winner, highly = suggest(points, rule(maximum=2, near_tie="1.5"), HIGHLY)
    assert winner.winners == ("lamp",)
    assert names(highly) == ["torch", "candle"]


def test_whoever_may_be_left_over_must_reach_the_threshold_of_the_second_award_too() -> None:
    second = rule("second", after="winner", threshold="79.5")
    points = {"lamp": 80, "torch": 79, "candle": 77}
    winner, waiting = suggest(points, rule(near_tie="1.5"), second)
    assert names(winner) == ["lamp", "torch"]
    assert (waiting.state, names(waiting)) == (ProposalState.WAITS, ["lamp"])


def test_candidates_wait_while_the_award_before_is_open() -> None:
    chosen = rule("second", method="panel-chooses/1", after="winner")
    _winner, second = suggest({"lamp": 80, "torch": 80}, rule(joint=False), chosen)
    assert (second.state, second.winners) == (ProposalState.WAITS, ())


def test_without_a_measure_before_it_within_counts_from_the_best() -> None:
    gold = rule("gold", maximum=None, within="5")
    (found,) = suggest({"lamp": 90, "torch": 85, "candle": 84}, gold)
    assert found.winners == ("lamp", "torch")


def test_a_tie_break_decides_and_is_named() -> None:
    cards = [
        *marks_of_panel("lamp", (8, 8, 8), (7, 7, 7), (6, 6, 6)),
        *marks_of_panel("torch", (7, 7, 7), (7, 7, 7), (7, 7, 7)),
    ]
    (winner,) = propose(
        categories=[THEME],
        rules=[rule(joint=False, ties=["heaviest-criterion", "more-judges", "chair"])],
        entries=in_theme("lamp", "torch"),
        judges=PANEL,
        cards=cards,
        scheme=SCHEME,
    )
    assert (winner.state, winner.winners) == (ProposalState.CLEAR, ("lamp",))
    assert winner.decided_by is TieBreak.CHAIR
    assert winner.shared == ()
    silent = [s.facts["tie_break"] for s in winner.steps if s.code == "tie-break-silent"]
    assert silent == ["heaviest-criterion", "more-judges"]


def test_who_loses_a_tie_break_is_still_to_discuss_where_somebody_is_near() -> None:
    cards = [
        *marks_of_panel("lamp", (9, 9, 9), (7, 7, 7), (5, 5, 5)),
        *marks_of_panel("torch", (7, 7, 7), (7, 7, 7), (7, 7, 7)),
        *marks_of_panel("candle", (7, 7, 7), (7, 7, 7), (7, 7, 6)),
    ]
    (winner,) = propose(
        categories=[THEME],
        rules=[rule(joint=False, ties=["chair"], near_tie="1.5")],
        entries=in_theme("lamp", "torch", "candle"),
        judges=PANEL,
        cards=cards,
        scheme=SCHEME,
    )
    assert (winner.state, winner.winners) == (ProposalState.CLOSE, ())
    assert winner.leaders == ("lamp",)
    assert winner.decided_by is TieBreak.CHAIR
    assert names(winner) == ["lamp", "torch", "candle"]


@pytest.mark.parametrize(("seed", "state"), [(SEED, "clear"), (None, "tied")])
def test_a_lot_decides_once_its_seed_is_shown(seed: str | None, state: str) -> None:
    drawn = rule(joint=False, ties=["lot"], lot_commitment=lot_commitment(SEED))
    (winner,) = propose(
        categories=[THEME],
        rules=[drawn],
        entries=in_theme("lamp", "torch"),
        judges=PANEL,
        cards=[
            *marks_of_panel("lamp", *[(7, 7, 7)] * 3),
            *marks_of_panel("torch", *[(7, 7, 7)] * 3),
        ],
        scheme=SCHEME,
        lot_seed=seed,
    )
    assert winner.state == state
    assert winner.winners == (("lamp",) if seed else ())


def test_the_rules_may_share_what_no_tie_break_could_part() -> None:
    (winner,) = suggest({"lamp": 80, "torch": 80}, rule(ties=["chair", "declare-joint"]))
    assert winner.decided_by is TieBreak.DECLARE_JOINT
    assert winner.shared == ("lamp", "torch")


def not_enough() -> tuple[Proposal, ...]:
    """The lamp has 80, the torch was read by two judges only."""
    cards = [
        *marks_of_panel("lamp", *[(8, 8, 8)] * 4),
        *marks_of_panel("torch", (9, 9, 9), (9, 9, 9)),
        stepped_aside("cai", "torch"),
        stepped_aside("dee", "torch"),
    ]
    return propose(
        categories=[THEME],
        rules=[rule(threshold="60"), HIGHLY],
        entries=in_theme("lamp", "torch"),
        judges=PANEL,
        cards=cards,
        scheme=SCHEME,
    )


def test_nobody_is_suggested_while_an_entry_lacks_scorecards() -> None:
    winner, highly = not_enough()
    assert (winner.state, winner.winners) == (ProposalState.NOT_ENOUGH, ())
    assert (winner.unscored, winner.leaders, winner.open_places) == (("torch",), ("lamp",), 1)
    assert names(winner) == ["lamp"]
    assert highly.state is ProposalState.NOT_ENOUGH
    needed = next(step for step in winner.steps if step.code == "unscored")
    assert needed.facts == {"entries": ("torch",), "needed": 3}


def test_candidates_are_listed_without_an_order_of_merit() -> None:
    chosen = rule(method="panel-chooses/1", maximum=2)
    (found,) = suggest({"torch": 80, "lamp": 20, "match": 99}, chosen)
    assert found.state is ProposalState.PANEL_CHOOSES
    assert (found.winners, found.leaders, found.open_places) == ((), (), 2)
    assert names(found) == ["lamp", "match", "torch"]
    assert {(c.score, c.rank) for c in found.contenders} == {(None, None)}


def test_a_proposal_is_written_without_floats_and_in_a_fixed_order() -> None:
    winner, _highly = suggest({"lamp": Fraction(200, 3), "torch": 60}, rule(), HIGHLY)
    written = winner.as_dict()
    assert json.loads(json.dumps(written)) == written
    assert list(written)[:6] == ["category", "kind", "state", "winners", "joint", "shared"]
    assert written["contenders"] == [
        {
            "entry": "lamp",
            "category": "theme",
            "score": "66.7",
            "score_exact": "200/3",
            "place": 1,
            "shared_by": 1,
        }
    ]
    assert written["may_withhold"] is True
    assert written["reason"] is None
