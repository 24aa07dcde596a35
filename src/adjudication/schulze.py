"""Schulze's method: the strongest chains of duels, counted in winning votes.

Source: M. Schulze, A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent
single-winner election method, Social Choice and Welfare 36, 2011, 267–303.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from adjudication.ballots import Outcome, Poll, outcome_of, with_unranked_last

Matrix: TypeAlias = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class SchulzeResult:
    """The outcome, with the two tables it comes from, in votes; rows and columns as candidates.

    pairwise[a][b]: ballots that rank a above b. paths[a][b]: the strength of the strongest chain
    from a to b: the fewest votes of any duel in it, each duel won; 0 where there is no chain.
    """

    outcome: Outcome
    pairwise: Matrix
    paths: Matrix


def schulze(poll: Poll, seats: int = 1) -> SchulzeResult:
    """Order the candidates: a stands above b where the chain from a to b is the stronger one.

    Equal ranks on a ballot count for neither, whoever is unranked stands equal last. Equals stay
    equal; candidates whom nobody in the running stands above share the next place.

    Raises:
        InvalidPoll: fewer places than one.
    """
    poll.check_seats(seats)
    duels = _duels(poll)
    paths = _strongest(duels)
    outcome = outcome_of(poll, _levels(paths), seats)
    return SchulzeResult(outcome, _matrix(duels), _matrix(paths))


def _duels(poll: Poll) -> list[list[int]]:
    """How many ballots rank each above each."""
    size = len(poll.candidates)
    won = [[0] * size for _candidate in range(size)]
    for ranking, count in zip(poll.rankings, poll.counts, strict=True):
        below: list[int] = []
        for group in reversed(with_unranked_last(ranking, size)):
            for above in group:
                row = won[above]
                for other in below:
                    row[other] += count
            below.extend(group)
    return won


def _strongest(duels: Sequence[Sequence[int]]) -> list[list[int]]:
    """The strongest chains: Floyd and Warshall's way, with the weakest link as the measure."""
    every = range(len(duels))
    paths = [
        [duels[a][b] if duels[a][b] > duels[b][a] else 0 for b in every]  # only duels won count
        for a in every
    ]
    for via in every:
        onward = paths[via]
        for a in every:
            row, reach = paths[a], paths[a][via]
            if a == via or not reach:
                continue
            for b in every:
                strength = min(reach, onward[b])
                if b != a and strength > row[b]:
                    row[b] = strength
    return paths


def _levels(paths: Sequence[Sequence[int]]) -> list[list[int]]:
    """Those whom nobody left stands above, again and again."""
    left = list(range(len(paths)))
    levels: list[list[int]] = []
    while left:
        level = [a for a in left if all(paths[b][a] <= paths[a][b] for b in left)]
        levels.append(level)
        left = [a for a in left if a not in level]
    return levels


def _matrix(rows: Sequence[Sequence[int]]) -> Matrix:
    return tuple(tuple(row) for row in rows)
