"""What was answered in rounds, and said in the meeting, against the record of actions (PRO-08).

Every paper, ballot, comparison, vote and sharing out left its figures or a hash of them in the
chain. What a judge who stepped aside late takes along is gone from the rows; the chain says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from cadair.audit.models import AuditEntry
from cadair.foundation.canonical import Canonical, sha256_of
from cadair.judging.models import Judge, Poll
from cadair.nominations.models import Entry
from cadair.record.round_rows import BallotRow, PairRow, PaperRow, RoundRow
from cadair.record.rows import JudgingRows
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonState

_PAPERS: Final = ("answer_paper", "sift_as_staff", "key_paper", "confirm_paper")
_BALLOTS: Final = ("save_ballot", "cast_ballot")
_SHARED: Final = ("accept_plan", "assign_by_hand")
_WENT_ON: Final = "close_round"
_POLL: Final = "hold_poll"
_COMPARED: Final = "lock_comparisons"
_BEGAN: Final = "begin_judging"
_ACTIONS: Final = (*_PAPERS, *_BALLOTS, *_SHARED, _WENT_ON, _POLL, _COMPARED, _BEGAN)
_TAKEN: Final = ("answers_voided", "votes_voided", "unassigned")

Facts = Mapping[str, Any]
Found = tuple[str, str, dict[str, str]]
"""A code of `reconciliation.SENTENCES`, the category, and where it is."""


@dataclass(frozen=True, slots=True)
class Said:
    """One entry of the chain."""

    sequence: int
    action: str
    facts: Facts


@dataclass(slots=True)
class _Chain:
    """The last word of the chain on each thing, and when a judge last took something along."""

    last: dict[tuple[str, str], Said] = field(default_factory=dict)
    taken: dict[tuple[str, str], int] = field(default_factory=dict)
    begins_here: bool = False

    def of(self, *about: str) -> Said | None:
        """What it last said about something: a subject, and within it a round."""
        return self.last.get((about[0], about[1] if len(about) > 1 else ""))

    def is_taken(self, what: str, after: Said, judge: str = "") -> bool:
        """Whether a judge, or any judge, took something along after that."""
        marks = (n for (key, who), n in self.taken.items() if key == what and judge in ("", who))
        return any(number > after.sequence for number in marks)


def answers_not_as_recorded(season: Season, rows: JudgingRows) -> Iterator[Found]:
    """Every answer, sharing out and vote that differs from what was recorded."""
    polls = list(Poll.objects.filter(season=season).select_related("category"))
    if not rows.rounds.rounds and not polls:
        return
    chain = _chain_of(season)
    refs = {key: f"judge:{public_id}" for key, public_id in _judges(season)}
    yield from _of_answers(rows, chain, refs)
    entries = dict(Entry.objects.filter(season=season).values_list("reference", "public_id"))
    # A year after the results what was compared is forgotten, all of it at once.
    is_forgotten = season.state == SeasonState.RELEASED and not rows.rounds.pairs
    for round_ in rows.rounds.rounds:
        yield from _of_sharing(round_, chain)
        if not is_forgotten:
            yield from _of_comparisons(round_, rows, chain, refs)
        yield from _of_going_on(round_, rows, chain, entries)
    for poll in polls:
        if not _is_poll_right(poll, chain):
            yield "vote", poll.category.key, {"number": str(poll.number)}


def _of_answers(rows: JudgingRows, chain: _Chain, refs: Mapping[str, str]) -> Iterator[Found]:
    by_ref = {each.ref: each for each in rows.rounds.rounds}
    for paper in rows.rounds.papers:
        if not _is_paper_right(paper, chain):
            where = {"judge": paper.judge, "entry": paper.entry}
            yield _found("paper", by_ref[paper.round], where)
    for ballot in rows.rounds.ballots:
        if not _is_ballot_right(ballot, chain, refs[ballot.judge]):
            yield _found("ballot", by_ref[ballot.round], {"judge": ballot.judge})


def _found(code: str, round_: RoundRow, where: Mapping[str, str]) -> Found:
    return code, round_.category, {"round": round_.key, **where}


def _chain_of(season: Season) -> _Chain:
    found = _Chain()
    said = AuditEntry.objects.filter(season_ref=season.public_id).order_by("sequence")
    rows = said.values_list("sequence", "action", "subject_ref", "facts")
    for sequence, action, subject, told in rows.iterator(chunk_size=2000):
        if action not in _ACTIONS and not any(f'"{key}"' in told for key in _TAKEN):
            continue
        facts = _read(told)
        if action in _ACTIONS:
            within = str(facts.get("round", "")) if action in (*_SHARED, _COMPARED) else ""
            about = (within, "shared") if action == "accept_plan" else (subject, within)
            if action == "assign_by_hand":
                about = (subject, "shared")
            found.last[about] = Said(sequence, action, facts)
        for key in _TAKEN:
            if facts.get(key):
                found.taken[key, subject] = sequence
        found.begins_here |= action == _BEGAN
    return found


def _read(told: str) -> Facts:
    try:
        facts = json.loads(told)
    except ValueError:
        return {}
    return facts if isinstance(facts, dict) else {}


def _judges(season: Season) -> list[tuple[str, str]]:
    return list(Judge.objects.filter(season=season).values_list("key", "public_id"))


def _is_paper_right(paper: PaperRow, chain: _Chain) -> bool:
    said = chain.of(paper.ref)
    if said is None:
        return not chain.begins_here
    facts = said.facts
    given = (facts.get("paper_verdict", ""), facts.get("paper_points"), facts.get("entry"))
    if given != (paper.verdict, paper.points, paper.entry_ref):
        return False
    told = facts.get("paper_state")
    if "abstained" in (told, paper.state) or "keyed" in (told, paper.state):
        return bool(told == paper.state)
    return True


def _is_ballot_right(ballot: BallotRow, chain: _Chain, judge: str) -> bool:
    said = chain.of(ballot.ref)
    if said is None:
        return not chain.begins_here
    is_cast = (said.action == "cast_ballot") == (ballot.state == "locked")
    held: list[Canonical] = [[rank, entry] for rank, entry in ballot.held]
    is_same = said.facts.get("ballot_sha256") == sha256_of(sorted(held, key=str))
    return is_cast and (is_same or chain.is_taken("answers_voided", said, judge))


def _of_sharing(round_: RoundRow, chain: _Chain) -> Iterator[Found]:
    """Who reads what, since it was last shared out or given by hand."""
    said = chain.of(round_.ref, "shared")
    if said is None or chain.is_taken("unassigned", said):
        return
    if said.facts.get("assigned_sha256") != sha256_of([list(pair) for pair in round_.shared_ids]):
        yield _found("shared", round_, {})


def _of_comparisons(
    round_: RoundRow, rows: JudgingRows, chain: _Chain, refs: Mapping[str, str]
) -> Iterator[Found]:
    """What each judge compared, since they locked it."""
    pairs: dict[str, list[PairRow]] = {}
    for pair in rows.rounds.pairs:
        if pair.round == round_.ref:
            pairs.setdefault(pair.judge, []).append(pair)
    for judge, ref in refs.items():
        said = chain.of(ref, round_.ref)
        if said is None or chain.is_taken("answers_voided", said, ref):
            continue
        if said.facts.get("comparisons_sha256") != _compared(pairs.get(judge, ())):
            yield _found("comparison", round_, {"judge": judge})


def _of_going_on(
    round_: RoundRow, rows: JudgingRows, chain: _Chain, entries: Mapping[str, str]
) -> Iterator[Found]:
    """Which entries came into the round after one that was closed."""
    closed, following = chain.of(round_.ref), _after(round_, rows)
    if closed is None or closed.action != _WENT_ON or following is None:
        return
    came = sorted(f"entry:{entries.get(each, '')}" for each in following.entries or ())
    if closed.facts.get("going_sha256") != sha256_of(list(came)):
        yield _found("went-on", following, {})


def _compared(pairs: Iterable[PairRow]) -> str:
    held = sorted(
        [pair.winner_ref.partition(":")[2], pair.loser_ref.partition(":")[2]] for pair in pairs
    )
    return sha256_of([list(each) for each in held])


def _after(round_: RoundRow, rows: JudgingRows) -> RoundRow | None:
    planned = rows.rounds.planned(round_.category)
    later = [each for each in planned if each.position > round_.position]
    return later[0] if later and not round_.is_called else None


def _is_poll_right(poll: Poll, chain: _Chain) -> bool:
    said = chain.of(poll.ref)
    if said is None:
        return not chain.begins_here
    if chain.is_taken("votes_voided", said):
        return True
    votes = poll.votes.values_list(
        "judge__public_id", "entry__public_id", "stance", "number"
    ).order_by()
    held = sorted(
        [judge or "", entry or "", stance, str(number)] for judge, entry, stance, number in votes
    )
    return bool(said.facts.get("votes_sha256") == sha256_of([list(each) for each in held]))
