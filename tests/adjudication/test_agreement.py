"""How far judges agree: published figures, a second way by pairs, and what does not exist."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from adjudication.agreement import (
    ICC_KINDS,
    Concordance,
    Interval,
    Level,
    Reason,
    Reliability,
    alpha,
    icc,
    kendall,
    reliability,
    reliability_interval,
    with_the_rest,
)
from adjudication.calibration import calibrate
from adjudication.ratings import Ratings, from_codes, ratings
from tests.adjudication.published import four_observers, shrout_and_fleiss, three_coders


def test_shrout_and_fleiss_have_the_published_correlations() -> None:
    found = icc(shrout_and_fleiss())
    assert not isinstance(found, Reason)
    assert tuple(found) == ICC_KINDS
    assert [round(each or 0, 2) for each in found.values()] == [0.17, 0.44, 0.29, 0.62, 0.71, 0.91]


def test_shrout_and_fleiss_have_the_published_interval() -> None:
    found = reliability_interval(shrout_and_fleiss())
    assert isinstance(found, Interval)
    assert [round(each, 2) for each in found.single] == [0.02, 0.76]
    assert [round(each, 2) for each in found.panel] == [0.07, 0.93]
    narrow = reliability_interval(shrout_and_fleiss(), 0.5)
    assert isinstance(narrow, Interval)
    assert found.single[0] < narrow.single[0] < 0.29 < narrow.single[1] < found.single[1]
    assert reliability_interval(four_observers()) is Reason.INCOMPLETE
    alike = [(f"e{e}", j, float(e)) for e in range(4) for j in "xy"]
    assert reliability_interval(ratings(alike)) is Reason.NO_VARIANCE


@pytest.mark.parametrize(
    ("level", "published"),
    [(Level.NOMINAL, 0.743), (Level.ORDINAL, 0.815), (Level.INTERVAL, 0.849), (Level.RATIO, 0.797)],
)
def test_krippendorffs_four_observers_have_the_published_alpha(
    level: Level, published: float
) -> None:
    found = alpha(four_observers(), level)
    assert not isinstance(found, Reason)
    assert round(found, 3) == published


def test_the_three_coders_have_the_published_alpha() -> None:
    for level, published in ((Level.NOMINAL, 0.691), (Level.INTERVAL, 0.811)):
        found = alpha(three_coders(), level)
        assert not isinstance(found, Reason)
        assert round(found, 3) == published


def by_pairs(given: Ratings, level: Level) -> float:
    """α as it is defined: every pair of values within a unit, and every pair of all."""
    units = [given.score[given.unit == unit] for unit in range(len(given.unit_entry))]
    units = [values for values in units if len(values) > 1]
    pool = np.concatenate(units)
    counts = {value: int((pool == value).sum()) for value in np.unique(pool)}

    def apart(a: float, b: float) -> float:
        low, high = min(a, b), max(a, b)
        if level is Level.NOMINAL:
            return float(a != b)
        if level is Level.ORDINAL:
            between = sum(n for value, n in counts.items() if low <= value <= high)
            return float((between - (counts[a] + counts[b]) / 2) ** 2)
        if level is Level.RATIO:
            return 0.0 if a == b == 0 else float(((a - b) / (a + b)) ** 2)
        return float((a - b) ** 2)

    seen = sum(sum(apart(a, b) for a, b in permutations(v, 2)) / (len(v) - 1) for v in units)
    expected = sum(apart(a, b) for a, b in permutations(pool, 2)) / (len(pool) - 1)
    return 1 - seen / expected


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("seed", range(6))
def test_alpha_is_the_one_of_all_pairs(level: Level, seed: int) -> None:
    draw = np.random.default_rng(seed)
    rows = [
        (f"e{e}", f"j{j}", float(draw.integers(0, 5) + (e % 3)))
        for e in range(12)
        for j in range(4)
        if draw.random() < 0.7
    ]
    assert alpha(ratings(rows), level) == pytest.approx(by_pairs(ratings(rows), level), abs=1e-12)


def test_judges_who_agree_fully_agree_fully() -> None:
    rows = [(f"e{e}", j, float(e**2 + 1)) for e in range(6) for j in "xyz"]
    given = ratings(rows)
    assert [alpha(given, level) for level in Level] == pytest.approx([1.0] * 4)
    found = icc(given)
    assert not isinstance(found, Reason)
    assert list(found.values()) == pytest.approx([1.0] * 6)
    concordance = kendall(given)
    assert isinstance(concordance, Concordance)
    assert concordance.w == pytest.approx(1)
    assert with_the_rest(given) == pytest.approx([1.0] * 3)


def test_kendalls_w_allows_for_ties() -> None:
    """By hand: sums of ranks 4.5, 5, 9.5, 12, 14, 18; ties of two, of two, and of three."""
    table = [[1, 2, 2, 4, 5, 6], [1, 1, 3, 4, 5, 6], [2, 1, 3, 3, 3, 6]]
    given = ratings(
        [(f"e{e}", f"j{j}", float(s)) for j, row in enumerate(table) for e, s in enumerate(row)]
    )
    found = kendall(given)
    assert isinstance(found, Concordance)
    assert found.w == pytest.approx(12 * 138 / (9 * (6**3 - 6) - 3 * (6 + 6 + 24)))
    assert found.chi2 == pytest.approx(15 * found.w)
    assert found.df == 5
    assert found.p == pytest.approx(0.016, abs=5e-4)


def test_each_judge_is_compared_with_the_others_alone() -> None:
    rows = [
        ("A", "x", 1),
        ("B", "x", 2),
        ("C", "x", 3),
        ("A", "y", 1),
        ("B", "y", 3),
        ("C", "y", 2),
    ]
    rows += [("D", "x", 9), ("A", "z", 3), ("B", "z", 2), ("C", "z", 1)]
    found = dict(zip(ratings(rows).judges, with_the_rest(ratings(rows)), strict=True))
    assert found["x"] == pytest.approx(-0.5), "with (y+z)/2 = 2, 2.5, 1.5; D was read by x alone"
    assert found["z"] == pytest.approx(-(3**0.5) / 2), "with (x+y)/2 = 1, 2.5, 2.5"


def test_reliability_of_a_complete_panel_is_the_correlation_of_agreement() -> None:
    given = shrout_and_fleiss()
    found, correlations = reliability(calibrate(given)), icc(given)
    assert isinstance(found, Reliability)
    assert not isinstance(correlations, Reason)
    assert found.single == pytest.approx(correlations["A,1"], abs=1e-6)
    assert found.panel == pytest.approx(correlations["A,k"], abs=1e-6)


@pytest.mark.parametrize(
    ("rows", "reasons"),
    [
        ([], [Reason.NO_SCORES] * 4),
        (
            [("A", "x", 1), ("B", "x", 2)],
            [Reason.ONE_JUDGE, Reason.NOTHING_READ_TWICE, Reason.ONE_JUDGE, Reason.NOT_ESTIMABLE],
        ),
        (
            [("A", "x", 5), ("B", "x", 5), ("A", "y", 5), ("B", "y", 5)],
            [Reason.NO_VARIANCE] * 4,
        ),
        (
            [("A", "x", 5), ("A", "y", 4), ("A", "z", 3)],
            [Reason.ONE_ENTRY, None, Reason.ONE_ENTRY, Reason.NOT_ESTIMABLE],
        ),
        (
            [("A", "x", 5), ("B", "x", 4), ("A", "y", 3)],
            [Reason.INCOMPLETE, None, Reason.INCOMPLETE, None],
        ),
    ],
)
def test_what_does_not_exist_says_why(
    rows: list[tuple[str, str, float]], reasons: list[Reason | None]
) -> None:
    given = ratings(rows)
    found = [icc(given), alpha(given), kendall(given), reliability(calibrate(given))]
    assert [each if isinstance(each, Reason) else None for each in found] == reasons


def test_a_ratio_scale_has_no_negative_and_no_endless_values() -> None:
    assert alpha(ratings([("A", "x", -1), ("A", "y", 2)]), Level.RATIO) is Reason.NEGATIVE
    many = np.arange(40_000)
    given = from_codes(
        ([f"e{n}" for n in range(20_000)], many // 2), (("x", "y"), many % 2), many + 1.0
    )
    assert alpha(given, Level.RATIO) is Reason.TOO_MANY_VALUES
    assert not isinstance(alpha(given, Level.ORDINAL), Reason)
