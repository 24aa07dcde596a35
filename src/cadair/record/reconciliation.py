"""Does everything add up? Blocks the confirmation of results where it does not (PRO-07).

For every entry in every category: scorecards expected = received + stepped aside + excused +
abstained; a judge is excused from what they were not asked to read, as a substitute or in a round.
Scores are computed a second time, from the rows in whole numbers, and compared with those the
panel saw; every mark is compared with the record of actions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.foundation.refusals import Refusal
from cadair.judging.scorebook import CannotScore, exact_points
from cadair.outcomes.models import Proposal
from cadair.record.answer_trail import answers_not_as_recorded
from cadair.record.rows import ABSTAINED, LOCKED, Card, JudgingRows, rows_of
from cadair.record.trail import Departure, Trail, departures, trail_of
from cadair.seasons.models import Season

Fact = str | int | None


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not add up: a code of `SENTENCES`, where, and the figures."""

    code: str
    category: str
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def __str__(self) -> str:
        """The sentence, in the reader's language."""
        shown = {name: "–" if value is None else value for name, value in self.facts.items()}
        return str(SENTENCES[self.code]) % {"category": self.category, **shown}


SENTENCES: Final[Mapping[str, Promise]] = {
    "count": _(
        "Scorecards do not add up. Entry: %(entry)s. Category: %(category)s. "
        "Expected: %(expected)s. Accounted for: %(found)s."
    ),
    "twice": _(
        "A scorecard from somebody who stepped aside. Judge: %(judge)s. Entry: %(entry)s. "
        "Category: %(category)s."
    ),
    "not-asked": _(
        "A scorecard from a judge who was not asked for it. Judge: %(judge)s. "
        "Entry: %(entry)s. Category: %(category)s."
    ),
    "incomplete": _(
        "A locked scorecard without all its marks. Judge: %(judge)s. Entry: %(entry)s. "
        "Category: %(category)s."
    ),
    "outside": _(
        "A mark outside the scale. Judge: %(judge)s. Entry: %(entry)s. Category: %(category)s. "
        "Criterion: %(criterion)s. Mark: %(stands)s."
    ),
    "score": _(
        "Two ways of adding up differ. Entry: %(entry)s. Category: %(category)s. "
        "As the panel sees it: %(first)s. From the rows: %(second)s."
    ),
    "no-score": _("The scores cannot be computed: %(problem)s."),
    "suggestion": _(
        "A suggestion was computed from other marks. Category: %(category)s. Entry: %(entry)s. "
        "Then: %(first)s. Now: %(second)s. Have the suggestions computed again."
    ),
    "mark": _(
        "A mark is not the one that was recorded. Judge: %(judge)s. Entry: %(entry)s. "
        "Category: %(category)s. Criterion: %(criterion)s. Recorded: %(recorded)s. "
        "Now: %(stands)s."
    ),
    "state": _(
        "An abstention is not as recorded. Judge: %(judge)s. Entry: %(entry)s. "
        "Category: %(category)s."
    ),
    "moved": _(
        "A scorecard that was given to another entry or category. Judge: %(judge)s. "
        "Now on entry: %(entry)s. Category: %(category)s."
    ),
    "unrecorded": _(
        "A scorecard that was never recorded. Judge: %(judge)s. Entry: %(entry)s. "
        "Category: %(category)s."
    ),
    "paper": _(
        "An answer in a round is not the one that was recorded. Judge: %(judge)s. "
        "Entry: %(entry)s. Category: %(category)s. Round: %(round)s."
    ),
    "ballot": _(
        "A ballot is not the one that was recorded. Judge: %(judge)s. Category: %(category)s. "
        "Round: %(round)s."
    ),
    "comparison": _(
        "What a judge compared is not as recorded. Judge: %(judge)s. Category: %(category)s. "
        "Round: %(round)s."
    ),
    "shared": _("Who reads what is not as recorded. Category: %(category)s. Round: %(round)s."),
    "went-on": _(
        "Which entries came into a round is not as recorded. Category: %(category)s. "
        "Round: %(round)s."
    ),
    "vote": _("A vote of the panel is not as recorded. Category: %(category)s. Vote: %(number)s."),
}
"""One sentence for every kind of fault."""


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """The scorecards on one entry in one category: what was due, and what became of them."""

    entry: str
    category: str
    expected: int
    received: int
    recused: int
    excused: int
    abstained: int
    points: Fraction | None

    @property
    def missing(self) -> int:
        """Due, and neither given nor excused."""
        return self.expected - self.received - self.recused - self.excused - self.abstained


@dataclass(frozen=True, slots=True)
class Reconciled:
    """Every place counted, and everything that does not add up."""

    rows: JudgingRows
    trail: Trail
    places: tuple[PlaceCount, ...]
    faults: tuple[Fault, ...]

    @property
    def is_even(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults

    def sum_of(self, name: str) -> int:
        """A column over all places: `expected`, `received`, `recused`, `excused`, …"""
        return sum(getattr(place, name) for place in self.places)


def reconcile(season: Season) -> Reconciled:
    """Count, add up again and compare with the record of actions."""
    rows, trail = rows_of(season), trail_of(season)
    places = tuple(_counted(rows, entry, category) for entry, category in rows.places)
    faults = [
        *(_departed(each) for each in departures(rows, trail)),
        *(fault for place in places for fault in _of_place(rows, place)),
        *_of_scores(season, places),
        *(Fault(*each) for each in answers_not_as_recorded(season, rows)),
    ]
    return Reconciled(rows, trail, places, tuple(faults))


def marks_not_as_recorded(season: Season) -> list[Fault]:
    """Every mark and answer that differs from the record of actions: for `cadair audit verify`."""
    rows = rows_of(season)
    return [
        *(_departed(each) for each in departures(rows, trail_of(season))),
        *(Fault(*each) for each in answers_not_as_recorded(season, rows)),
    ]


def standing_in_the_way(season: Season) -> Iterator[tuple[str, str]]:
    """What keeps the results from being confirmed: (category key, sentence).

    A scorecard that is simply missing is not said here: it is said by name elsewhere.
    """
    for fault in reconcile(season).faults:
        if fault.code != "count" or fault.facts["is_over"]:
            yield fault.category, str(fault)


def _counted(rows: JudgingRows, entry: str, category: str) -> PlaceCount:
    cards = rows.by_place.get((entry, category), ())
    given = [
        card
        for card in cards
        if (card.judge, entry) not in rows.aside
        and not rows.is_excused(card.judge, entry, category)
    ]
    excused = {judge for judge in rows.judges if rows.is_excused(judge, entry, category)}
    aside = {judge for judge in rows.judges if (judge, entry) in rows.aside}
    return PlaceCount(
        entry=entry,
        category=category,
        expected=len(rows.judges),
        received=sum(card.state == LOCKED for card in given),
        recused=len(aside - excused),
        excused=len(excused),
        abstained=sum(card.state == ABSTAINED for card in given),
        points=rows.points(entry, category),
    )


def _departed(each: Departure) -> Fault:
    facts: dict[str, Fact] = {"judge": each.judge, "entry": each.entry}
    if each.code == "mark":
        facts |= {
            "criterion": each.criterion,
            "recorded": each.recorded,
            "stands": each.stands,
            "sequence": each.sequence,
        }
    return Fault(each.code, each.category, facts)


def _of_place(rows: JudgingRows, place: PlaceCount) -> Iterator[Fault]:
    if place.missing:
        yield Fault(
            "count",
            place.category,
            {
                "entry": place.entry,
                "expected": place.expected,
                "found": place.expected - place.missing,
                "is_over": int(place.missing < 0),
            },
        )
    for card in rows.by_place.get((place.entry, place.category), ()):
        yield from _of_card(rows, card)


def _of_card(rows: JudgingRows, card: Card) -> Iterator[Fault]:
    facts: dict[str, Fact] = {"judge": card.judge, "entry": card.entry}
    if (card.judge, card.entry) in rows.aside:
        yield Fault("twice", card.category, facts)
    if card.state != "open" and rows.is_excused(card.judge, card.entry, card.category):
        yield Fault("not-asked", card.category, facts)
    if card.state == LOCKED and rows.part(card) is None:
        yield Fault("incomplete", card.category, facts)
    for criterion, mark in card.marks.items():
        if not rows.lowest <= mark <= rows.highest:
            yield Fault("outside", card.category, {**facts, "criterion": criterion, "stands": mark})


def _of_scores(season: Season, places: tuple[PlaceCount, ...]) -> Iterator[Fault]:
    """The scores as the panel sees them, and as the suggestions had them, against the rows."""
    second = {(place.category, place.entry): place.points for place in places}
    try:
        first = exact_points(season) if places else {}
    except (CannotScore, Refusal) as problem:
        yield Fault("no-score", "", {"problem": str(problem)})
        return
    for category, entry in sorted({*first, *second}):
        seen, added = first.get((category, entry)), second.get((category, entry))
        if seen != added:
            yield _unlike("score", category, entry, seen, added)
    for proposal in Proposal.objects.filter(season=season).select_related("category"):
        yield from _of_suggestion(proposal, second)


def _of_suggestion(
    proposal: Proposal, second: Mapping[tuple[str, str], Fraction | None]
) -> Iterator[Fault]:
    for each in proposal.document.get("contenders", ()):
        place = (each["category"], each["entry"])
        if each.get("score_exact") is None or place not in second:
            continue  # nothing was compared, or a score that is combined from several categories
        then, now = Fraction(each["score_exact"]), second[place]
        if then != now:
            yield _unlike("suggestion", *place, then, now)


def _unlike(
    code: str, category: str, entry: str, first: Fraction | None, second: Fraction | None
) -> Fault:
    shown = [f"{float(each):.2f}" if each is not None else None for each in (first, second)]
    return Fault(code, category, {"entry": entry, "first": shown[0], "second": shown[1]})
