"""When each form came in, and the references that follow from it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from cadair.demo.generator.chance import stream
from cadair.demo.generator.entries import PlannedEntry, PlannedNomination
from cadair.demo.generator.moments import Moments

# Most people nominate late: the share of time used is chance to this power.
_LATENESS: Final = 0.45
_WAKING_HOURS: Final = range(7, 23)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A form with its moment and its references."""

    reference: str
    entry_reference: str
    entry: PlannedEntry
    nomination: PlannedNomination
    submitted_at: datetime


def arrivals(seed: int, entries: Sequence[PlannedEntry], when: Moments) -> list[Arrival]:
    """Every form in the order of arrival; an entry is numbered when its first form comes."""
    numbers = stream(seed, "arrivals")
    timed = []
    for entry in entries:
        moments = sorted(_moment(numbers, when) for _ in entry.nominations)
        timed += [
            (at, entry.id, n, entry, form)
            for n, (at, form) in enumerate(zip(moments, entry.nominations, strict=True))
        ]
    timed.sort(key=lambda row: row[:3])
    references: dict[str, str] = {}
    for _at, key, _n, _entry, _form in timed:
        references.setdefault(key, f"{when.year}-{len(references) + 1:03d}")
    return [
        Arrival(f"N-{number:04d}", references[key], entry, form, at)
        for number, (at, key, _n, entry, form) in enumerate(timed, start=1)
    ]


def _moment(numbers: random.Random, when: Moments) -> datetime:
    """A waking minute between opening and closing."""
    length = when.closes_at - when.opens_at
    day = when.opens_at + length * numbers.random() ** _LATENESS
    at = when.wall(day.date(), numbers.choice(_WAKING_HOURS), numbers.randrange(60))
    if at <= when.opens_at:
        return when.opens_at + timedelta(minutes=numbers.randrange(5, 300))
    if at >= when.closes_at:
        return when.closes_at - timedelta(minutes=numbers.randrange(1, 300))
    return at
