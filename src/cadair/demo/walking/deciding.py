"""Suggestions from rules and marks, and the panel's decisions on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from cadair.demo.walking.road import Road, at
from cadair.foundation import clock
from cadair.outcomes.actions import propose_season
from cadair.outcomes.explanations import proposal_lines
from cadair.outcomes.models import Award, Proposal
from cadair.outcomes.season_file import decide_from
from cadair.seasons.states import CategoryGroup
from seasonfile import DecisionPart, instant


def suggesting(road: Road) -> None:
    """The frozen rules are applied to the marks; what is not clear is explained."""
    first = instant(road.whole.decisions[0].decided_at or "")
    with at(first - timedelta(minutes=5)):
        proposals = propose_season(season=road.season, by=road.organiser)
        states = Counter(proposal.document["state"] for proposal in proposals)
        road.tell(
            "suggest",
            f"{len(proposals)} suggestions: " + ", ".join(f"{n} {s}" for s, n in states.items()),
        )
        for proposal in proposals:
            if proposal.document["state"] == "close":
                for line in proposal_lines(proposal):
                    road.add(line)


def meeting(road: Road) -> None:
    """The panel decides category by category; last the overall award, from the award holders."""
    leaders = _leaders(road.season.proposals.select_related("category", "kind"))
    overall = {
        key for key, category in road.categories.items() if category.group == CategoryGroup.OVERALL
    }
    last = [part for part in road.whole.decisions if part.category in overall]
    for part in road.whole.decisions:
        if part not in last:
            _decide(road, part, leaders)
    for part in last:
        with clock.at(instant(part.decided_at or "") - timedelta(minutes=5)):
            again = propose_season(season=road.season, by=road.organiser)
            road.tell("suggest again", "the holders of awards are known now")
        _decide(road, part, _leaders(again))
    _tell_totals(road)


def _decide(road: Road, part: DecisionPart, leaders: Counter[tuple[str, str, str]]) -> None:
    with clock.at(instant(part.decided_at or "")):
        decide_from(
            season=road.season,
            document=replace(road.whole, decisions=(part,)),
            by=road.organiser,
        )
        awards = list(
            road.season.awards.filter(category__key=part.category).select_related("kind", "entry")
        )
        road.expect(
            f"what the marks lead to in {part.category}",
            found=Counter(_given(award) for award in awards),
            wanted=Counter({key: n for key, n in leaders.items() if key[0] == part.category}),
        )
        by = road.judges[part.decided_by or ""]
        who = "chair" if by.is_chair else "stand-in"
        road.tell(f"decide ({who})", f"{part.category}: {_summary(awards) or 'no award made'}")


def _given(award: Award) -> tuple[str, str, str]:
    return award.category.key, award.kind.key if award.kind else "", award.entry.reference


def _leaders(proposals: Iterable[Proposal]) -> Counter[tuple[str, str, str]]:
    """Who leads by the marks, by category and kind; also where the suggestion is not clear."""
    return Counter(
        (proposal.category.key, proposal.kind.key, entry)
        for proposal in proposals
        for entry in proposal.document["leaders"]
    )


def _summary(awards: list[Award]) -> str:
    parts = []
    for award in awards:
        kind = award.kind
        name = str((kind.joint_name if award.is_joint else kind.name) if kind else "")
        parts.append(f"{award.title.en} – {name.lower()}")
    return "; ".join(parts)


def _tell_totals(road: Road) -> None:
    awards = road.season.awards.select_related("kind")
    kinds = Counter(award.kind.key for award in awards if award.kind)
    joint = sum(award.is_joint for award in awards)
    road.add(
        f"{len(awards)} awards: "
        + ", ".join(f"{n} {kind}" for kind, n in kinds.items())
        + f"; {joint} of them joint"
    )
    road.expect("awards", found=len(awards), wanted=len(road.whole.awards))
