"""Rounds of a season file as values of the judging core: points, who went on, ballots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from adjudication.scorecards import NO_AWARD, PanelBallot, RoundPoints
from seasonfile import RoundPart, SeasonDocument

Place = tuple[str, str]
"""Category and entry."""

_WITH_POINTS: Final = ("criteria", "single-score", "live-final")
_STARTED: Final = ("open", "closed")


def rounds_of(document: SeasonDocument) -> Mapping[str, Sequence[RoundPart]]:
    """The rounds of each category in their order, without what the panel called for."""
    found: dict[str, list[RoundPart]] = {}
    for part in document.rounds:
        if not part.called:
            found.setdefault(part.category, []).append(part)
    return found


def points_of_rounds(
    document: SeasonDocument, stands: set[Place]
) -> dict[Place, tuple[RoundPoints, ...]]:
    """What the rounds with points gave the entries of the last one that has points of its own."""
    found: dict[Place, tuple[RoundPoints, ...]] = {}
    for category, rounds in rounds_of(document).items():
        here = [r for r in rounds if r.method in _WITH_POINTS and r.state in _STARTED]
        own = [r for r in here if r.method != "criteria"]
        if not own:
            continue
        came = {each.entry for each in own[-1].entries}
        for place in sorted(stands):
            if place[0] == category and (not came or place[1] in came):
                found[place] = tuple(_parts(document, here, place[1]))
    return found


def _parts(document: SeasonDocument, rounds: Sequence[RoundPart], entry: str) -> list[RoundPoints]:
    criteria = [part for part in rounds if part.method == "criteria"]
    parts = [RoundPoints(each.key, each.weight, is_by_criteria=True) for each in criteria[-1:]]
    aside = {(each.judge, each.entry) for each in document.interests if each.kind == "step-aside"}
    panel = sum(not judge.only for seat in document.panel for judge in seat.judges)
    for part in rounds:
        if part.method == "criteria":
            continue
        given = tuple(
            (each.judge, each.points)
            for each in sorted(part.answers, key=lambda each: each.judge or "")
            if each.entry == entry
            and each.judge is not None
            and each.points is not None
            and each.state == "locked"
            and (each.judge, entry) not in aside
        )
        asked = part.readers or len(part.judges) or panel
        needed = max(1, min(document.minimum_scorecards or 1, asked))
        parts.append(RoundPoints(part.key, part.weight, given, needed))
    return parts


def left_behind(document: SeasonDocument, stands: set[Place]) -> frozenset[Place]:
    """Where an entry did not go on to the last round that anybody went on to; ballots apart."""
    gone: set[Place] = set()
    for category, rounds in rounds_of(document).items():
        came = [
            {each.entry for each in part.entries}
            for part in rounds
            if part.entries and part.method not in ("ranked-ballot", "panel-decision")
        ]
        if came:
            gone |= {place for place in stands if place[0] == category and place[1] not in came[-1]}
    return frozenset(gone)


def ballots_of(document: SeasonDocument) -> tuple[PanelBallot, ...]:
    """The cast ballots of the last closed ballot of each category."""
    last = {
        part.category: part
        for part in document.rounds
        if part.method == "ranked-ballot" and part.state == "closed"
    }
    return tuple(
        PanelBallot(ballot.judge, category, ranking)
        for category, part in last.items()
        for ballot in part.ballots
        if ballot.state == "locked"
        and (
            ranking := tuple(
                (*rank.entries, *([NO_AWARD] if rank.no_award else []))
                for rank in ballot.ranking
                if rank.entries or rank.no_award
            )
        )
    )
