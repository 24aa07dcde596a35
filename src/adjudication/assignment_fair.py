"""Serving the worst-served entry better: re-weighting, then exchanges.

After the greatest sum of fits the worst-served entries weigh more and the flow is solved again, a
few times; the best of these by its worst entry is then improved by exchanges of one judge against
another until no exchange helps. As in I. Stelmakh, N. Shah, A. Singh, PeerReview4All, Journal of
Machine Learning Research 22, 2021, the aim is the largest smallest sum; the way is our own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from adjudication.assignment_flow import Network, Solved, solve
from adjudication.assignment_pairs import Figures, Numbers

_ROUNDS = 25
_WORK = 6_000_000
_LITTLE = 1e-12


def fairer(network: Network, fit: Figures, found: Solved) -> Solved:
    """An assignment that fills as many places and whose worst-served entry has at least as much."""
    if not len(found.chosen):
        return found
    best = _reweighted(network, fit, found)
    return _Exchanges(network, fit, best).improved() if network.is_plain else best


def _served(network: Network, fit: Figures, found: Solved) -> Figures:
    entry = np.zeros(len(fit), dtype=np.int64)
    entry[network.pairs] = network.entry
    chosen = found.chosen
    served = np.bincount(entry[chosen], weights=fit[chosen], minlength=network.entries)
    return served.astype(float)


def _reweighted(network: Network, fit: Figures, found: Solved) -> Solved:
    """The best by the worst entry, then by the sum, of some rounds with growing weights."""
    weight = np.ones(network.entries)
    base = fit - float(fit.min(initial=0.0))
    entry = np.zeros(len(fit), dtype=np.int64)
    entry[network.pairs] = network.entry
    best, now = found, found
    best_key = _key(_served(network, fit, found))
    for _round in range(max(2, min(_ROUNDS, _WORK // max(1, len(fit))))):
        served = _served(network, fit, now)
        line = served.min() + 0.1 * (np.median(served) - served.min()) + _LITTLE
        weight[served <= line] *= 1.5
        now = solve(network, base * weight[entry])
        key = _key(_served(network, fit, now))
        if key > best_key and now.unfilled.sum() <= found.unfilled.sum():
            best, best_key = now, key
    return best


def _key(served: Figures) -> tuple[float, float]:
    return float(served.min(initial=np.inf)), float(served.sum())


@dataclass(frozen=True, slots=True)
class _Move:
    """`entry` gives up `gives` for `takes`; an `other` that loses that judge gets `instead`."""

    gain: float
    entry: int
    gives: int
    takes: int
    other: int = -1
    instead: int = -1


class _Exchanges:
    """Single exchanges, worst-served entry first, until none raises the lesser of those touched."""

    def __init__(self, network: Network, fit: Figures, found: Solved) -> None:
        self._found = found
        order = np.lexsort((network.judge, network.entry))
        self._pairs = network.pairs[order]
        self._judges = network.judge[order]
        self._fits = fit[self._pairs]
        entries = network.entry[order]
        self._start = np.searchsorted(entries, np.arange(network.entries + 1))
        self._rows: dict[int, dict[int, float]] = {}
        self._low, self._high = network.lowest, network.highest
        is_taken = np.isin(self._pairs, found.chosen)
        self._reads: list[set[int]] = [set() for _entry in range(network.entries)]
        self._readers: list[set[int]] = [set() for _judge in range(len(network.lowest))]
        for entry, judge in zip(entries[is_taken], self._judges[is_taken], strict=True):
            self._reads[entry].add(int(judge))
            self._readers[judge].add(int(entry))
        self._served = _served(network, fit, found)

    def improved(self) -> Solved:
        """The assignment after all exchanges that help."""
        stuck = np.zeros(len(self._served), dtype=bool)
        for _turn in range(20 * len(self._served)):
            if stuck.all():
                break
            entry = int(np.where(stuck, np.inf, self._served).argmin())
            move = max(self._moves(entry), key=lambda each: each.gain, default=None)
            if move is None:
                stuck[entry] = True
                if stuck.sum() >= max(10, len(stuck) // 100):
                    break
                continue
            self._make(move)
        return replace(self._found, chosen=self._chosen())

    def _row(self, entry: int) -> dict[int, float]:
        """The fits of an entry by judge."""
        row = self._rows.get(entry)
        if row is None:
            part = slice(self._start[entry], self._start[entry + 1])
            row = dict(zip(self._judges[part].tolist(), self._fits[part].tolist(), strict=True))
            self._rows[entry] = row
        return row

    def _moves(self, entry: int) -> Iterator[_Move]:
        """What serves the entry better and leaves nobody as badly served as it is now."""
        row, now = self._row(entry), float(self._served[entry])
        for takes, better in row.items():
            if takes in self._reads[entry]:
                continue
            for gives in self._reads[entry]:
                served = now - row[gives] + better
                if served <= now + _LITTLE:
                    continue
                can_give = len(self._readers[gives]) > self._low[gives]
                if can_give and len(self._readers[takes]) < self._high[takes]:
                    yield _Move(served - now, entry, gives, takes)
                for other in self._readers[takes]:
                    yield from self._swaps(entry, gives, takes, other, served)

    def _swaps(
        self, entry: int, gives: int, takes: int, other: int, served: float
    ) -> Iterator[_Move]:
        """The other entry gets the judge given up, or one with room where that one may lose."""
        row, now = self._row(other), float(self._served[entry])
        left = float(self._served[other]) - row[takes]
        can_give = len(self._readers[gives]) > self._low[gives]
        for instead, value in row.items():
            if instead in self._reads[other]:
                continue
            has_room = can_give and len(self._readers[instead]) < self._high[instead]
            if instead != gives and not has_room:
                continue
            gain = min(served, left + value) - now
            if gain > _LITTLE:
                yield _Move(gain, entry, gives, takes, other, instead)

    def _make(self, move: _Move) -> None:
        self._leave(move.entry, move.gives)
        if move.other >= 0:
            self._leave(move.other, move.takes)
            self._join(move.other, move.instead)
        self._join(move.entry, move.takes)

    def _leave(self, entry: int, judge: int) -> None:
        self._reads[entry].remove(judge)
        self._readers[judge].remove(entry)
        self._served[entry] -= self._row(entry)[judge]

    def _join(self, entry: int, judge: int) -> None:
        self._reads[entry].add(judge)
        self._readers[judge].add(entry)
        self._served[entry] += self._row(entry)[judge]

    def _chosen(self) -> Numbers:
        keys = {(entry, judge) for entry, reads in enumerate(self._reads) for judge in reads}
        entries = np.repeat(np.arange(len(self._reads)), np.diff(self._start))
        is_taken = [
            (entry, judge) in keys
            for entry, judge in zip(entries.tolist(), self._judges.tolist(), strict=True)
        ]
        return np.sort(self._pairs[np.asarray(is_taken, dtype=bool)])
