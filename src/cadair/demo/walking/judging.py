"""Judges declare their interests, mark, and lock what they have marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from fractions import Fraction

from cadair.demo.walking.road import Road, at
from cadair.foundation import clock
from cadair.judging.actions import (
    abstain,
    begin_deciding,
    lock_scorecards,
    save_scorecard,
    sign_declaration,
)
from cadair.judging.states import InterestKind, InterestNature
from cadair.nominations.models import Entry
from seasonfile import InterestPart, ScorecardPart


def declaring(road: Road) -> None:
    """One signature a judge over what he or she declares on every entry."""
    entries = road.entries()
    with at(_begins(road) + timedelta(hours=2)):
        first = road.whole.scorecards[0]
        road.refused("marks before a declaration", lambda: _save(road, first, entries))
        for key, judge in road.judges.items():
            own = [part for part in road.whole.interests if part.judge == key]
            sign_declaration(
                judge=judge,
                interests={entries[part.entry]: _interest(part) for part in own},
                notes={entries[part.entry]: part.note or "" for part in own},
                by=road.operator,
            )
        kinds = Counter(part.kind for part in road.whole.interests)
        road.tell(
            "interests",
            f"{len(road.judges)} declarations on {kinds.total()} pairs of judge and entry; "
            f"none {kinds['none']}, may score {kinds['may-score']}, "
            f"step aside {kinds['step-aside']}",
        )
        stepped = _card_after_stepping_aside(road)
        road.refused("marks after stepping aside", lambda: _save(road, stepped, entries))


def _card_after_stepping_aside(road: Road) -> ScorecardPart:
    aside = next(part for part in road.whole.interests if part.kind == "step-aside")
    entry = next(part for part in road.whole.entries if part.reference == aside.entry)
    return ScorecardPart(
        judge=aside.judge, entry=aside.entry, category=entry.categories[0], state="open"
    )


def _begins(road: Road) -> datetime:
    return road.moment("nominations_close") + timedelta(days=11)


def _interest(part: InterestPart) -> tuple[InterestKind, InterestNature | None]:
    return InterestKind(part.kind), InterestNature(part.nature) if part.nature else None


def marking(road: Road) -> None:
    """Every scorecard, spread over the weeks of judging; then each judge locks."""
    entries = road.entries()
    cards, ends = road.whole.scorecards, road.moment("judging_ends")
    for moment, card in _spread(cards, _begins(road) + timedelta(hours=3), ends):
        with clock.at(moment):
            _save(road, card, entries)
    with at(ends - timedelta(hours=1)):
        abstained = sum(card.state == "abstained" for card in cards)
        road.tell("marks", f"{len(cards) - abstained} scorecards, {abstained} abstentions")
        for key in road.judges:
            road.add(f"{_severity(road, key)}  ({road.judges[key].name})")
    with at(ends):
        for judge in road.judges.values():
            lock_scorecards(judge=judge, by=road.operator)
        road.tell("lock", "all four judges have finished; no mark can change any more")
        road.refused("a mark after locking", lambda: _save(road, cards[0], entries))
    with at(_meets(road)):
        begin_deciding(season=road.season, by=road.organiser)
        road.tell("panel meets", "every scorecard expected is locked, abstained or stepped aside")


def _spread(
    cards: Sequence[ScorecardPart], begins: datetime, ends: datetime
) -> Iterator[tuple[datetime, ScorecardPart]]:
    """The scorecards in order of time; every judge needs the whole of the weeks."""
    given = Counter(card.judge for card in cards)
    done: Counter[str] = Counter()
    timed = []
    for card in cards:
        done[card.judge] += 1
        share = done[card.judge] / (given[card.judge] + 1)
        timed.append((begins + (ends - begins) * share, card))
    yield from sorted(timed, key=lambda pair: pair[0])


def _meets(road: Road) -> datetime:
    """When the panel begins: before the first of its decisions."""
    return road.moment("judging_ends") + timedelta(days=5, hours=16)


def _save(road: Road, card: ScorecardPart, entries: Mapping[str, Entry]) -> None:
    judge, category = road.judges[card.judge], road.categories[card.category]
    entry = entries[card.entry]
    if card.state == "abstained":
        abstain(judge=judge, entry=entry, category=category, by=road.operator)
        return
    save_scorecard(
        judge=judge,
        entry=entry,
        category=category,
        marks=dict(card.marks),
        comment=card.comment or "",
        by=road.operator,
    )


def _severity(road: Road, judge: str) -> str:
    """A judge's mean mark, to one place after the point, without a float."""
    marks = [
        mark for card in road.whole.scorecards if card.judge == judge for _, mark in card.marks
    ]
    tenths = round(Fraction(sum(marks), len(marks)) * 10)
    return f"mean mark {tenths // 10}.{tenths % 10}"
