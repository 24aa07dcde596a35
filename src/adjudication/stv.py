"""The single transferable vote by the Scottish rules: weighted inclusive Gregory, five decimals.

Source: The Scottish Local Government Elections Order 2007 (SSI 2007/42), schedule 1, rules 45–52.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from adjudication.ballots import Outcome, Poll
from adjudication.errors import EqualRanks
from adjudication.stv_count import Count, Stage
from adjudication.ties import lot_order

MOST_WAYS = 200
"""So many ways in which the lots can fall are counted; with more a tie is taken to matter."""


@dataclass(frozen=True, slots=True)
class StvResult:
    """The outcome with the quota, in votes, and the stages.

    `outcome.elected` are those elected however the lots fall. `outcome.ties` are the sets of equals
    that only a lot can part. Where its fall matters the stages end where it would have to be drawn.
    """

    outcome: Outcome
    quota: int
    stages: tuple[Stage, ...]


def stv(poll: Poll, seats: int = 1, *, lot_seed: str | None = None) -> StvResult:
    """Count by the Scottish rules: Droop quota, surpluses before exclusions, largest first.

    Equal surpluses or lowest totals are parted by the latest stage at which they differed (rules 49
    and 51), then by lot. With `lot_seed` the lot is drawn from it (`ties.lot_order`). Without one
    every way the lots can fall is counted, up to `MOST_WAYS`: what differs is left open.

    Raises:
        InvalidPoll: fewer places than one. EqualRanks: a ballot ranks candidates equal.
    """
    poll.check_seats(seats)
    for ranking in poll.rankings:
        for group in ranking:
            if len(group) > 1:
                raise EqualRanks(candidates=" ".join(poll.names(group)))
    favour: list[int] = []
    if lot_seed is not None:
        drawn = {name: at for at, name in enumerate(lot_order(poll.candidates, lot_seed))}
        favour = [drawn[name] for name in poll.candidates]
    count = Count(poll, seats, favour=favour).run()
    if count.lots and not favour:
        return _all_ways(poll, seats, count)
    outcome = Outcome(
        poll.names(count.elected), _named(poll, count.order), _named(poll, count.lots)
    )
    return StvResult(outcome, count.quota, tuple(count.stages))


def _all_ways(poll: Poll, seats: int, first: Count) -> StvResult:
    """Count every way the lots can fall; only what all of them agree on is certain."""
    counts = [first]
    waiting = first.other_ways(0)
    while waiting and len(counts) < MOST_WAYS:
        picks = waiting.pop()
        count = Count(poll, seats, picks).run()
        counts.append(count)
        waiting.extend(count.other_ways(len(picks)))
    always = set.intersection(*(set(count.elected) for count in counts))
    stages, elected_before = first.certain
    if waiting:
        always &= set(first.elected[:elected_before])
    outcome = Outcome(
        poll.names(c for c in first.elected if c in always),
        _named(poll, _agreed_order(counts, always)),
        _named(poll, first.lots),
    )
    if len(always) == len(first.elected):
        return StvResult(outcome, first.quota, tuple(first.stages))
    before = {c for stage in first.stages[:stages] for c in stage.elected}
    here = [c for c in poll.names(first.elected[:elected_before]) if c not in before]
    last = replace(first.stages[stages], elected=tuple(here), eliminated=())
    return StvResult(outcome, first.quota, (*first.stages[:stages], last))


def _agreed_order(counts: Sequence[Count], always: set[int]) -> list[list[int]]:
    """Everybody by the places they take over all ways; who takes the same ones stands equal."""
    taken: dict[int, list[int]] = {}
    for count in counts:
        before = 0
        for group in count.order:
            for candidate in group:
                taken.setdefault(candidate, []).append(before)
            before += len(group)
    keys = {c: (c not in always, tuple(sorted(places))) for c, places in taken.items()}
    return [sorted(c for c in keys if keys[c] == level) for level in sorted(set(keys.values()))]


def _named(poll: Poll, groups: Sequence[Sequence[int]]) -> tuple[tuple[str, ...], ...]:
    return tuple(poll.names(group) for group in groups)
