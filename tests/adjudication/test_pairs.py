"""Comparisons of two: the model of Bradley and Terry."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adjudication.errors import InvalidComparisons, NoMaximum
from adjudication.pairs import Abilities, Comparisons, bradley_terry

BASEBALL = (
    (0, 7, 9, 7, 7, 9, 11),
    (6, 0, 7, 5, 11, 9, 9),
    (4, 6, 0, 7, 7, 8, 12),
    (6, 8, 6, 0, 6, 7, 10),
    (6, 2, 6, 7, 0, 7, 12),
    (4, 4, 5, 6, 6, 0, 6),
    (2, 4, 1, 3, 1, 7, 0),
)
"""American League 1987: Milwaukee, Detroit, Toronto, New York, Boston, Cleveland, Baltimore.
A. Agresti, Categorical Data Analysis, table 10.10 of the second edition."""


def of_table(table: tuple[tuple[int, ...], ...]) -> Comparisons:
    """Comparisons from a table of wins."""
    wins = np.asarray(table)
    winner, loser = np.nonzero(wins)
    return Comparisons(winner, loser, wins[winner, loser].astype(float), len(table))


def test_the_baseball_example_to_its_printed_digits() -> None:
    found = bradley_terry(of_table(BASEBALL), reference=6)
    assert np.round(found.ability, 2).tolist() == [1.58, 1.44, 1.29, 1.25, 1.11, 0.68, 0.0]
    assert found.se[6] == 0
    assert round(float(found.se[0]), 2) == 0.34


def test_two_items_have_the_log_odds() -> None:
    found = bradley_terry(of_table(((0, 3), (1, 0))))
    assert found.ability.tolist() == pytest.approx([0, -math.log(3)])
    assert found.se.tolist() == pytest.approx([0, math.sqrt(1 / 3 + 1)])
    assert found.loglik == pytest.approx(3 * math.log(0.75) + math.log(0.25))


def test_without_a_maximum_nothing_is_made_up() -> None:
    with pytest.raises(NoMaximum) as refused:
        bradley_terry(of_table(((0, 2, 1), (1, 0, 1), (0, 0, 0))))
    assert refused.value.facts == {"items": 3, "groups": 2, "example": 2}


def test_a_penalty_always_has_a_maximum() -> None:
    found = bradley_terry(of_table(((0, 1), (0, 0))), penalty=0.5)
    ability = found.ability[1] / 2
    assert 2 * 0.5 * ability == pytest.approx(-1 / (1 + math.exp(-2 * ability)))


tables = st.integers(2, 5).flatmap(
    lambda size: st.lists(
        st.lists(st.integers(0, 4), min_size=size, max_size=size), min_size=size, max_size=size
    )
)


def fitted(table: list[list[int]], **more: float) -> Abilities:
    """The abilities of a table whose diagonal is left out; a penalty keeps them finite."""
    rows = tuple(
        tuple(0 if a == b else wins + (b == (a + 1) % len(table)) for b, wins in enumerate(row))
        for a, row in enumerate(table)
    )
    return bradley_terry(of_table(rows), **more)  # type: ignore[arg-type]


@given(tables)
def test_everybody_wins_as_often_as_expected(table: list[list[int]]) -> None:
    """The equations of the maximum; every item beats the next one, so that there is one."""
    found = fitted(table)
    wins = np.asarray(table, dtype=float)
    size = len(table)
    wins[np.arange(size), (np.arange(size) + 1) % size] += 1
    np.fill_diagonal(wins, 0)
    chance = 1 / (1 + np.exp(found.ability[None, :] - found.ability[:, None]))
    expected = ((wins + wins.T) * chance).sum(axis=1)
    assert wins.sum(axis=1) == pytest.approx(expected, abs=1e-6)


@given(tables)
def test_errors_are_those_of_the_dense_inverse(table: list[list[int]]) -> None:
    found = fitted(table)
    size = len(table)
    wins = np.asarray(table, dtype=float)
    wins[np.arange(size), (np.arange(size) + 1) % size] += 1
    np.fill_diagonal(wins, 0)
    chance = 1 / (1 + np.exp(found.ability[None, :] - found.ability[:, None]))
    weight = (wins + wins.T) * chance * (1 - chance)
    information = np.diag(weight.sum(axis=1)) - weight
    covariance = np.linalg.inv(information[1:, 1:])
    assert found.se[1:] == pytest.approx(np.sqrt(np.diag(covariance)), rel=1e-5)


@given(tables, st.floats(0.01, 5))
def test_the_reference_only_moves_the_scale(table: list[list[int]], penalty: float) -> None:
    one, other = (fitted(table, reference=at, penalty=penalty) for at in (0, 1))
    assert one.ability - one.ability[1] == pytest.approx(other.ability, abs=1e-6)
    assert one.loglik == pytest.approx(other.loglik)
    assert one.se[1] == pytest.approx(other.se[0])


@pytest.mark.parametrize(
    ("winner", "loser", "count", "problem"),
    [
        ([0], [0], [1.0], "itself"),
        ([0], [5], [1.0], "outside"),
        ([0], [1], [0.0], "not-above-zero"),
        ([0], [1], [math.nan], "not-above-zero"),
        ([], [], [], "none"),
        ([0, 1], [1], [1.0], "another-length"),
    ],
)
def test_what_is_no_comparison_is_refused(
    winner: list[int], loser: list[int], count: list[float], problem: str
) -> None:
    with pytest.raises(InvalidComparisons) as refused:
        Comparisons(np.asarray(winner), np.asarray(loser), np.asarray(count), 2)
    assert refused.value.facts["problem"] == problem


def test_penalty_and_reference_must_make_sense() -> None:
    table = of_table(((0, 1), (1, 0)))
    for more in ({"penalty": -1.0}, {"penalty": math.nan}, {"reference": 2}):
        with pytest.raises(InvalidComparisons):
            bradley_terry(table, **more)
