"""Scores corrected for lenient and severe judges: published figures, a second way, invariances."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import numpy as np
import pytest

from adjudication.calibration import NOTE_FACTS, Calibration, calibrate
from adjudication.errors import InvalidRatings, RepeatedScorecard
from adjudication.ratings import Ratings, from_codes, ratings
from tests.adjudication.dense import Dense
from tests.adjudication.published import DYESTUFF, DYESTUFF2, batches, penicillin

Row = tuple[str, str, float, str]


def invented(seed: int) -> list[Row]:
    """Scores of a few categories, with gaps, some variances 0."""
    draw = np.random.default_rng(seed)
    entries, judges = int(draw.integers(3, 12)), int(draw.integers(2, 7))
    worth = draw.normal(size=entries) * draw.choice([0, 0.3, 1, 3])
    lenient = draw.normal(size=judges) * draw.choice([0, 0.3, 1])
    read = draw.choice([0.5, 0.8, 1])
    return [
        (f"e{e}", f"j{j}", float(50 + 10 * (worth[e] + lenient[j] + draw.normal() + c)), f"c{c}")
        for c in range(int(draw.integers(1, 4)))
        for e in range(entries)
        for j in range(judges)
        if draw.random() < read
    ]


def estimable() -> Iterator[tuple[int, Ratings]]:
    """Invented scores that tell all three variances."""
    for seed in range(30):
        rows = invented(seed)
        if len(rows) > 8 and None not in vars_of(calibrate(ratings(rows))):
            yield seed, ratings(rows)


def vars_of(found: Calibration) -> tuple[float | None, float | None, float | None]:
    """The standard deviations of entries, judges, remainder."""
    return found.sd.entry, found.sd.judge, found.sd.residual


def codes(found: Calibration) -> set[str]:
    """The codes of its notes, each with the facts its sentence needs."""
    assert all(tuple(note.facts) == NOTE_FACTS[note.code] for note in found.notes)
    return {note.code for note in found.notes}


def test_penicillin_has_the_published_variances_and_likelihood() -> None:
    found = calibrate(penicillin())
    assert found.loglik is not None
    assert round(-2 * found.loglik, 4) == 330.8606
    assert [round(each, 4) for each in vars_of(found) if each] == [0.8467, 1.9316, 0.5499]
    assert round(float(found.prediction.mean[0]), 4) == 22.9722


def test_dyestuff_has_the_published_variances_and_likelihood() -> None:
    found = calibrate(batches(DYESTUFF))
    assert found.loglik is not None
    assert round(-2 * found.loglik, 4) == 319.6543
    assert found.sd.entry is not None
    assert found.sd.residual is not None
    assert round(found.sd.entry, 2) == 42.0
    assert round(found.sd.residual, 2) == 49.51
    assert found.sd.judge is None, "with one score each, judges cannot be told from chance"
    assert "judges-not-told-apart" in codes(found)


def test_a_variance_of_zero_is_exactly_zero_and_said() -> None:
    found = calibrate(batches(DYESTUFF2))
    assert found.loglik is not None
    assert round(-2 * found.loglik, 4) == 161.8283
    assert found.sd.entry == 0
    assert "entries-not-separated" in codes(found)
    assert set(found.places(0).tolist()) == {1}


def test_figures_are_those_of_the_whole_covariance_matrix() -> None:
    looked_at = 0
    for seed, given in estimable():
        found, dense = calibrate(given), Dense.of(given)
        variances = np.array([each or 0.0 for each in vars_of(found)]) ** 2
        units, unit_cov, judges, judge_cov = dense.effects(variances)
        assert found.loglik == pytest.approx(dense.loglik(variances), abs=1e-8), seed
        np.testing.assert_allclose(found.prediction.unit, units, atol=1e-8)
        np.testing.assert_allclose(found.prediction.judge, judges, atol=1e-8)
        np.testing.assert_allclose(found.unit_se**2, np.diagonal(unit_cov), atol=1e-8)
        np.testing.assert_allclose(found.judge_se**2, np.diagonal(judge_cov), atol=1e-8)
        looked_at += 1
    assert looked_at > 20


def test_no_search_finds_a_higher_likelihood() -> None:
    for seed, given in list(islice(estimable(), 4)):
        found = calibrate(given).loglik
        assert found == pytest.approx(Dense.of(given).highest(), abs=1e-6), seed


def test_many_judges_and_few_entries_are_solved_the_other_way_round_alike() -> None:
    draw = np.random.default_rng(4)
    given = ratings(
        [
            (f"e{e}", f"j{j}", float(draw.normal() + e))
            for j in range(60)
            for e in range(4)
            if (j + e) % 3
        ]
    )
    found, dense = calibrate(given), Dense.of(given)
    assert not found.prediction.units_inside
    units, unit_cov, judges, _cov = dense.effects(
        np.array([each or 0.0 for each in vars_of(found)]) ** 2
    )
    np.testing.assert_allclose(found.prediction.unit, units, atol=1e-8)
    np.testing.assert_allclose(found.prediction.judge, judges, atol=1e-8)
    np.testing.assert_allclose(found.unit_se**2, np.diagonal(unit_cov), atol=1e-8)


@pytest.mark.parametrize("seed", range(10))
def test_the_order_of_the_rows_and_the_names_do_not_matter(seed: int) -> None:
    rows = invented(seed)
    before = calibrate(ratings(rows))
    mixed = [rows[at] for at in np.random.default_rng(seed).permutation(len(rows))]
    after = calibrate(ratings([(f"x{e}", f"y{j}", s, f"z{c}") for e, j, s, c in mixed]))
    for one, other in zip(vars_of(before), vars_of(after), strict=True):
        assert one == pytest.approx(other, abs=1e-4)
    there = {key[1:]: each for key, each in by_name(after).items()}
    for name, figure in by_name(before).items():
        assert figure == pytest.approx(there[name.replace("/", "/z")], abs=1e-4)


def by_name(found: Calibration) -> dict[str, float]:
    """The adjusted figure of each entry in each category."""
    ours = found.ratings
    names = [
        f"{ours.entries[entry]}/{ours.categories[category]}"
        for entry, category in zip(ours.unit_entry, ours.unit_category, strict=True)
    ]
    return dict(zip(names, found.adjusted.tolist(), strict=True))


@pytest.mark.parametrize("seed", range(10))
def test_another_scale_gives_the_same_on_that_scale(seed: int) -> None:
    rows = invented(seed)
    before = calibrate(ratings(rows))
    after = calibrate(ratings([(e, j, 1000 + s / 8, c) for e, j, s, c in rows]))
    np.testing.assert_allclose(after.adjusted, 1000 + before.adjusted / 8, atol=1e-4)
    assert [after.places(c).tolist() for c in range(len(after.ratings.categories))] == [
        before.places(c).tolist() for c in range(len(before.ratings.categories))
    ]


def complete(seed: int, judges: int = 4) -> list[Row]:
    """A panel that read everything, with whole marks: ties are normal."""
    draw = np.random.default_rng(seed)
    return [
        (f"e{e}", f"j{j}", float(draw.integers(0, 3) + e // 5), "c")
        for e in range(15)
        for j in range(judges)
    ]


@pytest.mark.parametrize("seed", range(10))
def test_where_everybody_read_everything_the_order_and_the_ties_are_the_means(seed: int) -> None:
    found = calibrate(ratings(complete(seed)))
    assert not found.order_can_change(0)
    if found.sd.entry:
        raw = found.raw.tolist()
        assert found.places(0).tolist() == [1 + sum(other > each for other in raw) for each in raw]


@pytest.mark.parametrize("seed", range(5))
def test_a_judge_who_marks_everybody_higher_moves_nobody(seed: int) -> None:
    rows = complete(seed)
    before = calibrate(ratings(rows))
    after = calibrate(ratings([(e, j, s + 7 * (j == "j2"), c) for e, j, s, c in rows]))
    assert before.places(0).tolist() == after.places(0).tolist()
    if before.sd.judge:
        np.testing.assert_allclose(before.prediction.unit, after.prediction.unit, atol=1e-6)


def test_a_mark_at_the_mean_may_as_well_not_be_there() -> None:
    with_it = [("A", "x", 4.0), ("A", "y", 8.0), ("A", "z", 6.0), ("B", "x", 5.0), ("B", "z", 4.0)]
    without = [row for row in with_it if row[:2] != ("A", "z")]
    assert calibrate(ratings(with_it)).raw[0] == calibrate(ratings(without)).raw[0] == 6


def test_severe_judges_who_read_other_entries_are_allowed_for() -> None:
    rows = [
        (f"e{e}", j, 60.0 + e % 3 - 9 * (j == "severe"))
        for e in range(12)
        for j in ("x", "y", "severe")
    ]
    rows = [
        row
        for row in rows
        if not (row[0] in {"e0", "e1"} and row[1] != "severe")
        and not (row[0] == "e2" and row[1] == "severe")
    ]
    found = calibrate(ratings([*rows, ("e0", "x", 61.0), ("e1", "y", 61.0)]))
    assert found.order_can_change(0)
    severe = found.prediction.judge[found.ratings.judges.index("severe")]
    assert severe == found.prediction.judge.min()
    assert severe < -5


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([], "no-scores"),
        ([("A", "x", 5), ("A", "y", 5), ("B", "x", 5), ("B", "y", 5)], "constant-scores"),
        ([("A", "x", 5), ("A", "y", 6)], "one-entry"),
        ([("A", "x", 5), ("B", "x", 6), ("C", "x", 9)], "one-judge"),
        ([("A", "x", 5), ("B", "x", 6), ("C", "x", 9)], "entries-have-one-mark"),
        ([("A", "x", 5), ("A", "y", 6), ("B", "x", 7), ("B", "y", 9), ("B", "z", 1)], "one-mark"),
        ([("A", "x", 1), ("A", "y", 3), ("B", "x", 3), ("B", "y", 5)], "no-remainder"),
        ([("A", "x", 5)], "one-score-each"),
        ([("A", "x", 5), ("A", "y", 6), ("B", "z", 7), ("B", "w", 9)], "no-overlap"),
        (
            [("A", "x", 3), ("B", "x", 1), ("C", "x", 2), ("A", "y", 2), ("B", "y", 1)],
            "looks-like-ranks",
        ),
        ([("A", "x", 3), ("B", "x", 1), ("A", "y", 3), ("B", "y", 2)], "same-panel-everywhere"),
    ],
)
def test_scores_that_say_little_are_answered_with_a_note(
    rows: list[tuple[str, str, float]], code: str
) -> None:
    found = calibrate(ratings(rows))
    assert code in codes(found)
    assert np.isfinite(found.adjusted).all()


def test_one_entry_in_two_categories_is_judged_in_each() -> None:
    rows = [("A", "x", 9, "one"), ("A", "y", 8, "one"), ("B", "x", 5, "one"), ("B", "y", 3, "one")]
    alone = calibrate(ratings(rows))
    both = calibrate(
        ratings([*rows, ("A", "x", 1, "two"), ("C", "x", 3, "two"), ("C", "y", 1, "two")])
    )
    assert alone.places(0).tolist() == both.places(0).tolist() == [1, 2]
    assert both.ratings.same_panel == (True, False)


def test_what_is_no_score_is_refused() -> None:
    with pytest.raises(RepeatedScorecard) as refused:
        ratings([("A", "x", 1), ("B", "x", 2), ("A", "x", 3)])
    assert refused.value.facts == {"entry": "A", "judge": "x", "category": "all"}
    with pytest.raises(InvalidRatings, match="not-finite"):
        ratings([("A", "x", float("nan"))])
    with pytest.raises(InvalidRatings, match="lengths"):
        from_codes((("A",), [0]), (("x",), [0, 0]), [1.0, 2.0])
