"""One count by the Scottish rules, stage by stage; `stv` is the way in.

Votes are whole numbers of hundred-thousandths, so nothing is rounded but where the rules say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from adjudication.ballots import Poll

UNIT = 100_000
"""One vote, in the smallest part of a vote that the rules know."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the count, and what was decided on its totals.

    totals: votes at the end of the stage, in the order of the candidates. elected, eliminated:
    who is deemed elected or is excluded on them. exhausted: votes that no longer count for
    anybody, with what the five decimals cut off, so that totals and exhausted add up to all votes.
    """

    totals: tuple[Fraction, ...]
    elected: tuple[str, ...]
    eliminated: tuple[str, ...]
    exhausted: Fraction


class Count:
    """One count with the lots falling as told: on `picks` in turn, or by the order `favour`.

    After `run`: `elected` in their order, `order` of everybody, `stages`, and `lots`: the sets of
    equals that were parted by lot. `certain` says how far the count went before the first of them.
    """

    def __init__(
        self, poll: Poll, seats: int, picks: Sequence[int] = (), favour: Sequence[int] = ()
    ) -> None:
        """A count that has not begun."""
        size = len(poll.candidates)
        self.quota = poll.size // (seats + 1) + 1
        self.elected: list[int] = []
        self.stages: list[Stage] = []
        self.lots: list[tuple[int, ...]] = []
        self.certain = (0, 0)
        self._poll = poll
        self._seats = min(seats, size)
        self._picks = picks
        self._favour = favour
        self._rankings = [[group[0] for group in ranking] for ranking in poll.rankings]
        self._at = [0] * len(self._rankings)
        self._papers: list[dict[int, list[int]]] = [{} for _candidate in range(size)]
        self._totals = [0] * size
        self._continuing = set(range(size))
        self._surplus: set[int] = set()
        self._history: list[tuple[int, ...]] = []
        self._groups: list[list[int]] = []
        self._out: list[list[int]] = []

    def run(self) -> Count:
        """Count to the end."""
        for ballot, ranking in enumerate(self._rankings):
            self._papers[ranking[0]].setdefault(UNIT, []).append(ballot)
            self._totals[ranking[0]] += UNIT * self._poll.counts[ballot]
        while True:
            self._history.append(tuple(self._totals))
            elected = self._elect()
            surplus = excluded = None
            if len(self.elected) < self._seats:
                surplus = self._largest_surplus()
                excluded = self._exclude_lowest() if surplus is None else None
            elected += self._fill_last_vacancies()
            self._note(elected, () if excluded is None else (excluded,))
            if len(self.elected) == self._seats:
                return self
            if surplus is not None:
                self._transfer_surplus(surplus)
            elif excluded is not None:
                self._transfer(excluded, 1, 1)
                self._totals[excluded] = 0

    @property
    def order(self) -> list[list[int]]:
        """Everybody, best first: as elected, then who was left, then as excluded, last first."""
        settled = {c for group in (*self._groups, *self._out) for c in group}
        left = [c for c in range(len(self._totals)) if c not in settled]
        return [*self._groups, *self._best_first(left), *reversed(self._out)]

    def other_ways(self, fixed: int) -> list[tuple[int, ...]]:
        """The picks of the ways that branch off this one after its first `fixed` lots."""
        made = (*self._picks, *([0] * (len(self.lots) - len(self._picks))))
        return [
            (*made[:depth], other)
            for depth in range(fixed, len(self.lots))
            for other in range(1, len(self.lots[depth]))
        ]

    def _stood(self, candidate: int) -> tuple[int, ...]:
        """The candidate's totals, the latest first: how the rules compare equals."""
        return tuple(stage[candidate] for stage in reversed(self._history))

    def _best_first(self, candidates: Sequence[int]) -> list[list[int]]:
        ordered = sorted(candidates, key=self._stood, reverse=True)
        return [sorted(group) for _stood, group in groupby(ordered, key=self._stood)]

    def _deem(self, candidates: Sequence[int]) -> list[int]:
        groups = self._best_first(candidates)
        deemed = [c for group in groups for c in group]
        self._groups.extend(groups)
        self.elected.extend(deemed)
        self._continuing.difference_update(deemed)
        return deemed

    def _elect(self) -> list[int]:
        """Rule 47: who has the quota; rule 52: who is left when there are places for all."""
        quota = self.quota * UNIT
        reached = [c for c in sorted(self._continuing) if self._totals[c] >= quota]
        self._surplus.update(c for c in reached if self._totals[c] > quota)
        return self._deem(reached) + self._fill_last_vacancies()

    def _fill_last_vacancies(self) -> list[int]:
        is_enough = len(self._continuing) <= self._seats - len(self.elected)
        return self._deem(sorted(self._continuing)) if is_enough else []

    def _largest_surplus(self) -> int | None:
        """Rule 49: whose surplus is transferred first."""
        if not self._surplus:
            return None
        best = max(self._stood(c) for c in self._surplus)
        equal = sorted(c for c in self._surplus if self._stood(c) == best)
        chosen = self._by_lot(equal, is_best=True)
        self._surplus.remove(chosen)
        return chosen

    def _exclude_lowest(self) -> int:
        """Rules 50 and 51: who has the fewest votes."""
        least = min(self._stood(c) for c in self._continuing)
        equal = sorted(c for c in self._continuing if self._stood(c) == least)
        has_papers = any(self._papers[c] for c in equal)
        vacancies = self._seats - len(self.elected)
        if not has_papers and len(self._continuing) - len(equal) >= vacancies:
            lowest = equal[0]  # they all go one after another, and nothing is transferred
        else:
            lowest = self._by_lot(equal, is_best=False)
        if not has_papers and self._out and not self._papers[self._out[-1][0]]:
            self._out[-1].append(lowest)
        else:
            self._out.append([lowest])
        self._continuing.remove(lowest)
        return lowest

    def _by_lot(self, equal: Sequence[int], *, is_best: bool) -> int:
        if len(equal) == 1:
            return equal[0]
        if not self.lots:
            self.certain = (len(self.stages), len(self.elected))
        self.lots.append(tuple(equal))
        if self._favour:
            return (min if is_best else max)(equal, key=self._favour.__getitem__)
        turn = len(self.lots) - 1
        return equal[self._picks[turn] if turn < len(self._picks) else 0]

    def _transfer_surplus(self, candidate: int) -> None:
        """Rule 48: every paper goes on, worth its share of the surplus, five decimals."""
        total = self._totals[candidate]
        self._transfer(candidate, total - self.quota * UNIT, total)
        self._totals[candidate] = self.quota * UNIT

    def _transfer(self, candidate: int, share: int, of: int) -> None:
        """Hand on the candidate's papers, each worth `share / of` of what it was worth."""
        rankings, at, counts = self._rankings, self._at, self._poll.counts
        continuing, totals = self._continuing, self._totals
        for value, ballots in self._papers[candidate].items():
            worth = value * share // of
            parcels: dict[int, list[int]] = {}
            for ballot in ballots:
                ranking = rankings[ballot]
                place = at[ballot] + 1
                end = len(ranking)
                while place < end and ranking[place] not in continuing:
                    place += 1
                at[ballot] = place
                if place < end:
                    parcels.setdefault(ranking[place], []).append(ballot)
            for receiver, parcel in parcels.items():
                totals[receiver] += worth * sum([counts[ballot] for ballot in parcel])
                self._papers[receiver].setdefault(worth, []).extend(parcel)

    def _note(self, elected: Sequence[int], eliminated: Sequence[int]) -> None:
        totals = self._history[-1]
        exhausted = self._poll.size * UNIT - sum(totals)
        self.stages.append(
            Stage(
                tuple(Fraction(total, UNIT) for total in totals),
                self._poll.names(elected),
                self._poll.names(eliminated),
                Fraction(exhausted, UNIT),
            )
        )
