"""Assignments nobody can bring about."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adjudication.assignment import Pairs, Wanted, assign
from adjudication.assignment_random import HALVINGS, assign_at_random, probabilities
from adjudication.errors import InvalidAssignment
from tests.adjudication.test_assignment import all_read_all, problems, wanted


@given(problems(), st.sampled_from([0.3, 0.5, 0.75, 1.0]), st.integers(0, 5))
def test_every_draw_keeps_to_places_and_loads(
    problem: tuple[Pairs, Wanted], most: float, seed: int
) -> None:
    pairs, asked = problem
    found = assign_at_random(pairs, asked, most=most, seed=seed)
    reads = np.bincount(pairs.entry[found.chosen], minlength=pairs.entries)
    assert (reads + found.unfilled == asked.per_entry).all()
    assert (found.loads <= asked.highest).all()
    assert found.chosen.tolist() == sorted(set(found.chosen.tolist()))


@given(problems())
def test_where_anything_may_be_certain_it_is_the_best_one(problem: tuple[Pairs, Wanted]) -> None:
    best, drawn = assign(*problem), assign_at_random(*problem, most=1.0, seed=0)
    assert drawn.objective == pytest.approx(best.objective)
    assert drawn.unfilled.sum() == best.unfilled.sum()


def test_a_pair_is_drawn_as_often_as_is_said() -> None:
    pairs = all_read_all([[9.0, 5.0, 1.0], [8.0, 4.0, 2.0], [7.0, 3.0, 3.0]])
    asked = wanted(pairs, 1, least=1, most=1)
    said = probabilities(pairs, asked, 0.5) / 2**HALVINGS
    assert said.max() <= 0.5
    assert np.bincount(pairs.entry, weights=said).tolist() == [1, 1, 1]
    times = np.zeros(len(said))
    for seed in range(2000):
        times[assign_at_random(pairs, asked, most=0.5, seed=seed).chosen] += 1
    assert times / 2000 == pytest.approx(said, abs=0.05)


def test_the_same_seed_draws_the_same() -> None:
    pairs = all_read_all([[1.0] * 5 for _entry in range(5)])
    draws = {
        tuple(assign_at_random(pairs, wanted(pairs, 2, most=2), most=0.5, seed=seed).chosen)
        for seed in (1, 1, 2, 3)
    }
    assert 1 < len(draws) < 4


def test_what_a_draw_cannot_keep_is_refused() -> None:
    pairs = all_read_all([[1.0, 1.0]], group=[0, 0])
    for most, given_pairs in ((0.5, pairs), (0.0, all_read_all([[1.0]])), (1.1, pairs)):
        with pytest.raises(InvalidAssignment):
            assign_at_random(given_pairs, wanted(given_pairs, 1), most=most, seed=0)
