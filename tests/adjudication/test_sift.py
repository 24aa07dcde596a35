"""Pass or fail by several readers."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adjudication.errors import InvalidSift
from adjudication.sift import (
    SiftRule,
    SiftVerdict,
    probability_of_reaching,
    probability_of_score,
    sift,
)

few = st.integers(0, 6)
bars = st.fractions(Fraction(1, 20), Fraction(19, 20), max_denominator=20)


def test_one_pass_is_three_to_one_for_an_entry() -> None:
    """After one pass θ has the density 2θ: three quarters of it lie above a half."""
    assert probability_of_reaching(1, 0, Fraction(1, 2)) == Fraction(3, 4)
    assert probability_of_reaching(0, 0, Fraction(1, 3)) == Fraction(2, 3)


@given(few, few, bars)
def test_it_is_the_area_under_the_beta_density(passes: int, fails: int, bar: Fraction) -> None:
    steps = 4000
    width = (1 - float(bar)) / steps
    middle = [float(bar) + (n + 0.5) * width for n in range(steps)]
    above = sum(t**passes * (1 - t) ** fails for t in middle) * width
    whole = sum(
        ((n + 0.5) / steps) ** passes * (1 - (n + 0.5) / steps) ** fails for n in range(steps)
    )
    expected = above / (whole / steps)
    assert float(probability_of_reaching(passes, fails, bar)) == pytest.approx(expected, abs=1e-4)


@given(few, few, bars)
def test_a_pass_helps_and_a_fail_harms(passes: int, fails: int, bar: Fraction) -> None:
    now = probability_of_reaching(passes, fails, bar)
    assert probability_of_reaching(passes + 1, fails, bar) > now
    assert probability_of_reaching(passes, fails + 1, bar) < now


def test_what_was_read_before_counts_like_readings() -> None:
    half = Fraction(1, 2)
    assert probability_of_reaching(1, 1, half, (2, 3)) == probability_of_reaching(3, 4, half)


def test_a_grey_entry_gets_one_more_reader_until_there_is_none() -> None:
    rule = SiftRule(sure=Fraction(8, 10), readers=3)
    assert sift(2, 0, rule).verdict is SiftVerdict.PASS
    assert sift(0, 2, rule).verdict is SiftVerdict.FAIL
    assert sift(1, 1, rule).verdict is SiftVerdict.READ_AGAIN
    assert sift(2, 1, rule).verdict is SiftVerdict.PASS
    assert sift(1, 2, rule).verdict is SiftVerdict.FAIL


def test_a_calibrated_score_is_measured_in_its_standard_errors() -> None:
    assert probability_of_score(70, 5, 70) == 0.5
    assert probability_of_score(70, 5, 60.2) == pytest.approx(0.975, abs=1e-3)
    assert probability_of_score(70, 0, 70) == 1
    with pytest.raises(InvalidSift):
        probability_of_score(70, float("nan"), 60)


@pytest.mark.parametrize(
    "fields", [{"bar": 0}, {"bar": 1}, {"sure": Fraction(1, 3)}, {"readers": 0}, {"prior": (-1, 0)}]
)
def test_a_rule_that_cannot_decide_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(InvalidSift):
        SiftRule(**fields)  # type: ignore[arg-type]


def test_readings_below_zero_are_refused() -> None:
    with pytest.raises(InvalidSift):
        probability_of_reaching(-1, 0, Fraction(1, 2))
