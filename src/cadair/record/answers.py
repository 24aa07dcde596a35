"""The chapters on rounds: how they were set up, who read what in them, what was answered."""

from __future__ import annotations

from typing import Any, Final

from cadair.judging.models import Paper
from cadair.record.round_rows import BallotRow, RoundRow
from cadair.record.telling import Teller

NO_AWARD: Final = "no-award"


def rounds_told(teller: Teller) -> list[dict[str, Any]]:
    """Every round in its order: what its rules are, and how many judged how many entries."""
    return [_round(teller, each) for each in teller.counted.rows.rounds.rounds]


def _round(teller: Teller, each: RoundRow) -> dict[str, Any]:
    rows = teller.counted.rows
    here = [entry for entry, category in rows.places if category == each.category]
    judges = rows.judges_of(each)
    told = {
        "category": each.category,
        "round": each.key,
        "ref": each.ref,
        "position": each.position,
        "method": each.method,
        "state": each.state,
        "called": each.is_called,
        "readers": each.readers,
        "by_staff": each.by_staff,
        "hides_names": each.hides_names,
        "weight": each.weight,
        "advance": each.advance,
        "advance_value": each.advance_value,
        "judges": len(judges),
        "entries": sum(rows.rounds.is_in(each, entry) for entry in here),
        "by_hand": len(each.by_hand),
    }
    if teller.is_public:
        return told
    return {
        **told,
        "named": None if each.judges is None else _codes(teller, each.judges),
        "came": None if each.entries is None else sorted(each.entries),
        "came_by_hand": sorted(each.by_hand),
    }


def _codes(teller: Teller, judges: frozenset[str]) -> list[str]:
    return sorted(teller.codes[judge] for judge in judges)


def assignments_told(teller: Teller) -> list[dict[str, Any]]:
    """Who was asked to read what, in rounds in which not everybody reads everything."""
    return [
        {"round": each.ref, "judge": teller.codes[judge], "entry": entry}
        for each in teller.counted.rows.rounds.rounds
        for judge, entry in sorted(each.shared)
    ]


def papers_told(teller: Teller) -> list[dict[str, Any]]:
    """Every verdict and every number of points; the reason only in full."""
    rows = teller.counted.rows.rounds
    accounts = sorted({each.account for each in rows.papers if each.account is not None})
    staff = {account: f"organiser-{number}" for number, account in enumerate(accounts, 1)}
    reasons: dict[str, str] = {}
    if teller.is_full:
        papers = Paper.objects.filter(round__season=teller.season).exclude(reason="")
        reasons = {
            f"paper:{public_id}": reason
            for public_id, reason in papers.values_list("public_id", "reason")
        }
    return [
        {
            "ref": each.ref,
            "round": each.round,
            "judge": teller.codes[each.judge] if each.judge else staff.get(each.account or 0, ""),
            "entry": each.entry,
            "state": each.state,
            "verdict": each.verdict,
            "points": each.points,
            "keyed": each.is_keyed,
            **({"reason": reasons[each.ref]} if each.ref in reasons else {}),
        }
        for each in rows.papers
    ]


def ballots_told(teller: Teller) -> list[dict[str, Any]]:
    """Every ballot with its ranks, and how it counts: only for entries still in question."""
    rows = teller.counted.rows
    categories = {each.ref: each.category for each in rows.rounds.rounds}
    counting = _counting(teller)
    return [
        {
            "ref": each.ref,
            "round": each.round,
            "category": categories[each.round],
            "judge": teller.codes[each.judge],
            "state": each.state,
            "ranks": [[rank, entry or NO_AWARD] for rank, entry in each.lines],
            "counts": each.state == "locked" and each.round in counting,
            "ranking": _ranking(teller, each),
        }
        for each in rows.rounds.ballots
    ]


def _counting(teller: Teller) -> set[str]:
    """In each category the last ballot that was closed."""
    last: dict[str, str] = {}
    for each in teller.counted.rows.rounds.rounds:
        if each.method == "ranked-ballot" and each.state == "closed":
            last[each.category] = each.ref
    return set(last.values())


def _ranking(teller: Teller, ballot: BallotRow) -> list[list[str]]:
    rows = teller.counted.rows
    there = {entry for entry, _category in rows.places}
    groups: dict[int, list[str]] = {}
    for rank, entry in ballot.lines:
        if entry is None or (entry in there and (ballot.judge, entry) not in rows.aside):
            groups.setdefault(rank, []).append(entry or NO_AWARD)
    return [groups[rank] for rank in sorted(groups)]


def comparisons_told(teller: Teller) -> list[dict[str, Any]]:
    """Every comparison of two."""
    return [
        {
            "ref": each.ref,
            "round": each.round,
            "judge": teller.codes[each.judge],
            "winner": each.winner,
            "loser": each.loser,
            "state": each.state,
        }
        for each in teller.counted.rows.rounds.pairs
    ]
