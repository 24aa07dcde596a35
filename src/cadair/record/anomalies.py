"""What is worth a look before results are confirmed; none of it is wrong by itself (PRO-07)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby
from math import sqrt
from statistics import fmean, variance
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.nominations.models import Nomination
from cadair.outcomes.queries import kinds_given_in
from cadair.record.reconciliation import Reconciled
from cadair.seasons.models import Season

FEWEST_CARDS: Final = 4
"""So many equal scorecards before a judge is said never to vary."""
FEWEST_ENTRIES: Final = 5
"""So many entries in each language before the two are compared; below, nothing is said."""
FEWEST_OF_A_PLACE: Final = 3
"""So many entries of one place before it is said that none of them reached the threshold."""

Fact = str | int


@dataclass(frozen=True, slots=True)
class Anomaly:
    """Something to look at: a code of `SENTENCES`, the category or nothing, and the figures."""

    code: str
    category: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def __str__(self) -> str:
        """The sentence, in the reader's language."""
        return str(SENTENCES[self.code]) % {"category": self.category, **self.facts}


SENTENCES: Final[Mapping[str, Promise]] = {
    "never-varies": _(
        "A judge gave every entry the same total. Judge: %(judge)s. Cards: %(cards)s."
    ),
    "one-judge-decides": _(
        "Without one judge another entry would lead. Category: %(category)s. Judge: %(judge)s. "
        "Leads: %(leads)s. Without this judge: %(without)s."
    ),
    "category-below-threshold": _(
        "No entry of the category reaches the threshold. Category: %(category)s. "
        "Threshold: %(threshold)s. Best score: %(best)s."
    ),
    "place-below-threshold": _(
        "No entry from one place reaches the threshold. Place: %(place)s. Entries: %(entries)s."
    ),
    "narrow-margin": _(
        "The first two are closer than one point of the scale. Category: %(category)s. "
        "Entries: %(first)s, %(second)s. Difference: %(margin)s."
    ),
    "languages-differ": _(
        "Entries in Welsh and in English score differently, more than chance explains. Welsh minus "
        "English: %(difference)s, between %(low)s and %(high)s (95%%). "
        "Entries: %(welsh)s and %(english)s."
    ),
    "languages-alike": _(
        "Entries in Welsh and in English score alike as far as these numbers can tell. Welsh minus "
        "English: %(difference)s, between %(low)s and %(high)s (95%%). "
        "Entries: %(welsh)s and %(english)s."
    ),
    "changed-after-lock": _(
        "Marks changed after the judge had locked: %(cards)s. The reasons stand in the record."
    ),
    "came-by-hand": _(
        "Entries came into a round by hand, which its rule would have left behind. "
        "Category: %(category)s. Round: %(round)s. Entries: %(entries)s."
    ),
}
"""One sentence for every kind of anomaly."""


def anomalies(season: Season, counted: Reconciled) -> list[Anomaly]:
    """Everything worth a look, in the order of the codes above."""
    fields = fields_of(counted)
    return [
        *_never_varying(counted),
        *(found for key, scores in fields for found in _one_judge(counted, key, scores)),
        *_below_threshold(season, dict(fields)),
        *(found for key, scores in fields for found in _narrow(counted, key, scores)),
        *_languages(season, marks_of(counted)),
        *_after_lock(counted),
        *_by_hand(counted),
    ]


Scores = Sequence[tuple[str, Fraction]]
"""Entries of one category with their scores, best first."""


def fields_of(counted: Reconciled) -> list[tuple[str, Scores]]:
    """By category, without those who did not go on to its last round."""
    found: list[tuple[str, Scores]] = []
    rounds = counted.rows.rounds
    for category, places in groupby(counted.places, key=lambda place: place.category):
        scores = [
            (place.entry, place.points)
            for place in places
            if place.points is not None and not rounds.is_gone(category, place.entry)
        ]
        found.append((category, sorted(scores, key=lambda each: (-each[1], each[0]))))
    return found


def marks_of(counted: Reconciled) -> list[tuple[str, Scores]]:
    """By category what the marks by criteria came to, those who did not go on among them."""
    rows = counted.rows
    found: list[tuple[str, Scores]] = []
    for category, places in groupby(counted.places, key=lambda place: place.category):
        marks = [(place.entry, rows.marks(place.entry, category)) for place in places]
        found.append((category, [(entry, mean) for entry, mean in marks if mean is not None]))
    return found


def _never_varying(counted: Reconciled) -> Iterator[Anomaly]:
    rows = counted.rows
    for judge in rows.judges:
        parts = [
            rows.part(card) for card in rows.cards if card.judge == judge and card.state == "locked"
        ]
        given = [part for part in parts if part is not None]
        if len(given) >= FEWEST_CARDS and len(set(given)) == 1:
            yield Anomaly("never-varies", facts={"judge": judge, "cards": len(given)})


def _one_judge(counted: Reconciled, category: str, scores: Scores) -> Iterator[Anomaly]:
    """Whoever, left out, would leave another entry alone in the lead."""
    leads = _leaders(scores)
    is_weighed = counted.rows.rounds.last_with_points(category) is not None
    if len(leads) != 1 or is_weighed:
        return
    for judge in counted.rows.judges:
        without = _leaders(_without(counted, category, [entry for entry, _p in scores], judge))
        if without and leads[0] not in without:
            facts: dict[str, Fact] = {
                "judge": judge,
                "leads": leads[0],
                "without": ", ".join(without),
            }
            yield Anomaly("one-judge-decides", category, facts)


def _leaders(scores: Scores) -> list[str]:
    best = max((points for _entry, points in scores), default=None)
    return [entry for entry, points in scores if points == best]


def _without(counted: Reconciled, category: str, entries: Sequence[str], judge: str) -> Scores:
    rows = counted.rows
    found = []
    for entry in entries:
        parts = [rows.part(card) for card in rows.counted(entry, category) if card.judge != judge]
        given = [part for part in parts if part is not None]
        if given:
            found.append((entry, Fraction(100 * sum(given), len(given) * rows.whole)))
    return found


def _below_threshold(season: Season, fields: Mapping[str, Scores]) -> Iterator[Anomaly]:
    """Categories, and places from which several entries came, without one that reaches it."""
    reached: dict[str, bool] = {}
    for category in season.categories.all():
        scores = fields.get(category.key, ())
        asked = [
            Fraction(str(kind.rule["threshold"]))
            for kind in kinds_given_in(category)
            if kind.rule and kind.rule.get("threshold") is not None
        ]
        if not asked or not scores:
            continue
        lowest = min(asked)
        for entry, points in scores:
            reached[entry] = reached.get(entry, False) or points >= lowest
        if scores[0][1] < lowest:
            facts: dict[str, Fact] = {"threshold": _shown(lowest), "best": _shown(scores[0][1])}
            yield Anomaly("category-below-threshold", category.key, facts)
    yield from _places_below(season, reached)


def _places_below(season: Season, reached: Mapping[str, bool]) -> Iterator[Anomaly]:
    by_place: dict[str, list[bool]] = {}
    for entry in season.entries.filter(reference__in=reached):
        place = " ".join((entry.place_en or entry.place_cy).split())
        if place:
            by_place.setdefault(place, []).append(reached[entry.reference])
    for place, found in sorted(by_place.items()):
        if len(found) >= FEWEST_OF_A_PLACE and not any(found):
            yield Anomaly("place-below-threshold", facts={"place": place, "entries": len(found)})


def _narrow(counted: Reconciled, category: str, scores: Scores) -> Iterator[Anomaly]:
    """A lead of less than one mark on the scale, equal scores left out: those are a tie."""
    rows = counted.rows
    if len(scores) < 2 or rows.highest <= rows.lowest:
        return
    margin = scores[0][1] - scores[1][1]
    if 0 < margin < Fraction(100, rows.highest - rows.lowest):
        facts: dict[str, Fact] = {
            "first": scores[0][0],
            "second": scores[1][0],
            "margin": _shown(margin),
        }
        yield Anomaly("narrow-margin", category, facts)


def _languages(season: Season, fields: Sequence[tuple[str, Scores]]) -> Iterator[Anomaly]:
    """The difference of means, each score taken from the mean of its category."""
    spoken = _languages_of(season)
    groups: dict[str, list[float]] = {"cy": [], "en": []}
    for _category, scores in fields:
        if len(scores) > 1:
            mean = fmean(float(points) for _entry, points in scores)
            for entry, points in scores:
                if entry in spoken:
                    groups[spoken[entry]].append(float(points) - mean)
    interval = difference(groups["cy"], groups["en"])
    if interval is None:
        return
    middle, low, high = interval
    code = "languages-alike" if low <= 0 <= high else "languages-differ"
    facts: dict[str, Fact] = {
        "difference": f"{middle:+.1f}",
        "low": f"{low:+.1f}",
        "high": f"{high:+.1f}",
        "welsh": len(groups["cy"]),
        "english": len(groups["en"]),
    }
    yield Anomaly(code, facts=facts)


def _languages_of(season: Season) -> dict[str, str]:
    """The language of each entry: that of the first nomination behind it."""
    found: dict[str, str] = {}
    sent = Nomination.objects.filter(season=season, entry__is_test=False).order_by("submitted_at")
    for entry, language in sent.values_list("entry__reference", "language"):
        found.setdefault(entry, language)
    return found


def difference(
    first: Sequence[float], second: Sequence[float]
) -> tuple[float, float, float] | None:
    """The first mean minus the second, with its 95 % interval by Welch; None below the number.

    Without any spread in either there is no interval, and nothing is said.
    """
    if min(len(first), len(second)) < FEWEST_ENTRIES:
        return None
    one, two = variance(first) / len(first), variance(second) / len(second)
    if one + two == 0:
        return None
    freedom = (one + two) ** 2 / (one**2 / (len(first) - 1) + two**2 / (len(second) - 1))
    middle = fmean(first) - fmean(second)
    reach = student(freedom) * sqrt(one + two)
    return middle, middle - reach, middle + reach


def student(freedom: float) -> float:
    """The 97.5 % point of Student's t by its expansion in 1/freedom; within 0.003 from 4 on."""
    z = 1.959963984540054
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / freedom**power for power, term in enumerate(terms, 1))


def _after_lock(counted: Reconciled) -> Iterator[Anomaly]:
    late = len(set(counted.trail.changed_after_lock))
    if late:
        yield Anomaly("changed-after-lock", facts={"cards": late})


def _by_hand(counted: Reconciled) -> Iterator[Anomaly]:
    """Rounds into which entries came that the rule would have left behind."""
    for each in counted.rows.rounds.rounds:
        if each.by_hand:
            facts: dict[str, Fact] = {"round": each.key, "entries": len(each.by_hand)}
            yield Anomaly("came-by-hand", each.category, facts)


def _shown(points: Fraction) -> str:
    return f"{float(points):.1f}"
