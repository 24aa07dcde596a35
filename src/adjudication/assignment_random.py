"""An assignment nobody can bring about: no pair is certain.

The same flow with scaled capacities: every pair is taken with a probability of at most `most`, the
expected sum of fits is the greatest under that, and every draw keeps to places and loads. Source:
S. Jecmen and others, Mitigating manipulation in peer review via randomized reviewer assignments,
NeurIPS 2020. The draw is our own: probabilities are sixty-fourths, and the graph of pairs is halved
six times along Euler walks, each time keeping one half by the toss of a coin.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from adjudication.assignment import Assignment
from adjudication.assignment_flow import Network, flows
from adjudication.assignment_pairs import Numbers, Pairs, Wanted
from adjudication.errors import InvalidAssignment

HALVINGS = 6
"""Probabilities are multiples of one in 2 to this power."""


def assign_at_random(pairs: Pairs, wanted: Wanted, *, most: float, seed: int) -> Assignment:
    """Draw an assignment in which no pair is taken with more than probability `most`.

    `most` is rounded down to sixty-fourths. The same input and seed give the same draw.

    Raises:
        InvalidAssignment: `most` is not from 1/64 to 1; roles or groups are asked, which a draw
            cannot keep to; and whatever `Pairs` and `Wanted` refuse.
    """
    wanted.check(pairs)
    if not 1 / 2**HALVINGS <= most <= 1:
        raise InvalidAssignment(field="most", problem="outside")
    if pairs.role is not None or pairs.group is not None:
        raise InvalidAssignment(field="role", problem="not-at-random")
    chances = probabilities(pairs, wanted, most)
    places = wanted.per_entry * 2**HALVINGS
    filled = np.bincount(pairs.entry, weights=chances, minlength=pairs.entries).astype(np.int64)
    draw = np.random.default_rng(seed)
    entry = np.concatenate([pairs.entry, np.arange(pairs.entries)])
    judge = np.concatenate([pairs.judge, np.full(pairs.entries, pairs.judges)])
    many = np.concatenate([chances, places - filled])
    for _halving in range(HALVINGS):
        many = _half(entry, judge, many, draw)
    chosen = np.flatnonzero(many[: len(pairs.entry)])
    fits, loads = pairs.fit[chosen], np.bincount(pairs.judge[chosen], minlength=pairs.judges)
    served = np.bincount(pairs.entry[chosen], weights=fits, minlength=pairs.entries)
    return Assignment(
        chosen=chosen,
        objective=float(fits.sum()),
        loads=loads,
        unfilled=many[len(pairs.entry) :],
        below=np.maximum(wanted.lowest - loads, 0),
        served=served.astype(float),
    )


def probabilities(pairs: Pairs, wanted: Wanted, most: float) -> Numbers:
    """How likely each pair is taken, in sixty-fourths; see `assign_at_random`."""
    whole, none = 2**HALVINGS, np.zeros(0, dtype=np.int64)
    network = Network.of(pairs, wanted, held=none, told=none, seed=0)
    return flows(network.scaled(whole, int(most * whole)), pairs.fit)


def _half(entry: Numbers, judge: Numbers, many: Numbers, draw: np.random.Generator) -> Numbers:
    """Half of every pair; of what is odd one in two, so that ends keep half of what they had.

    Entries have an even number of odd pairs. Judges with an odd number are joined to one further
    entry, whose pairs are then dropped: they keep the half rounded up or down.
    """
    halved = many // 2
    odd = np.flatnonzero(many % 2)
    if not len(odd):
        return halved
    ends = list(zip(entry[odd].tolist(), (-judge[odd] - 1).tolist(), strict=True))
    beyond = int(entry.max()) + 1
    loads: defaultdict[int, int] = defaultdict(int)
    for _one, other in ends:
        loads[other] += 1
    ends.extend((beyond, other) for other, load in loads.items() if load % 2)
    for walk in _walks(ends):
        kept = int(draw.integers(2))
        for at in walk[kept::2]:
            if at < len(odd):
                halved[odd[at]] += 1
    return halved


def _walks(ends: list[tuple[int, int]]) -> list[list[int]]:
    """Closed walks that run over every edge once; they alternate between entries and judges."""
    around: defaultdict[int, list[int]] = defaultdict(list)
    for at, (one, other) in enumerate(ends):
        around[one].append(at)
        around[other].append(at)
    is_left = [True] * len(ends)
    walks = (_walk(start, ends, around, is_left) for start in range(len(ends)))
    return [walk for walk in walks if walk]


def _walk(
    start: int, ends: list[tuple[int, int]], around: dict[int, list[int]], is_left: list[bool]
) -> list[int]:
    """A closed walk from the entry of an edge over edges that are left; none if that one is not."""
    walk: list[int] = []
    here = ends[start][0]
    while is_left[start] or walk:
        edges = around[here]
        while edges and not is_left[edges[-1]]:
            edges.pop()
        if not edges:
            break
        at = edges.pop()
        is_left[at] = False
        walk.append(at)
        one, other = ends[at]
        here = other if here == one else one
    return walk
