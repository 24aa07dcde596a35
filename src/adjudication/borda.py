"""Borda's count with average ranks.

Source: J.-C. de Borda, Mémoire sur les élections au scrutin, 1781; for equal ranks the mean of the
ranks they fill, as in D. Black, The Theory of Committees and Elections, 1958.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from adjudication.ballots import Outcome, Poll, outcome_of, with_unranked_last


@dataclass(frozen=True, slots=True)
class BordaResult:
    """The outcome, and each candidate's points, exact, in the order of the candidates."""

    outcome: Outcome
    points: tuple[Fraction, ...]


def borda(poll: Poll, seats: int = 1) -> BordaResult:
    """Order the candidates by points: on each ballot one for everybody ranked below.

    Equal ranks share the mean of their ranks, so each of n equals gets (n − 1) / 2 points beside
    those for whom they stand above; whoever is unranked stands equal last.

    Raises:
        InvalidPoll: fewer places than one.
    """
    poll.check_seats(seats)
    size = len(poll.candidates)
    halves = [0] * size
    for ranking, count in zip(poll.rankings, poll.counts, strict=True):
        below = 0
        for group in reversed(with_unranked_last(ranking, size)):
            for candidate in group:
                halves[candidate] += (2 * below + len(group) - 1) * count
            below += len(group)
    ordered = sorted(range(size), key=lambda candidate: (-halves[candidate], candidate))
    groups = [list(group) for _halves, group in groupby(ordered, key=halves.__getitem__)]
    points = tuple(Fraction(half, 2) for half in halves)
    return BordaResult(outcome_of(poll, groups, seats), points)
