"""Marks and scorecards as they are handed in."""

from __future__ import annotations

from decimal import Decimal

import pytest

from adjudication.errors import InexactNumber, RepeatedMark
from adjudication.scorecards import Mark, Scorecard


@pytest.mark.parametrize("value", [7.5, True, "7"])
def test_a_mark_is_an_exact_number(value: object) -> None:
    with pytest.raises(InexactNumber):
        Mark("impact", value)  # type: ignore[arg-type]


def test_half_marks_are_possible_as_decimals() -> None:
    assert Mark("impact", Decimal("7.5")).value == Decimal("7.5")


def test_a_criterion_is_marked_once_on_a_card() -> None:
    with pytest.raises(RepeatedMark) as refused:
        Scorecard("ann", "lantern", "theme", (Mark("impact", 7), Mark("impact", 8)))
    assert refused.value.facts == {"judge": "ann", "entry": "lantern", "category": "theme"}
