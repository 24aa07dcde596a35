"""A score explains itself: every figure can be checked with a pencil."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given

from adjudication.criteria import Criterion, Scale, Scheme
from adjudication.explain import STEP_FACTS, Step, card_steps, score_steps
from adjudication.scorecards import Entry, Judge, Scorecard, ScorecardStatus
from adjudication.scoring import card_total, entry_scores
from tests.adjudication.panels import PANEL, SCHEME, card, in_theme, panels, short_scheme


def mark_step(judge: str, criterion: str, mark: str, weight: str, points: str) -> Step:
    figures = {"points": f"{points}.0", "points_exact": f"{points}/1"}
    named = {"judge": judge, "criterion": criterion}
    return Step("mark", {**named, "mark": mark, "weight": weight, **figures})


def total_step(judge: str, total: str, exact: str) -> Step:
    figures = {"total": total, "total_exact": exact}
    return Step("card-total", {"judge": judge, **figures, "is_rescaled": False})


def test_a_score_is_derived_from_marks_to_totals_to_the_mean() -> None:
    scheme = Scheme(
        (Criterion("prevention", 2), Criterion("innovation")), Scale(0, 10), minimum_scorecards=2
    )
    cards = [
        card("ann", "lantern", 7, 8),
        card("bob", "lantern", 5, 5),
        card("cai", "lantern", status=ScorecardStatus.ABSTAINED),
        card("dee", "lantern", status=ScorecardStatus.RECUSED),
    ]
    (score,) = entry_scores(in_theme("lantern"), PANEL, cards, scheme)
    assert score_steps(score, scheme) == (
        mark_step("ann", "prevention", "7", "2", "70"),
        mark_step("ann", "innovation", "8", "1", "80"),
        total_step("ann", "73.3", "220/3"),
        mark_step("bob", "prevention", "5", "2", "50"),
        mark_step("bob", "innovation", "5", "1", "50"),
        total_step("bob", "50.0", "50/1"),
        Step("not-counted", {"judge": "dee", "why": "recused"}),
        Step("not-counted", {"judge": "cai", "why": "abstained"}),
        Step("mean", {"cards": 2, "score": "61.7", "score_exact": "185/3"}),
    )


def test_an_entry_without_a_score_says_how_many_cards_are_missing() -> None:
    cards = [card("ann", "lantern", 7, 8, 6)]
    (score,) = entry_scores(in_theme("lantern"), PANEL, cards, SCHEME)
    *_others, last = score_steps(score, SCHEME)
    assert last == Step("not-enough", {"cards": 1, "needed": 3})


def test_a_rescaled_card_shows_only_the_marks_it_has() -> None:
    scheme = replace(SCHEME, method="rescaled-mean/1")
    steps = card_steps(card_total(card("ann", "lantern", 7, 8), scheme), scheme)
    assert [step.facts.get("criterion") for step in steps] == ["prevention", "innovation", None]
    assert steps[-1].facts["is_rescaled"] is True


def test_half_marks_are_shown_as_they_were_given() -> None:
    scheme = Scheme((Criterion("prevention", Decimal("0.5")),), minimum_scorecards=1)
    steps = card_steps(card_total(card("ann", "lantern", Fraction(15, 2)), scheme), scheme)
    assert (steps[0].facts["mark"], steps[0].facts["weight"]) == ("7.5", "0.5")


@given(panels())
def test_the_steps_alone_are_enough_to_find_the_score_again(
    panel: tuple[tuple[Entry, ...], tuple[Judge, ...], tuple[Scorecard, ...]],
) -> None:
    scheme = short_scheme()
    for score in entry_scores(*panel, scheme):
        steps = score_steps(score, scheme)
        totals = []
        for judge in {str(s.facts["judge"]) for s in steps if s.code == "mark"}:
            marks = [s.facts for s in steps if s.code == "mark" and s.facts["judge"] == judge]
            weights = [Fraction(str(facts["weight"])) for facts in marks]
            points = [Fraction(str(facts["points_exact"])) for facts in marks]
            weighted = sum(w * p for w, p in zip(weights, points, strict=True))
            totals.append(weighted / sum(weights))
        if score.score is None:
            assert steps[-1].code == "not-enough"
        else:
            assert Fraction(str(steps[-1].facts["score_exact"])) == sum(totals) / len(totals)


@given(panels())
def test_every_step_carries_exactly_the_facts_its_sentence_is_promised(
    panel: tuple[tuple[Entry, ...], tuple[Judge, ...], tuple[Scorecard, ...]],
) -> None:
    scheme = short_scheme(minimum=2)
    for score in entry_scores(*panel, scheme):
        for step in score_steps(score, scheme):
            assert tuple(step.facts) == STEP_FACTS[step.code]
            assert json.loads(json.dumps(step.as_dict())) == step.as_dict()
