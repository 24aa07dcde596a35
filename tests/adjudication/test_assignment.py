"""Who reads what: optimal, within loads, honest about what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adjudication.assignment import Assignment, Pairs, Wanted, assign
from adjudication.errors import InvalidAssignment


def all_read_all(
    fits: Sequence[Sequence[float]],
    role: Sequence[int] | None = None,
    group: Sequence[int] | None = None,
) -> Pairs:
    """Every judge may read every entry; `fits[entry][judge]`."""
    table = np.asarray(fits, dtype=float)
    entry, judge = (part.ravel() for part in np.indices(table.shape))
    roles, groups = (None if given is None else np.asarray(given) for given in (role, group))
    size = len(table), table.shape[1]
    return Pairs(entry, judge, table.ravel(), size[0], size[1], role=roles, group=groups)


def wanted(
    pairs: Pairs, per_entry: int, least: int = 0, most: int = 99, reserved: tuple[int, ...] = ()
) -> Wanted:
    """The same load for every judge."""
    loads = np.full(pairs.judges, least), np.full(pairs.judges, most)
    return Wanted(per_entry, *loads, reserved)


def readers(pairs: Pairs, found: Assignment) -> set[tuple[int, int]]:
    """The pairs taken, as (entry, judge)."""
    chosen = found.chosen
    return set(zip(pairs.entry[chosen].tolist(), pairs.judge[chosen].tolist(), strict=True))


@st.composite
def problems(draw: st.DrawFn) -> tuple[Pairs, Wanted]:
    """Small problems, some of which cannot be filled."""
    entries, judges = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    may = [draw(st.booleans() | st.just(value=True)) for _pair in range(entries * judges)]
    where = np.flatnonzero(may)
    fit = [draw(st.integers(0, 100)) / 100 for _pair in where]
    pairs = Pairs(where // judges, where % judges, np.asarray(fit, float), entries, judges)
    per_entry = draw(st.integers(1, 2))
    lowest = np.asarray([draw(st.integers(0, 1)) for _judge in range(judges)])
    if lowest.sum() > per_entry * entries:
        lowest[:] = 0
    highest = lowest + [draw(st.integers(0, 2)) for _judge in range(judges)]
    return pairs, Wanted(per_entry, lowest, highest)


def every_way(pairs: Pairs, asked: Wanted) -> Iterator[tuple[int, float, float]]:
    """What each allowed choice of pairs lacks, its sum of fits, and what its worst entry has."""
    for picked in product((False, True), repeat=len(pairs.entry)):
        taken = np.asarray(picked, dtype=bool)
        reads = np.bincount(pairs.entry[taken], minlength=pairs.entries)
        loads = np.bincount(pairs.judge[taken], minlength=pairs.judges)
        if (reads <= asked.per_entry).all() and (loads <= asked.highest).all():
            lacks = (asked.per_entry - reads).sum() + np.maximum(asked.lowest - loads, 0).sum()
            fits = pairs.fit[taken]
            served = np.bincount(pairs.entry[taken], weights=fits, minlength=pairs.entries)
            yield int(lacks), float(fits.sum()), float(served.min())


@given(problems())
def test_nothing_better_is_found_by_trying_every_way(problem: tuple[Pairs, Wanted]) -> None:
    found = assign(*problem)
    lacks = int(found.unfilled.sum() + found.below.sum())
    best = min(((lack, -total) for lack, total, _worst in every_way(*problem)))
    assert (lacks, -found.objective) == pytest.approx(best)


@given(problems())
def test_the_fair_one_fills_as_much_and_serves_the_worst_no_worse(
    problem: tuple[Pairs, Wanted],
) -> None:
    plain, fair = assign(*problem), assign(*problem, fair=True)
    assert fair.unfilled.sum() == plain.unfilled.sum()
    assert fair.served.min() >= plain.served.min() - 1e-9
    assert (fair.loads <= problem[1].highest).all()


def test_fairness_gives_up_a_little_for_the_worst_served() -> None:
    pairs = all_read_all([[1.0, 0.9], [0.5, 0.1]])
    asked = wanted(pairs, 1, most=1)
    assert readers(pairs, assign(pairs, asked)) == {(0, 1), (1, 0)}
    tight = all_read_all([[1.0, 0.3], [0.6, 0.2]])
    assert assign(tight, wanted(tight, 1, most=1)).served.min() == pytest.approx(0.2)
    fair = assign(tight, wanted(tight, 1, most=1), fair=True)
    assert fair.served.min() == pytest.approx(0.3)


def test_the_same_seed_gives_the_same_answer_and_others_only_other_ties() -> None:
    pairs = all_read_all([[1.0] * 6 for _entry in range(6)])
    asked = wanted(pairs, 2, most=2)
    answers = {frozenset(readers(pairs, assign(pairs, asked, seed=seed))) for seed in range(6)}
    assert len(answers) > 1
    assert readers(pairs, assign(pairs, asked, seed=3)) == readers(
        pairs, assign(pairs, asked, seed=3)
    )
    assert {assign(pairs, asked, seed=seed).objective for seed in range(6)} == {12.0}


def test_lower_bounds_are_part_of_one_optimum() -> None:
    """Minima first and the rest afterwards would give entry 0 to judge 1 for ever."""
    pairs = all_read_all([[5.0, 4.0], [5.0, 1.0]])
    found = assign(pairs, wanted(pairs, 1, least=1))
    assert readers(pairs, found) == {(0, 1), (1, 0)}
    assert found.objective == 9


def test_a_shortage_is_told_by_the_place() -> None:
    pairs = all_read_all([[1.0], [2.0]])
    found = assign(pairs, wanted(pairs, 2, most=1))
    assert found.unfilled.tolist() == [2, 1]
    assert found.below.tolist() == [0]


def test_a_minimum_without_enough_to_read_is_told() -> None:
    pairs = Pairs(np.array([0, 1]), np.array([0, 0]), np.ones(2), 2, 2)
    found = assign(pairs, wanted(pairs, 1, least=1))
    assert found.below.tolist() == [0, 1]
    assert found.unfilled.tolist() == [0, 0]


def test_a_place_is_kept_for_a_role() -> None:
    """Judge 2 alone reads Welsh; without the role judges 0 and 1 would read everything."""
    pairs = all_read_all([[9.0, 8.0, 1.0], [9.0, 8.0, 2.0]], role=[-1, -1, 0] * 2)
    found = assign(pairs, wanted(pairs, 2, reserved=(1,)))
    assert readers(pairs, found) == {(0, 0), (0, 2), (1, 0), (1, 2)}
    short = assign(pairs, wanted(pairs, 2, most=1, reserved=(1,)))
    assert short.unfilled.sum() == 1


def test_a_reader_of_the_role_can_also_take_an_open_place() -> None:
    pairs = all_read_all([[1.0, 5.0, 6.0]], role=[-1, 0, 0])
    assert readers(pairs, assign(pairs, wanted(pairs, 2, reserved=(1,)))) == {(0, 1), (0, 2)}


def test_no_two_of_one_organisation_read_an_entry() -> None:
    pairs = all_read_all([[9.0, 8.0, 1.0]], group=[4, 4, -1])
    assert readers(pairs, assign(pairs, wanted(pairs, 2))) == {(0, 0), (0, 2)}


def test_a_group_whose_judges_differ_in_role_is_refused() -> None:
    pairs = all_read_all([[1.0, 1.0]], group=[0, 0], role=[0, -1])
    with pytest.raises(InvalidAssignment) as refused:
        assign(pairs, wanted(pairs, 1, reserved=(1,)))
    assert refused.value.facts["problem"] == "several-roles"


def test_work_done_is_held_and_counts() -> None:
    pairs = all_read_all([[1.0, 9.0], [1.0, 9.0]], group=[0, 0, 0, 0])
    found = assign(pairs, wanted(pairs, 1, most=1), done=[0])
    assert readers(pairs, found) == {(0, 0), (1, 1)}
    assert found.loads.tolist() == [1, 1]
    assert found.objective == 10


def test_what_was_told_changes_as_little_as_possible() -> None:
    """Judge 2 is new and fits best; judge 1 has left entry 1. Only that reader changes."""
    pairs = Pairs(
        np.array([0, 0, 1, 1]), np.array([0, 2, 0, 2]), np.array([1.0, 9.0, 1.0, 9.0]), 2, 3
    )
    asked = wanted(pairs, 1, most=1)
    assert readers(pairs, assign(pairs, asked, current=[0])) == {(0, 0), (1, 2)}
    assert readers(pairs, assign(pairs, asked, current=[2])) == {(0, 2), (1, 0)}


@given(problems())
def test_told_again_nothing_moves(problem: tuple[Pairs, Wanted]) -> None:
    first = assign(*problem)
    again = assign(*problem, current=first.chosen)
    assert again.chosen.tolist() == first.chosen.tolist()
    held = assign(*problem, done=first.chosen)
    assert held.chosen.tolist() == first.chosen.tolist()
    assert held.unfilled.tolist() == first.unfilled.tolist()


def test_fits_of_any_size_and_sign_are_told_apart() -> None:
    for scale in (1e-9, 1.0, 1e9):
        pairs = all_read_all([[-3 * scale, -1 * scale], [2 * scale, 0.5 * scale]])
        found = assign(pairs, wanted(pairs, 1, most=1))
        assert readers(pairs, found) == {(0, 1), (1, 0)}
        turned = all_read_all([[-1 * scale, -3 * scale], [0.5 * scale, 2 * scale]])
        found = assign(turned, wanted(turned, 1, most=1))
        assert readers(turned, found) == {(0, 0), (1, 1)}


@pytest.mark.parametrize(
    ("per_entry", "least", "most", "problem"),
    [
        (0, 0, 1, "below-one"),
        (1, 2, 1, "min-above-max"),
        (1, 2, 9, "minima-above-places"),
        (1, -1, 9, "below-zero"),
    ],
)
def test_impossible_loads_are_refused(per_entry: int, least: int, most: int, problem: str) -> None:
    pairs = all_read_all([[1.0, 1.0], [1.0, 1.0]])
    with pytest.raises(InvalidAssignment) as refused:
        assign(pairs, wanted(pairs, per_entry, least, most))
    assert refused.value.facts["problem"] == problem


def test_pairs_that_are_none_are_refused() -> None:
    one = np.array([0])
    for entry, fit, problem in (
        (np.array([2]), np.ones(1), "outside"),
        (one, np.array([np.nan]), "not-finite"),
        (one, np.ones(2), "another-length"),
    ):
        with pytest.raises(InvalidAssignment) as refused:
            Pairs(entry, one, fit, 1, 1)
        assert refused.value.facts["problem"] == problem
    with pytest.raises(InvalidAssignment) as refused:
        Pairs(np.array([0, 0]), np.array([0, 0]), np.ones(2), 1, 1)
    assert refused.value.facts["problem"] == "repeated"


def test_nothing_to_read_is_no_trouble() -> None:
    none = np.zeros(0, dtype=np.int64)
    found = assign(
        Pairs(none, none, np.zeros(0), 2, 1), Wanted(1, np.zeros(1, int), np.ones(1, int))
    )
    assert found.unfilled.tolist() == [1, 1]
    empty = assign(
        Pairs(none, none, np.zeros(0), 2, 1),
        Wanted(1, np.zeros(1, int), np.ones(1, int)),
        fair=True,
    )
    assert empty.objective == 0


def test_narrow_numbers_are_widened() -> None:
    """Entry × judge does not fit into 16 bits here."""
    entry, judge = np.array([299, 1], np.int16), np.array([299, 2], np.int16)
    pairs = Pairs(entry, judge, np.ones(2), 300, 300)  # type: ignore[arg-type]
    assert assign(pairs, wanted(pairs, 1)).objective == 2
