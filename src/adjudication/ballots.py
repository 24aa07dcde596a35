"""Ranked ballots: who stands, who ranked whom how; what every way of counting them shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from adjudication.errors import InvalidPoll, RepeatedCandidate, UnknownCandidate

Ranking: TypeAlias = tuple[tuple[int, ...], ...]
"""Places of candidates in `Poll.candidates`, best first; those ranked equal stand together."""


@dataclass(frozen=True, slots=True)
class Poll:
    """The candidates in their order, and every different ranking with how often it was cast.

    Candidates a ranking leaves out are unranked: what that means is said by each way of counting.
    """

    candidates: tuple[str, ...]
    rankings: tuple[Ranking, ...]
    counts: tuple[int, ...]

    @classmethod
    def of(
        cls,
        candidates: Sequence[str],
        ballots: Iterable[tuple[int, Sequence[Sequence[str]]]],
    ) -> Poll:
        """A poll from ballots `(how often, names best first, equals together)`.

        Raises:
            InvalidPoll: no candidate, no ballot, nobody ranked, or a count below 1.
            RepeatedCandidate: one name stands or is ranked twice. UnknownCandidate: nobody's name.
        """
        numbers = {name: at for at, name in enumerate(candidates)}
        if len(numbers) != len(candidates):
            twice = next(name for name, n in Counter(candidates).items() if n > 1)
            raise RepeatedCandidate(candidate=twice)
        found: Counter[Ranking] = Counter()
        for at, (count, ranking) in enumerate(ballots, start=1):
            if type(count) is not int or count < 1:
                raise InvalidPoll(field="count", problem="below-one", ballot=at)
            found[_numbered(ranking, numbers, at)] += count
        for field, given in (("candidates", candidates), ("ballots", found)):
            if not given:
                raise InvalidPoll(field=field, problem="none")
        return cls(tuple(candidates), tuple(found), tuple(found.values()))

    @property
    def size(self) -> int:
        """How many ballots were cast."""
        return sum(self.counts)

    def names(self, numbers: Iterable[int]) -> tuple[str, ...]:
        """The candidates with these numbers."""
        return tuple(self.candidates[number] for number in numbers)

    def check_seats(self, seats: int) -> None:
        """Refuse fewer places than one.

        Raises:
            InvalidPoll: there is no place to fill.
        """
        if type(seats) is not int or seats < 1:
            raise InvalidPoll(field="seats", problem="below-one")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What every way of counting gives.

    elected: who holds a place for certain. order: everybody, best first, equals together.
    ties: every set of equals the method could not part, best first.
    """

    elected: tuple[str, ...]
    order: tuple[tuple[str, ...], ...]
    ties: tuple[tuple[str, ...], ...]


def outcome_of(poll: Poll, groups: Sequence[Sequence[int]], seats: int) -> Outcome:
    """The places filled from groups of equals, best first: a group that does not fit fills none."""
    order = tuple(poll.names(group) for group in groups)
    elected: list[str] = []
    for group in order:
        if len(elected) + len(group) > seats:
            break
        elected.extend(group)
    return Outcome(tuple(elected), order, tuple(group for group in order if len(group) > 1))


def with_unranked_last(ranking: Ranking, candidates: int) -> Ranking:
    """The ranking with those it leaves out added as equals at the end."""
    ranked = {number for group in ranking for number in group}
    unranked = tuple(number for number in range(candidates) if number not in ranked)
    return (*ranking, unranked) if unranked else ranking


def _numbered(ranking: Sequence[Sequence[str]], numbers: dict[str, int], ballot: int) -> Ranking:
    try:
        found = tuple([tuple(sorted([numbers[name] for name in group])) for group in ranking])
    except KeyError as unknown:
        raise UnknownCandidate(candidate=str(unknown.args[0]), ballot=ballot) from None
    flat = [number for group in found for number in group]
    if len(set(flat)) != len(flat):
        names = [name for group in ranking for name in group]
        twice = next(name for name, n in Counter(names).items() if n > 1)
        raise RepeatedCandidate(candidate=twice, ballot=ballot)
    if not flat or not all(found):
        raise InvalidPoll(field="ranking", problem="empty", ballot=ballot)
    return found
