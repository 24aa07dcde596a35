"""How sure an order is: exact chances, draws, a second way through the whole covariance matrix."""

from __future__ import annotations

import numpy as np
import pytest

from adjudication.calibration import Calibration, calibrate
from adjudication.certainty import (
    Bands,
    Posterior,
    contenders,
    is_open,
    posterior,
    without_each_judge,
)
from adjudication.ratings import Ratings, ratings
from benchmarks.core_certainty import READINGS, said, season
from tests.adjudication.dense import Dense

Row = tuple[str, str, float]


def panel(seed: int, entries: int = 6, judges: int = 4, share: float = 1.0) -> list[Row]:
    """Scores of one category, some of them missing."""
    draw = np.random.default_rng(seed)
    worth, lenient = draw.normal(0, 7, entries), draw.normal(0, 5, judges)
    return [
        (f"e{e}", f"j{j}", float(60 + worth[e] + lenient[j] + draw.normal(0, 6)))
        for e in range(entries)
        for j in range(judges)
        if draw.random() < share
    ]


def joint_of(given: Ratings) -> tuple[Calibration, Posterior]:
    """The corrected scores, and the joint distribution of the first category."""
    found = calibrate(given)
    joint = posterior(found, 0)
    assert joint is not None
    return found, joint


def by_draws(given: Ratings, found: Calibration, count: int = 1) -> np.ndarray:
    """Chances to be among the best, from draws of the covariance matrix of all scores."""
    spread = (found.sd.entry, found.sd.judge, found.sd.residual)
    variances = np.array([each or 0.0 for each in spread]) ** 2
    mean, covariance, _judges, _cov = Dense.of(given).effects(variances)
    drawn = np.random.default_rng(9).multivariate_normal(mean, covariance, 200_000, method="eigh")
    best = np.argsort(-drawn, axis=1)[:, :count]
    return np.bincount(best.ravel(), minlength=len(mean)) / len(drawn)


@pytest.mark.parametrize("seed", range(1, 5))
def test_chances_of_a_panel_that_read_everything_are_exact(seed: int) -> None:
    given = ratings(panel(seed))
    found, joint = joint_of(given)
    assert joint.is_even
    np.testing.assert_allclose(joint.best(), by_draws(given, found), atol=0.005)
    assert (joint.best(1) == joint.best(2)).all(), "nothing is drawn"


@pytest.mark.parametrize("seed", range(6))
def test_chances_of_a_panel_that_read_different_entries(seed: int) -> None:
    given = ratings(panel(seed, entries=8, judges=6, share=0.5))
    found, joint = joint_of(given)
    assert not joint.is_even
    np.testing.assert_allclose(joint.best(3), by_draws(given, found), atol=0.012)
    np.testing.assert_allclose(joint.top(3, 3), by_draws(given, found, 3), atol=0.015)
    assert joint.best(3).sum() == pytest.approx(1)
    assert joint.top(3).sum() == pytest.approx(3)
    assert (joint.best(3) == joint.best(3)).all(), "the same seed draws the same"


def test_a_public_vote_is_drawn_as_well() -> None:
    given = ratings(panel(1, entries=5, judges=40, share=0.3))
    found, joint = joint_of(given)
    assert not found.prediction.units_inside
    np.testing.assert_allclose(joint.best(3), by_draws(given, found), atol=0.012)
    complete = ratings(panel(1, entries=5, judges=40))
    found, joint = joint_of(complete)
    assert joint.is_even
    np.testing.assert_allclose(joint.best(), by_draws(complete, found), atol=0.005)


def test_of_many_entries_the_hopeless_are_left_out_and_nothing_is_lost() -> None:
    given = ratings(panel(5, entries=60, judges=12, share=0.4))
    found, joint = joint_of(given)
    chances = joint.best(1)
    np.testing.assert_allclose(chances, by_draws(given, found), atol=0.012)
    assert (chances == 0).sum() > 20


@pytest.mark.parametrize("share", [1.0, 0.7])
def test_two_entries_are_exact_and_one_beats_the_other(share: float) -> None:
    rows = [(*row, f"c{seed}") for seed in (2, 3) for row in panel(seed, 2, 9, share)]
    found = calibrate(ratings(rows))
    joint = posterior(found, 0)
    assert joint is not None
    assert joint.best()[0] == pytest.approx(joint.beats(0, 1), abs=1e-9)
    assert joint.beats(0, 1) + joint.beats(1, 0) == pytest.approx(1)


def test_equal_scores_have_equal_chances() -> None:
    rows = [("A", "x", 8.0), ("A", "y", 6.0), ("B", "x", 6.0), ("B", "y", 8.0), ("C", "x", 1.0)]
    _found, joint = joint_of(ratings([*rows, ("C", "y", 2.0)]))
    chances = joint.best()
    assert chances[0] == chances[1]
    assert joint.beats(0, 1) == 0.5


@pytest.mark.parametrize(
    "rows",
    [
        [("A", "x", 5.0), ("A", "y", 6.0)],
        [("A", "x", 5.0), ("B", "x", 6.0), ("C", "x", 9.0)],
        [("A", "x", 1.0), ("A", "y", 3.0), ("B", "x", 3.0), ("B", "y", 1.0)],
        [("A", "x", 5.0), ("A", "y", 5.0), ("B", "x", 5.0), ("B", "y", 5.0)],
    ],
    ids=["one entry", "one mark each", "no variance between entries", "constant"],
)
def test_nobody_is_called_clear_where_the_scores_do_not_tell(rows: list[Row]) -> None:
    assert posterior(calibrate(ratings(rows)), 0) is None


def test_words_and_contenders() -> None:
    assert [Bands().word(each) for each in (0.8, 0.79, 0.5, 0.49)] == [
        "clear",
        "ahead",
        "ahead",
        "close",
    ]
    assert Bands(clear=0.95).word(0.9) == "ahead"
    assert contenders([0.1, 0.6, 0.25, 0.05]) == (1, 2, 0)
    assert contenders([0.95, 0.05]) == (0,)
    assert contenders([0.5, 0.2, 0.2, 0.1]) == (0, 1, 2)
    assert contenders([0.4, 0.3, 0.15, 0.15]) == (0, 1, 2, 3), "equals come together"
    assert [is_open(each) for each in (0.34, 0.35, 0.65, 0.66)] == [False, True, True, False]


def test_one_judge_who_alone_makes_the_winner_is_seen() -> None:
    rows = [("A", "x", 70.0), ("A", "y", 71.0), ("A", "friend", 99.0)]
    rows += [("B", "x", 75.0), ("B", "y", 76.0), ("B", "friend", 70.0)]
    rows += [("C", "x", 60.0), ("C", "y", 61.0), ("C", "friend", 62.0)]
    found = calibrate(ratings(rows))
    assert found.places(0).tolist() == [1, 2, 3]
    left = {found.ratings.judges[out.judge]: out for out in without_each_judge(found, 0)}
    assert {name: out.changes for name, out in left.items()} == {
        "x": False,
        "y": False,
        "friend": True,
    }
    assert left["friend"].winners == (1,)


def test_an_entry_nobody_else_read_is_out_with_its_judge() -> None:
    rows = [("A", "x", 9.0), ("B", "y", 5.0), ("B", "z", 4.0), ("C", "x", 3.0), ("C", "y", 2.0)]
    found = calibrate(ratings(rows))
    assert all(out.winners for out in without_each_judge(found, 0))
    alone = calibrate(ratings([("A", "x", 9.0)]))
    assert [out.winners for out in without_each_judge(alone, 0)] == [()]


@pytest.mark.parametrize("reading", READINGS, ids=lambda reading: str(reading.name))
def test_what_is_said_happens_as_often_as_it_is_said(reading: object) -> None:
    """A few of the seasons of the page's table; the rest in `benchmarks/core_certainty.py`."""
    own = next(each for each in READINGS if each is reading)
    given = [each for seed in range(20) for each in said(seed, own)]
    assert len(given) == 20 * len(season(0, own)[1])
    for low, high in ((0.5, 1.01), (0.2, 0.5), (0.0, 0.2)):
        band = [each for each in given if low <= each.chance < high]
        stated = sum(each.chance for each in band) / len(band)
        happened = sum(each.is_best for each in band) / len(band)
        assert abs(stated - happened) < 0.05, (low, high, stated, happened)
