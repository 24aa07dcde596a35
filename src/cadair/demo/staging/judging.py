"""The judges declare, mark and lock; what a visitor declared or marked as one of them stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Final

from cadair.demo.generator.chance import stream
from cadair.demo.generator.panel import panel
from cadair.demo.staging.journey import Journey
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.judging.actions import (
    abstain,
    begin_deciding,
    begin_judging,
    lock_scorecards,
    save_scorecard,
    sign_declaration,
)
from cadair.judging.conflicts import Suggestion, needs_reason
from cadair.judging.models import Interest, Judge, Scorecard
from cadair.judging.queries import missing_scorecards, places_to_judge
from cadair.judging.states import InterestKind, InterestNature, ScorecardState
from cadair.judging.suggesting import suggestions
from cadair.nominations.models import Entry, EntryCategory
from cadair.nominations.queries import judgeable_entries
from cadair.seasons.states import SeasonState
from seasonfile import InterestPart, ScorecardPart

PROGRESS: Final = {"judge-a": 0.8, "judge-b": 0.55, "judge-c": 0.35, "judge-d": 0.0}
"""How far each judge has come when one looks at the stage; the last has not even declared."""

_USUAL: Final = 5.7
_HIGHEST: Final = 10


def beginning(journey: Journey) -> None:
    """The panel receives the eligible entries, and all but one judge declare their interests."""
    if journey.season.state != SeasonState.CHECKING:
        return
    with journey.at(journey.closes + timedelta(days=10)):
        begin_judging(season=journey.season, by=journey.organiser)
    journey.tell(f"the panel of {len(journey.judges)} receives the eligible entries")


def marking_some(journey: Journey) -> None:
    """Each judge has come some way."""
    begins = journey.closes + timedelta(days=10, hours=2)
    with journey.at(begins):
        _declare(journey, [key for key, share in PROGRESS.items() if share])
    _mark(journey, ends=journey.closes + timedelta(days=24), shares=PROGRESS)


def marking_the_rest(journey: Journey) -> None:
    """Everybody has declared and marks everything that is left; then everybody locks."""
    if journey.season.state != SeasonState.JUDGING:
        return
    ends = max(journey.moment("judging_ends") or journey.now, journey.now + timedelta(days=1))
    with journey.at(journey.now + timedelta(hours=1)):
        _declare(journey, list(journey.judges))
    _mark(journey, ends=ends - timedelta(hours=1), shares={})
    with journey.at(ends):
        owing = {key for key, _entry, _category in missing_scorecards(journey.season)}
        for key, judge in journey.judges.items():
            if key in owing or judge.scorecards.filter(state=ScorecardState.OPEN).exists():
                lock_scorecards(judge=judge, by=journey.judge_acts(judge))
    journey.tell("all judges have locked their scorecards")


def meeting(journey: Journey) -> None:
    """The panel meets."""
    if journey.season.state != SeasonState.JUDGING:
        return
    with journey.at(journey.now + timedelta(days=5, hours=16)):
        begin_deciding(season=journey.season, by=journey.organiser)
    journey.tell("the panel meets")


def _declare(journey: Journey, keys: list[str]) -> None:
    """What each judge declares on the entries on which nothing was declared yet."""
    references = {entry.pk: ref for ref, entry in journey.entries().items()}
    planned = {(part.judge, part.entry): part for part in journey.script.interests}
    entries = list(judgeable_entries(journey.season))
    for key, judge in journey.judges.items():
        there = set(judge.interests.values_list("entry_id", flat=True))
        new = [entry for entry in entries if entry.pk not in there]
        if new and (key in keys or key not in PROGRESS):
            parts = {e: planned.get((key, references.get(e.pk, ""))) for e in new}
            found = suggestions(judge, [entry.pk for entry in new])
            sign_declaration(
                judge=judge,
                interests={e: _interest(parts[e], found.get(e.pk, ())) for e in new},
                notes={e: part.note or "" for e, part in parts.items() if part},
                by=journey.judge_acts(judge),
            )


def _interest(
    part: InterestPart | None, found: Sequence[Suggestion]
) -> tuple[InterestKind, InterestNature | None]:
    """As the script has it; what a visitor brought in, and ties the judge, is declared so."""
    kind = InterestKind(part.kind) if part else InterestKind.NONE
    if needs_reason(found, kind):
        return found[0].kind, found[0].nature
    return kind, InterestNature(part.nature) if part and part.nature else None


@dataclass(frozen=True)
class _Desk:
    """One judge's work: where marks are still owed, and which they will be."""

    journey: Journey
    judge: Judge
    by: Actor

    @cached_property
    def planned(self) -> Mapping[int, list[ScorecardPart]]:
        """What the script has this judge mark, by entry."""
        entries = self.journey.entries()
        found: dict[int, list[ScorecardPart]] = {}
        for part in self.journey.script.scorecards:
            if part.judge == self.judge.key and part.entry in entries:
                found.setdefault(entries[part.entry].pk, []).append(part)
        return found

    def owed(self) -> Iterator[EntryCategory]:
        """The places that the judge has to mark, in order, with those that are done."""
        aside = Interest.objects.filter(judge=self.judge, kind=InterestKind.STEP_ASIDE)
        places = places_to_judge(self.journey.season).exclude(entry__in=aside.values("entry"))
        yield from places.select_related("entry", "category").order_by(
            "entry__reference", "position"
        )

    @cached_property
    def cards(self) -> Mapping[tuple[int, int], Scorecard]:
        """What the judge, or a visitor as the judge, has marked."""
        cards = self.judge.scorecards.prefetch_related("marks__criterion")
        return {(card.entry_id, card.category_id): card for card in cards}

    @cached_property
    def criteria(self) -> list[str]:
        """What is marked."""
        return list(self.journey.season.criteria.values_list("key", flat=True))

    def is_done(self, place: EntryCategory) -> bool:
        """Whether nothing is left to mark here."""
        card = self.cards.get((place.entry_id, place.category_id))
        if card is None:
            return False
        return card.state != ScorecardState.OPEN or len(card.marks.all()) == len(self.criteria)

    def mark(self, place: EntryCategory) -> None:
        """Fill in what is missing; marks and comments that stand there stay."""
        card = self.cards.get((place.entry_id, place.category_id))
        parts = self.planned.get(place.entry_id, [])
        part = next((each for each in parts if each.category == place.category.key), None)
        part = part or next(iter(parts), None)
        if card is None and part is not None and part.state == "abstained":
            abstain(judge=self.judge, entry=place.entry, category=place.category, by=self.by)
            return
        marks = dict(part.marks) if part else {}
        marks = {key: marks.get(key, self._made_up(place.entry, key)) for key in self.criteria}
        comment = (part.comment if part else None) or ""
        if card is not None:
            marks |= {each.criterion.key: each.value for each in card.marks.all()}
            comment = card.comment or comment
        save_scorecard(
            judge=self.judge,
            entry=place.entry,
            category=place.category,
            marks=marks,
            comment=comment,
            by=self.by,
        )

    def _made_up(self, entry: Entry, criterion: str) -> int:
        """A mark for what no script knows: the same each time, in the judge's own manner."""
        manner = next((each for each in panel() if each.key == self.judge.key), None)
        quality = stream(0, f"quality {entry.public_id}").gauss(_USUAL, 0.9)
        error = stream(0, f"mark {entry.public_id} {self.judge.key} {criterion}").gauss(0, 0.7)
        return min(max(round(quality + error + (manner.severity if manner else 0)), 1), _HIGHEST)


def _mark(journey: Journey, *, ends: datetime, shares: Mapping[str, float]) -> None:
    """Every judge marks a share of what is owed, or all of it, spread over time until `ends`."""
    waiting: list[tuple[float, _Desk, EntryCategory]] = []
    for key, judge in journey.judges.items():
        desk = _Desk(journey, judge, journey.judge_acts(judge))
        places = list(desk.owed())
        own = places[: round(len(places) * shares.get(key, 0 if shares else 1))]
        left = [place for place in own if not desk.is_done(place)]
        waiting += [((n + 1) / (len(left) + 1), desk, place) for n, place in enumerate(left)]
    begins, ends = journey.now, max(ends, journey.now + timedelta(hours=1))
    for share, desk, place in sorted(waiting, key=lambda each: each[0]):
        journey.now = begins + (ends - begins) * share
        with clock.at(journey.now):
            desk.mark(place)
    with journey.at(ends):
        pass
    journey.tell(f"marks: {len(waiting)} scorecards")
