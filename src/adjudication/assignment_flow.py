"""The flow network of an assignment, its whole-number costs, and its solution.

Nodes: entries, judges, one for the rest; gates of capacity 1 where at most one of a group may read
an entry; a node for each role and its reserved places. Sources: see `assignment`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from adjudication.assignment_pairs import Figures, Numbers, Pairs, Wanted
from adjudication.errors import InvalidAssignment

FINEST = 10_000_000
"""The range of fits in steps, where they are not short decimals."""

_MOST_COST = 2**60


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """Positions of the pairs taken, without those held, and each entry's places left empty."""

    chosen: Numbers
    unfilled: Numbers


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """An assignment as nodes and arcs; what is held is taken out of it already.

    pairs: positions of the pairs that are arcs; tails, heads: their ends. inner: arcs from places
    to roles and gates as (tails, heads, capacities). supply: of every place node, with `owner` the
    entry it belongs to. lowest, highest: what is left of the judges' loads. width: what a pair
    can carry.
    """

    pairs: Numbers
    entry: Numbers
    judge: Numbers
    tails: Numbers
    inner: tuple[Numbers, Numbers, Numbers]
    places: Numbers
    supply: Numbers
    owner: Numbers
    lowest: Numbers
    highest: Numbers
    nodes: int
    told: NDArray[np.bool_] | None
    is_plain: bool
    entries: int
    width: int = 1

    def scaled(self, by: int, width: int) -> Network:
        """The same with all loads and places so many times as large, and pairs of that width."""
        return replace(
            self,
            supply=self.supply * by,
            lowest=self.lowest * by,
            highest=self.highest * by,
            width=width,
        )

    @classmethod
    def of(
        cls, pairs: Pairs, wanted: Wanted, *, held: Numbers, told: Numbers, seed: int
    ) -> Network:
        """The network of pairs, places and loads; nodes are numbered entries first, then judges."""
        free = _free(pairs, held)
        if seed:
            free = np.random.default_rng(seed).permutation(free)
        entry, judge, entries = pairs.entry[free], pairs.judge[free], pairs.entries
        builder = _Nodes(entries + pairs.judges + 1, entry, wanted.per_entry)
        kept = _kept(pairs, wanted, held)
        if pairs.role is not None and len(kept):
            builder.add_roles(pairs.role[free], kept)
        if pairs.group is not None:
            builder.add_gates(pairs.group[free])
        done_judge = np.bincount(pairs.judge[held], minlength=pairs.judges)
        left = wanted.per_entry - np.bincount(pairs.entry[held], minlength=entries)
        general = np.maximum(left - kept.sum(axis=0, dtype=np.int64), 0)
        is_plain = pairs.role is None and pairs.group is None and not len(held) + len(told)
        return cls(
            pairs=free,
            entry=entry,
            judge=judge,
            tails=builder.tails,
            inner=builder.inner(),
            places=np.concatenate([np.arange(entries), *builder.slots]),
            supply=np.concatenate([general, *builder.supplies]),
            owner=np.concatenate([np.arange(entries), *builder.owners]),
            lowest=np.maximum(wanted.lowest - done_judge, 0),
            highest=np.maximum(wanted.highest - done_judge, 0),
            nodes=builder.nodes,
            told=np.isin(free, told) if len(told) else None,
            is_plain=is_plain,
            entries=entries,
        )


def _free(pairs: Pairs, held: Numbers) -> Numbers:
    """The pairs that may be taken: not held, and nobody of their group holds the entry."""
    if not len(held):
        return np.arange(len(pairs.entry))
    taken = np.zeros(len(pairs.entry), dtype=bool)
    taken[held] = True
    if pairs.group is not None:
        wide = int(pairs.group.max(initial=0)) + 1
        keys = np.where(pairs.group >= 0, pairs.entry * wide + pairs.group, -1)
        taken |= np.isin(keys, keys[held]) & (keys >= 0)
    return np.flatnonzero(~taken)


def _kept(pairs: Pairs, wanted: Wanted, held: Numbers) -> Numbers:
    """Places still reserved, one row for each role, one column for each entry.

    What is held fills its own reserved place first; of an entry that is full none is left.
    """
    reserved = np.asarray(wanted.reserved, dtype=np.int64)
    kept = np.repeat(reserved[:, None], pairs.entries, axis=1)
    if pairs.role is None:
        return kept[:0]
    left = wanted.per_entry - np.bincount(pairs.entry[held], minlength=pairs.entries)
    for row in range(len(kept)):
        filled = pairs.entry[held][pairs.role[held] == row]
        still = kept[row] - np.bincount(filled, minlength=pairs.entries)
        kept[row] = np.clip(still, 0, np.maximum(left - kept[:row].sum(axis=0), 0))
    return kept


class _Nodes:
    """Places, roles and gates between entries and their pairs."""

    def __init__(self, nodes: int, entry: Numbers, per_entry: int) -> None:
        self.nodes = nodes
        self.tails = entry.copy()
        self.slots: list[Numbers] = []
        self.supplies: list[Numbers] = []
        self.owners: list[Numbers] = []
        self._entry = entry
        self._per_entry = per_entry
        self._inner: list[tuple[Numbers, Numbers, Numbers]] = []

    def add_roles(self, role: Numbers, kept: Numbers) -> None:
        """Judges of a role come through a node that feeds its reserved places and the others."""
        entries = np.arange(kept.shape[1])
        for number, places in enumerate(kept):
            hub = self.nodes + entries
            slot = hub + len(entries)
            self.nodes += 2 * len(entries)
            self._inner.append((slot, hub, places))
            self._inner.append((entries, hub, np.full(len(entries), self._per_entry)))
            has_role = role == number
            self.tails[has_role] = hub[self._entry[has_role]]
            self.slots.append(slot)
            self.supplies.append(places)
            self.owners.append(entries)

    def add_gates(self, group: Numbers) -> None:
        """A gate of capacity 1 before the judges of one group."""
        grouped = np.flatnonzero(group >= 0)
        wide = int(group.max(initial=0)) + 1
        keys, first, gate = np.unique(
            self._entry[grouped] * wide + group[grouped], return_index=True, return_inverse=True
        )
        before = self.tails[grouped]
        if (before != before[first][gate]).any():
            raise InvalidAssignment(field="group", problem="several-roles")
        gates = self.nodes + np.arange(len(keys))
        self.nodes += len(keys)
        self._inner.append((before[first], gates, np.ones(len(keys), dtype=np.int64)))
        self.tails[grouped] = gates[gate]

    def inner(self) -> tuple[Numbers, Numbers, Numbers]:
        """All arcs before the pairs."""
        if not self._inner:
            none = np.zeros(0, dtype=np.int64)
            return none, none, none
        tails, heads, capacities = zip(*self._inner, strict=True)
        return np.concatenate(tails), np.concatenate(heads), np.concatenate(capacities)


def solve(network: Network, fit: Figures) -> Solved:
    """Fill as many places as possible with the greatest sum of `fit`, an item for every pair.

    Raises:
        InvalidAssignment: the network is too large for whole numbers of 64 bits.
    """
    taken = flows(network, fit) > 0
    filled = np.bincount(network.entry[taken], minlength=network.entries)
    asked = np.bincount(network.owner, weights=network.supply, minlength=network.entries)
    return Solved(np.sort(network.pairs[taken]), asked.astype(np.int64) - filled)


def flows(network: Network, fit: Figures) -> Numbers:
    """How much flows over each arc of `network.pairs`.

    Solved as it is where every place can be filled and every minimum met; otherwise with costly
    arcs for what is missing.

    Raises:
        InvalidAssignment: the network is too large for whole numbers of 64 bits.
    """
    costs = _costs(network, fit[network.pairs])
    flow = _flow(network, costs)
    if flow.solve() != flow.OPTIMAL:
        flow = _flow(network, costs)
        _add_slack(network, flow, _reach(network) * (int(costs.max(initial=0)) + 1))
        if flow.solve() != flow.OPTIMAL:
            raise InvalidAssignment(field="pairs", problem="too-large")
    found: Numbers = flow.flows(np.arange(len(network.pairs)))
    return found


def _reach(network: Network) -> int:
    """More pairs than any way of passing work on can run through."""
    return 2 * min(network.entries, len(network.lowest)) + 2


def _costs(network: Network, fit: Figures) -> Numbers:
    """Whole costs from 0: what a pair lacks to the best one; before that, whether it is new."""
    if not len(fit):
        return np.zeros(0, dtype=np.int64)
    best, span = float(fit.max()), float(np.ptp(fit))
    reach = _reach(network)
    tiers = reach * (reach if network.told is not None else 1)
    most = _MOST_COST // (tiers * 2 * (network.nodes + 2))
    if most < 1:
        raise InvalidAssignment(field="pairs", problem="too-large")
    step = _step(fit, span, most)
    costs: Numbers = np.rint((best - fit) * step).astype(np.int64)
    if network.told is not None:
        costs += np.where(network.told, 0, reach * (int(costs.max()) + 1))
    return costs


def _step(fit: Figures, span: float, most: int) -> float:
    """Steps in one unit of fit: exact for short decimals, otherwise `FINEST` in all."""
    if not span:
        return 1.0
    for digits in range(7):
        step = 10.0**digits
        if span * step > most:
            break
        off = min(1e-6, span * step * 1e-7)
        if _are_whole(fit[:1000] * step, off) and _are_whole(fit * step, off):
            return step
    return min(FINEST, most) / span


def _are_whole(steps: Figures, off: float) -> bool:
    """Whether no figure is further from a whole number than `off`."""
    return bool(np.abs(steps - np.rint(steps)).max() <= off)


def _flow(network: Network, costs: Numbers) -> SimpleMinCostFlow:
    """Pairs first, so that their numbers are their places; then what stands around them."""
    judges = len(network.lowest)
    of_judges = network.entries + np.arange(judges)
    rest = network.entries + judges
    flow = SimpleMinCostFlow()
    add = flow.add_arcs_with_capacity_and_unit_cost
    add(network.tails, network.judge + network.entries, np.full_like(costs, network.width), costs)
    tails, heads, capacities = network.inner
    add(tails, heads, capacities, np.zeros_like(tails))
    spare = np.maximum(network.highest - network.lowest, 0)
    add(of_judges, np.full(judges, rest), spare, np.zeros(judges, dtype=np.int64))
    total = int(network.supply.sum())
    flow.set_nodes_supplies(network.places, network.supply)
    flow.set_nodes_supplies(of_judges, -network.lowest)
    flow.set_node_supply(rest, int(network.lowest.sum()) - total)
    return flow


def _add_slack(network: Network, flow: SimpleMinCostFlow, cost: int) -> None:
    """Places nobody takes, and minima that are not met."""
    judges = len(network.lowest)
    rest = network.entries + judges
    add = flow.add_arcs_with_capacity_and_unit_cost
    places = len(network.places)
    add(
        network.places,
        np.full(places, rest),
        network.supply,
        np.full(places, cost, dtype=np.int64),
    )
    of_judges = network.entries + np.arange(judges)
    add(
        np.full(judges, rest),
        of_judges,
        network.lowest,
        np.full(judges, cost, dtype=np.int64),
    )
