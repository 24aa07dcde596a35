"""Exact numbers, and how they are written."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adjudication.errors import InexactNumber
from adjudication.figures import decimal_text, exact, fraction_text, rounded_text


@pytest.mark.parametrize("value", [0.5, True, "7", None, Decimal("NaN"), Decimal("Infinity")])
def test_a_number_that_could_lose_something_is_refused(value: object) -> None:
    with pytest.raises(InexactNumber) as refused:
        exact(value)  # type: ignore[arg-type]
    assert refused.value.facts == {"value": repr(value)}


def test_decimals_are_taken_to_the_last_digit() -> None:
    assert exact(Decimal("0.1")) == Fraction(1, 10)


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (Fraction(200, 3), 1, "66.7"),
        (Fraction(1, 20), 1, "0.1"),
        (Fraction(-1, 20), 1, "-0.1"),
        (Fraction(-1, 100), 1, "0.0"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(100), 1, "100.0"),
        (Fraction(1, 1000), 2, "0.00"),
        (7, 1, "7.0"),
    ],
)
def test_halves_are_rounded_away_from_zero(value: Fraction, digits: int, text: str) -> None:
    assert rounded_text(value, digits) == text


def test_a_figure_is_written_exactly() -> None:
    assert fraction_text(Fraction(200, 3)) == "200/3"
    assert fraction_text(70) == "70/1"
    assert decimal_text(Fraction(3, 2)) == "1.5"
    assert decimal_text(60) == "60"
    assert decimal_text(Fraction(1, 3)) == "1/3"


@given(st.fractions(min_value=-100, max_value=100), st.integers(0, 4))
def test_rounding_never_moves_a_figure_by_more_than_half_a_digit(
    value: Fraction, digits: int
) -> None:
    assert abs(Fraction(rounded_text(value, digits)) - value) <= Fraction(1, 2 * 10**digits)
