"""How each judge marks: who is lenient, who surprises, and what is not known of some."""

from __future__ import annotations

import numpy as np
import pytest

from adjudication.calibration import calibrate
from adjudication.certainty import interval
from adjudication.judges import judge_figures
from adjudication.ratings import ratings


def marks(seed: int = 1) -> list[tuple[str, str, float]]:
    """Forty entries; one judge is lenient, one uses half the scale, one marks by lot."""
    draw = np.random.default_rng(seed)
    rows = []
    for entry in range(40):
        worth = draw.normal(0, 8)
        for judge in ("plain", "lenient", "narrow", "by lot"):
            own = {"lenient": worth + 6, "narrow": worth / 2, "by lot": draw.normal(0, 12)}
            rows.append((f"e{entry}", judge, float(60 + own.get(judge, worth) + draw.normal(0, 3))))
    return rows


def test_the_judge_who_marks_by_lot_is_worth_a_look_and_nobody_else() -> None:
    found = {each.judge: each for each in judge_figures(calibrate(ratings(marks())))}
    assert [name for name, each in found.items() if each.is_worth_a_look] == ["by lot"]
    assert max(found.values(), key=lambda each: each.leniency).judge == "lenient"
    rest = {name: each.with_the_rest or 0 for name, each in found.items()}
    assert min(rest, key=rest.__getitem__) == "by lot"
    spread = {name: each.spread or 0 for name, each in found.items()}
    assert min(spread, key=spread.__getitem__) == "narrow"
    surprises = [each.surprise or 0 for each in found.values()]
    assert np.mean(surprises) == pytest.approx(1), "all have marked as much"


def test_what_is_not_known_of_a_judge_is_none() -> None:
    rows = [("A", "x", 5.0), ("A", "y", 6.0), ("B", "x", 8.0), ("B", "y", 6.5), ("C", "z", 1.0)]
    found = {each.judge: each for each in judge_figures(calibrate(ratings(rows)))}
    assert found["z"].spread is None
    assert found["z"].with_the_rest is None
    assert not found["z"].is_worth_a_look
    [alone] = judge_figures(calibrate(ratings([("A", "x", 5.0)])))
    assert (alone.se, alone.spread, alone.surprise) == (None, None, None)
    assert judge_figures(calibrate(ratings([]))) == ()


def test_the_truth_lies_within_the_interval_as_often_as_it_should() -> None:
    inside = []
    for seed in range(30):
        draw = np.random.default_rng(seed)
        worth = draw.normal(0, 7, 40)
        rows = [
            (f"e{e}", f"j{j}", float(60 + worth[e] + draw.normal(0, 8)))
            for e in range(40)
            for j in range(3)
        ]
        low, high = interval(calibrate(ratings(rows)), 0.9)
        inside += ((low <= 60 + worth) & (60 + worth <= high)).tolist()
    assert np.mean(inside) == pytest.approx(0.9, abs=0.03)
