"""The judges' marks: drawn as real panels mark, then moved just enough to meet the outcome.

A mark is the entry's quality seen through a judge: severity shifts it, spread stretches it, and
everybody errs a little. The entries that win something are then brought to their exact scores,
and whoever would have overtaken them loses single marks, where they hurt least.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from cadair.demo.generator.chance import stream
from cadair.demo.generator.entries import PlannedEntry
from cadair.demo.generator.material import CRITERIA, award_texts, placed, raw
from cadair.demo.generator.panel import Declarations, Judge, panel

Cards = dict[tuple[str, str, str], list[int]]
"""Marks in the order of the criteria, by judge, entry and category."""

HIGHEST: Final = 10
_MIDDLE: Final = 5.5
_QUALITY: Final = {"governance": 4.3, "terrorism": 4.8}
_USUAL_QUALITY: Final = 5.9
_WRITTEN_QUALITY: Final = 6.4
_THRESHOLD: Final = Fraction(60, 100)
_WITHIN: Final = Fraction(5, 100)


def mark(seed: int, entries: Sequence[PlannedEntry], declared: Declarations) -> Cards:
    """A full scorecard of every judge on every entry in every place, except where none is owed."""
    numbers = stream(seed, "marks")
    cards: Cards = {}
    for entry in entries:
        quality = _quality(entry, numbers)
        talents = [numbers.gauss(0, 0.5) for _ in CRITERIA]
        judges = [judge for judge in panel() if _owes(judge, entry, declared)]
        for category in entry.categories:
            own = {
                (judge.key, entry.id, category): [
                    _seen(judge, quality + talent, numbers) for talent in talents
                ]
                for judge in judges
            }
            _settle(entry, category, own)
            cards.update(own)
    return cards


def score(cards: Cards) -> Fraction:
    """The share of all marks that were given, which is the mean of the scorecards."""
    return Fraction(sum(map(sum, cards.values())), HIGHEST * len(CRITERIA) * len(cards))


def _owes(judge: Judge, entry: PlannedEntry, declared: Declarations) -> bool:
    key = (judge.key, entry.id)
    return not declared.steps_aside(*key) and key not in declared.abstentions


def _quality(entry: PlannedEntry, numbers: random.Random) -> float:
    drawn = numbers.gauss(0, 1)
    if entry.id in placed():
        return float(placed()[entry.id].score) * HIGHEST + drawn * 0.1
    usual = _WRITTEN_QUALITY if entry.is_written else _USUAL_QUALITY
    return _QUALITY.get(entry.categories[0], usual) + drawn * 0.9


def _seen(judge: Judge, quality: float, numbers: random.Random) -> int:
    seen = _MIDDLE + (quality - _MIDDLE) * judge.spread + judge.severity + numbers.gauss(0, 0.7)
    return min(max(round(seen), 1), HIGHEST)


def _settle(entry: PlannedEntry, category: str, cards: Cards) -> None:
    """Bring a placed entry to its score, and every other below what it must not reach."""
    if entry.id in placed():
        while (missing := placed()[entry.id].total - sum(map(sum, cards.values()))) != 0:
            _move(cards, 1 if missing > 0 else -1)
        return
    limit = _limit(entry, category)
    while score(cards) >= limit:
        _move(cards, -1)


def _move(cards: Cards, step: int) -> None:
    """Change one mark by one: the lowest that can rise, or the highest that can fall."""
    places = [(key, n) for key, marks in cards.items() for n in range(len(marks))]
    free = [(key, n) for key, n in places if 0 <= cards[key][n] + step <= HIGHEST]
    key, n = min(free, key=lambda place: (cards[place[0]][place[1]] * step, place))
    cards[key][n] += step


def _limit(entry: PlannedEntry, category: str) -> Fraction:
    """The score that an entry which wins nothing stays below."""
    limits = [Fraction(1), *_limits_of_kinds(entry.kind), *_limits_of_category(category)]
    return min(limits)


def _limits_of_kinds(entry_kind: str) -> list[Fraction]:
    """Below the last of those awarded from all entries of its kind."""
    rules: Mapping[str, list[str]] = {
        row["key"]: row["rule"]["entry_kinds"] for row in raw("programme")["kinds"]
    }
    return [placed()[a.id].score for a in award_texts() if entry_kind in rules[a.kind]]


def _limits_of_category(category: str) -> list[Fraction]:
    """Below the last award given; after a lone winner, too far behind for a commendation."""
    groups = {row["key"]: row["group"] for row in raw("programme")["categories"]}
    if groups[category] != "theme":
        return []
    given = [award for award in award_texts() if award.category == category]
    if not given:
        return [_THRESHOLD]
    scores = [placed()[award.id].score for award in given]
    if any(award.kind == "highly-commended" for award in given):
        return [min(scores)]
    return [min(_THRESHOLD, min(scores) - _WITHIN)]
