"""Who gets the places by the judges' ballots."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from adjudication.ballots import Outcome, Poll
from adjudication.borda import borda
from adjudication.errors import RepeatedScorecard, UnknownEntry
from adjudication.explain import Fact, Step
from adjudication.schulze import schulze
from adjudication.scorecards import NO_AWARD, PanelBallot
from adjudication.stv import stv


class BallotCount(StrEnum):
    """How ballots are counted."""

    SCHULZE = "schulze"
    BORDA = "borda"
    STV = "stv"


@dataclass(frozen=True, slots=True)
class Voted:
    """What the ballots say.

    winners: who holds a place for certain, best first. contested: equals of whom some hold the
    places left; empty where the ballots settle it. ranked: all candidates, best first, equals
    together, with `NO_AWARD` where it stood. steps: how the count went.
    """

    winners: tuple[str, ...]
    contested: tuple[str, ...]
    ranked: tuple[tuple[str, ...], ...]
    steps: tuple[Step, ...]


def checked_ballots(ballots: Sequence[PanelBallot], entries: Sequence[str]) -> None:
    """Refuse ballots that cannot be.

    Raises:
        UnknownEntry: somebody ranked who is no entry. RepeatedScorecard: two ballots of one judge
            for one category.
    """
    known, seen = {*entries, NO_AWARD}, set[tuple[str, str]]()
    for ballot in ballots:
        for group in ballot.ranking:
            for entry in group:
                if entry not in known:
                    raise UnknownEntry(entry=entry, judge=ballot.judge, field="ballots")
        if (ballot.judge, ballot.category) in seen:
            raise RepeatedScorecard(judge=ballot.judge, entry="", category=ballot.category)
        seen.add((ballot.judge, ballot.category))


def vote(
    candidates: Sequence[str],
    ballots: Sequence[PanelBallot],
    count: BallotCount,
    *,
    places: int | None,
    has_no_award: bool,
    lot_seed: str | None,
    aside: Mapping[str, Collection[str]] | None = None,
) -> Voted | None:
    """Count the ballots for these candidates; who is none of them is passed over.

    `aside`: the candidates from whom a judge stepped aside; that judge's ballot speaks neither for
    nor against them. None where no ballot ranks any candidate.

    Raises:
        EqualRanks: equals on a ballot that is counted by the single transferable vote.
    """
    standing = [*candidates, *([NO_AWARD] if has_no_award else [])]
    away = {judge: frozenset(names) for judge, names in (aside or {}).items()}
    ranked = [(each, _of_these(each, standing, away.get(each.judge, ()))) for each in ballots]
    cast = [(ballot, ranking) for ballot, ranking in ranked if ranking]
    if not cast or not candidates:
        return None
    poll = Poll.of(standing, _neutral(cast, standing, away, count))
    seats = len(standing) if places is None else places
    outcome = _outcome(poll, count, seats, lot_seed)
    steps = [
        Step("ballots", {"count": count.value, "ballots": len(cast), "has_no_award": has_no_award})
    ]
    before = 0
    for group in outcome.order:
        for name in group:
            facts: dict[str, Fact] = {"entry": name, "place": before + 1}
            steps.append(Step("ballot-place", {**facts, "shared_by": len(group)}))
        before += len(group)
    winners, contested = _filled(outcome, seats)
    return Voted(winners, contested, outcome.order, tuple(steps))


def _of_these(
    ballot: PanelBallot, standing: Sequence[str], away: Collection[str]
) -> list[list[str]]:
    groups = (
        [entry for entry in group if entry in standing and entry not in away]
        for group in ballot.ranking
    )
    return [group for group in groups if group]


def _neutral(
    cast: Sequence[tuple[PanelBallot, list[list[str]]]],
    standing: Sequence[str],
    aside: Mapping[str, Collection[str]],
    count: BallotCount,
) -> Iterator[tuple[int, list[list[str]]]]:
    """The ballots as they are counted, with how often.

    To leave somebody out would rank them last. Whoever stepped aside therefore counts half with
    those candidates first and half with them last: for and against them equally, in every duel and
    in Borda's mean. A single transferable vote never goes to whom a ballot leaves out.
    """
    away = [[name for name in standing if name in aside.get(b.judge, ())] for b, _ranking in cast]
    if count is BallotCount.STV or not any(away):
        yield from ((1, ranking) for _ballot, ranking in cast)
        return
    for (_ballot, ranking), names in zip(cast, away, strict=True):
        if not names:
            yield 2, ranking
            continue
        said = {name for group in ranking for name in group}
        rest = [name for name in standing if name not in said and name not in names]
        below = [*ranking, rest] if rest else ranking
        yield 1, [names, *below]
        yield 1, [*below, names]


def _outcome(poll: Poll, count: BallotCount, seats: int, lot_seed: str | None) -> Outcome:
    if count is BallotCount.SCHULZE:
        return schulze(poll, seats).outcome
    if count is BallotCount.BORDA:
        return borda(poll, seats).outcome
    return stv(poll, seats, lot_seed=lot_seed).outcome


def _filled(outcome: Outcome, seats: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Those before no award who hold a place, and the equals who contest the ones left."""
    winners: list[str] = []
    for group in outcome.order:
        names = tuple(name for name in group if name != NO_AWARD)
        if NO_AWARD in group:
            return tuple(winners), names
        if len(winners) == seats:
            break
        is_certain = all(name in outcome.elected for name in group)
        if not is_certain or len(winners) + len(group) > seats:
            return tuple(winners), names
        winners.extend(group)
    return tuple(winners), ()
