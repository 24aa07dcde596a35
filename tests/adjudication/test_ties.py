"""Tie-breaks: each worked by hand, and what holds for every tie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adjudication.criteria import Criterion, Scale, Scheme
from adjudication.errors import NotEnoughScorecards, NotTied, SeedDoesNotMatch
from adjudication.scorecards import Scorecard
from adjudication.scoring import EntryScore, entry_scores
from adjudication.ties import (
    TieBreak,
    TieChain,
    TieResult,
    TieState,
    break_tie,
    lot_commitment,
    lot_order,
)
from tests.adjudication.panels import PANEL, in_theme, marks_of_panel, scored, stepped_aside

SEED = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
WEIGHTED = Scheme(
    (Criterion("prevention", 1), Criterion("innovation", 1), Criterion("impact", 2)),
    Scale(0, 10),
    minimum_scorecards=2,
)
PLAIN = Scheme(
    (Criterion("prevention"), Criterion("innovation"), Criterion("impact")), Scale(0, 10), 2
)


def tie(rows: Mapping[str, list[Scorecard]], scheme: Scheme = PLAIN) -> dict[str, EntryScore]:
    """The entries' scores, which the test has made equal."""
    cards = [card for given in rows.values() for card in given]
    scores = entry_scores(in_theme(*rows), PANEL, cards, scheme)
    assert len({score.score for score in scores}) == 1
    return {score.entry: score for score in scores}


def broken(
    scores: Mapping[str, EntryScore],
    *breaks: TieBreak,
    places: int = 1,
    scheme: Scheme = PLAIN,
    chair: str | None = "ann",
    seed: str | None = None,
) -> TieResult:
    commitment = lot_commitment(SEED) if TieBreak.LOT in breaks else ""
    chain = TieChain(breaks, commitment)
    return break_tie(scores, places, chain, scheme, chair=chair, lot_seed=seed)


def why_silent(result: TieResult) -> list[object]:
    return [step.facts["why"] for step in result.steps if step.code == "tie-break-silent"]


def same_totals() -> dict[str, EntryScore]:
    """Two entries, each with 60 and 80: Ann prefers the lamp, Bob the torch."""
    return tie(
        {
            "lamp": marks_of_panel("lamp", (8, 8, 8), (6, 6, 6)),
            "torch": marks_of_panel("torch", (6, 6, 6), (8, 8, 8)),
        }
    )


def test_the_heaviest_criterion_decides_and_is_named() -> None:
    # impact weighs 2: lamp (10 + 4 + 2·6)/4 = 6.5, torch (6 + 4 + 2·8)/4 = 6.5
    scores = tie(
        {
            "lamp": marks_of_panel("lamp", (10, 4, 6), (10, 4, 6)),
            "torch": marks_of_panel("torch", (6, 4, 8), (6, 4, 8)),
        },
        WEIGHTED,
    )
    result = broken(scores, TieBreak.HEAVIEST_CRITERION, TieBreak.CHAIR, scheme=WEIGHTED)
    assert result.state is TieState.BROKEN
    assert result.chosen == ("torch",)
    assert result.decided_by is TieBreak.HEAVIEST_CRITERION
    figures = {s.facts["entry"]: s.facts["figure_exact"] for s in result.steps[:2]}
    assert figures == {"lamp": "6/1", "torch": "8/1"}


def test_where_criteria_weigh_the_same_none_is_the_heaviest() -> None:
    result = broken(same_totals(), TieBreak.HEAVIEST_CRITERION)
    assert (result.state, result.contested) == (TieState.UNBROKEN, ("lamp", "torch"))
    assert why_silent(result) == ["no-heaviest-criterion"]


def test_the_heaviest_criterion_is_silent_where_an_entry_has_no_mark_for_it() -> None:
    rescaled = replace(WEIGHTED, method="rescaled-mean/1")
    rows = {
        "lamp": marks_of_panel("lamp", (6, 6), (6, 6)),
        "torch": marks_of_panel("torch", (6, 6, 6), (6, 6, 6)),
    }
    result = broken(tie(rows, rescaled), TieBreak.HEAVIEST_CRITERION, scheme=rescaled)
    assert (result.state, why_silent(result)) == (TieState.UNBROKEN, ["criterion-not-marked"])


def test_more_judges_placing_it_first_decide() -> None:
    # lamp 90, 50, 50 and torch 60, 65, 65: equal means, but two judges prefer the torch
    half = marks_of_panel("torch", (6, 6, 6), (6, 7, 6), (7, 6, 7))
    scores = tie({"lamp": marks_of_panel("lamp", (9, 9, 9), (5, 5, 5), (5, 5, 5)), "torch": half})
    result = broken(scores, TieBreak.MORE_JUDGES)
    assert (result.chosen, result.decided_by) == (("torch",), TieBreak.MORE_JUDGES)


def test_only_judges_who_finished_all_of_them_compare_them() -> None:
    scores = tie(
        {
            "lamp": [
                *marks_of_panel("lamp", (6, 6, 6), (8, 8, 8)),
            ],
            "torch": [
                stepped_aside("ann", "torch"),
                stepped_aside("bob", "torch"),
                *marks_of_panel("torch", (), (), (7, 7, 7), (7, 7, 7))[2:],
            ],
        }
    )
    result = broken(scores, TieBreak.MORE_JUDGES, TieBreak.HEAD_TO_HEAD, TieBreak.CHAIR)
    assert result.state is TieState.UNBROKEN
    assert why_silent(result) == [
        "no-judge-finished-all",
        "still-equal",
        "chair-did-not-finish-all",
    ]


def test_head_to_head_counts_duels_won() -> None:
    # means 6 each. Duels: z beats b (2:1), z beats c (2:1), b and c one each with one even.
    scores = tie(
        {
            "z": marks_of_panel("z", (7, 7, 7), (7, 7, 7), (4, 4, 4)),
            "b": marks_of_panel("b", (6, 6, 6), (6, 6, 6), (6, 6, 6)),
            "c": marks_of_panel("c", (5, 5, 5), (6, 6, 6), (7, 7, 7)),
        }
    )
    result = broken(scores, TieBreak.HEAD_TO_HEAD)
    assert (result.chosen, result.decided_by) == (("z",), TieBreak.HEAD_TO_HEAD)
    figures = {s.facts["entry"]: s.facts["figure"] for s in result.steps if s.code == "tie-break"}
    assert figures == {"b": "0", "c": "0", "z": "2"}


def test_the_chairs_own_card_decides() -> None:
    result = broken(same_totals(), TieBreak.MORE_JUDGES, TieBreak.CHAIR)
    assert (result.chosen, result.decided_by) == (("lamp",), TieBreak.CHAIR)


def test_without_a_chair_that_rule_is_silent() -> None:
    result = broken(same_totals(), TieBreak.CHAIR, chair=None)
    assert (result.state, why_silent(result)) == (TieState.UNBROKEN, ["no-chair"])


def test_a_lot_is_drawn_from_the_seed_committed_to() -> None:
    result = broken(same_totals(), TieBreak.LOT, seed=SEED)
    assert result.chosen == ("lamp",)
    assert result.decided_by is TieBreak.LOT


def test_the_lot_can_be_repeated_with_any_tool() -> None:
    # printf '%s\n%s' "$SEED" lamp | sha256sum → 442320aa…; torch → c238d2a2…; a → 03d17e8e…
    assert lot_order(["torch", "lamp", "a"], SEED) == ("a", "lamp", "torch")
    # printf '%s' "$SEED" | sha256sum
    assert lot_commitment(SEED) == (
        "a1bf4dc2c0cea821798c38e16fcc1667d6f0504afa821b181672035fc5967890"
    )


def test_until_the_seed_is_shown_nothing_is_drawn() -> None:
    result = broken(same_totals(), TieBreak.LOT)
    assert (result.state, why_silent(result)) == (TieState.UNBROKEN, ["lot-not-drawn"])


def test_another_seed_than_the_one_committed_to_is_refused() -> None:
    with pytest.raises(SeedDoesNotMatch) as refused:
        broken(same_totals(), TieBreak.LOT, seed="another")
    assert refused.value.facts == {"commitment": lot_commitment(SEED)}


def test_declaring_joint_ends_the_chain() -> None:
    result = broken(same_totals(), TieBreak.MORE_JUDGES, TieBreak.DECLARE_JOINT)
    assert result.state is TieState.JOINT
    assert result.contested == ("lamp", "torch")
    assert result.decided_by is TieBreak.DECLARE_JOINT


def test_without_any_rule_the_tie_stays() -> None:
    result = broken(same_totals())
    assert result == TieResult(TieState.UNBROKEN, (), ("lamp", "torch"), None, ())


def test_a_rule_may_part_some_and_leave_the_rest_to_the_next() -> None:
    # Two places, three entries: the chair has a first (80), b and c even (60, 60); Bob's card
    # brings all to 70. Nothing else parts b and c.
    rows = {
        "a": marks_of_panel("a", (8, 8, 8), (6, 6, 6)),
        "b": marks_of_panel("b", (6, 6, 6), (8, 8, 8)),
        "c": marks_of_panel("c", (6, 6, 6), (8, 8, 8)),
    }
    result = broken(tie(rows), TieBreak.CHAIR, TieBreak.DECLARE_JOINT, places=2)
    assert (result.state, result.chosen, result.contested) == (TieState.JOINT, ("a",), ("b", "c"))
    assert [s.code for s in result.steps] == ["tie-break"] * 3 + ["tie-broken"]
    assert result.steps[-1].facts["contested"] == ("b", "c")


def test_scores_that_differ_are_no_tie() -> None:
    scores = {score.entry: score for score in scored({"lamp": 70, "torch": 71})}
    with pytest.raises(NotTied):
        broken(scores, TieBreak.CHAIR)


def test_an_entry_without_a_score_cannot_tie() -> None:
    scores = {s.entry: s for s in entry_scores(in_theme("lamp"), PANEL, [], PLAIN)}
    with pytest.raises(NotEnoughScorecards):
        broken(scores, TieBreak.CHAIR)


chains = st.lists(
    st.sampled_from([b for b in TieBreak if b is not TieBreak.DECLARE_JOINT]), unique=True
)
cyclic = st.permutations([(8, 8, 8), (6, 6, 6), (4, 4, 4)])


@given(st.lists(cyclic, min_size=2, max_size=5), chains, st.integers(1, 4))
def test_a_tie_ends_with_as_many_as_there_are_places_or_says_that_it_does_not(
    rows: list[list[tuple[int, ...]]], breaks: list[TieBreak], places: int
) -> None:
    scores = tie({f"e{n}": marks_of_panel(f"e{n}", *row) for n, row in enumerate(rows)})
    places = min(places, len(rows) - 1)
    result = broken(scores, *breaks, places=places, seed=SEED)
    assert set(result.chosen).isdisjoint(result.contested)
    if result.state is TieState.BROKEN:
        assert len(result.chosen) == places
        assert not result.contested
        assert result.decided_by in breaks
    else:
        assert result.state is TieState.UNBROKEN
        assert len(result.chosen) < places < len(result.chosen) + len(result.contested)
    if TieBreak.LOT in breaks:
        assert result.state is TieState.BROKEN


@given(st.lists(cyclic, min_size=2, max_size=4), chains, st.randoms(use_true_random=False))
def test_a_tie_does_not_depend_on_the_order_the_entries_come_in(
    rows: list[list[tuple[int, ...]]], breaks: list[TieBreak], shuffler: Random
) -> None:
    scores = tie({f"e{n}": marks_of_panel(f"e{n}", *row) for n, row in enumerate(rows)})
    names = list(scores)
    shuffler.shuffle(names)
    mixed = {name: scores[name] for name in names}
    assert broken(mixed, *breaks, seed=SEED) == broken(scores, *breaks, seed=SEED)


@given(cyclic)
def test_entries_marked_alike_by_everybody_are_parted_only_by_lot(
    row: list[tuple[int, ...]],
) -> None:
    scores = tie({name: marks_of_panel(name, *row) for name in ("lamp", "torch")})
    others = [b for b in TieBreak if b not in {TieBreak.LOT, TieBreak.DECLARE_JOINT}]
    assert broken(scores, *others).state is TieState.UNBROKEN
