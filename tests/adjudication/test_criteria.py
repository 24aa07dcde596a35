"""Criteria, scales, and the checks of a scheme."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest

from adjudication.criteria import Criterion, Scale, Scheme
from adjudication.errors import InexactNumber, InvalidScheme, MarkOutsideScale, UnknownProfile

IMPACT = Criterion("impact")


def test_the_lowest_mark_is_worth_nothing_and_the_highest_a_hundred() -> None:
    scale = Scale(1, 5)
    assert [scale.points(mark) for mark in (1, 2, 3, 4, 5)] == [0, 25, 50, 75, 100]


def test_a_mark_between_two_words_of_the_scale_keeps_its_exact_worth() -> None:
    assert Scale(0, 3).points(Decimal("0.5")) == Fraction(50, 3)


@pytest.mark.parametrize("mark", [0, 6, Decimal("5.01")])
def test_a_mark_outside_the_scale_has_no_worth(mark: int | Decimal) -> None:
    with pytest.raises(MarkOutsideScale) as refused:
        Scale(1, 5).points(mark)
    assert refused.value.facts["lowest"] == "1"
    assert refused.value.facts["highest"] == "5"


@pytest.mark.parametrize(
    ("build", "field", "problem"),
    [
        (lambda: Criterion(""), "criteria", "key-empty"),
        (lambda: Criterion("impact", 0), "weight", "not-above-zero"),
        (lambda: Criterion("impact", -1), "weight", "not-above-zero"),
        (lambda: Scale(3, 3), "scale", "lowest-not-below-highest"),
        (lambda: Scheme(()), "criteria", "none"),
        (lambda: Scheme((IMPACT, IMPACT)), "criteria", "repeated-key"),
        (lambda: Scheme((IMPACT,), minimum_scorecards=0), "minimum_scorecards", "not-above-zero"),
        (lambda: Scheme((IMPACT,), method="highest-mean/1"), "method", "not-for-scoring"),
    ],
)
def test_a_scheme_that_cannot_give_a_score_names_its_field(
    build: Callable[[], object], field: str, problem: str
) -> None:
    with pytest.raises(InvalidScheme) as refused:
        build()
    assert (refused.value.facts["field"], refused.value.facts["problem"]) == (field, problem)


def test_a_weight_is_exact() -> None:
    with pytest.raises(InexactNumber):
        Criterion("impact", 0.3)  # type: ignore[arg-type]


def test_a_method_nobody_knows_is_refused_by_its_name() -> None:
    with pytest.raises(UnknownProfile) as refused:
        Scheme((IMPACT,), method="median/1")
    assert refused.value.facts == {"name": "median/1"}


def test_the_heaviest_criterion_is_one_or_none() -> None:
    light, heavy = Criterion("prevention", 1), Criterion("impact", Decimal("1.5"))
    assert Scheme((light, heavy)).heaviest == heavy
    assert Scheme((light, IMPACT)).heaviest is None
