"""What the judges declare, and which scorecards each of them therefore owes."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from cadair.demo.generator.chance import stream
from cadair.demo.generator.entries import PlannedEntry
from cadair.demo.generator.material import placed, raw
from seasonfile.document.texts import Language
from seasonfile.document.verdicts import InterestKind

# How often each judge steps aside from an ordinary entry, in which bodies' work, and why.
# Chair and stand-in never step aside in the same category: one of the two can always decide it.
_ASIDE: Final = (
    ("judge-a", ("early-intervention", "safeguarding"), (), ("acquaintance", "family")),
    ("judge-b", ("asb", "equalities", "vawdasv"), (), ("family", "acquaintance", "other")),
    ("judge-c", (), ("police", "commissioner"), ("employer",) * 4 + ("nominator",)),
    ("judge-d", (), ("council", "lark-council"), ("partner-organisation",) * 4 + ("funder",)),
)
_MAY_SCORE_EACH: Final = 4
_MAY_SCORE_NATURES: Final = ("acquaintance", "partner-organisation", "other", "acquaintance")
_ABSTENTIONS: Final = ("judge-b", "judge-d")


@dataclass(frozen=True, slots=True)
class Judge:
    """Somebody on the panel, and how severely he or she marks."""

    key: str
    name: str
    seat: str
    organisation: str
    reads: tuple[Language, ...]
    is_chair: bool
    is_stand_in: bool
    severity: float
    spread: float
    represents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Declarations:
    """Interests by (judge, entry): kind and nature, the nature empty where there is no interest."""

    interests: Mapping[tuple[str, str], tuple[InterestKind, str]]
    abstentions: frozenset[tuple[str, str]]

    def steps_aside(self, judge: str, entry: str) -> bool:
        """Whether the judge may not score the entry."""
        return self.interests[judge, entry][0] == "step-aside"


def panel() -> tuple[Judge, ...]:
    """The four judges, in the order of their seats."""
    return tuple(_judge(row) for row in raw("programme")["panel"])


def _judge(row: Mapping[str, Any]) -> Judge:
    judge = row["judge"]
    return Judge(
        key=judge["key"],
        name=judge["name"],
        seat=row["seat"],
        organisation=row["organisation"],
        reads=tuple(judge["reads"]),
        is_chair=judge.get("chair", False),
        is_stand_in=judge.get("stand_in", False),
        severity=judge["severity"],
        spread=judge["spread"],
        represents=tuple(row.get("represents", ())),
    )


def declare(seed: int, entries: Sequence[PlannedEntry]) -> Declarations:
    """Interests of every judge in every entry that is judged, and two abstentions.

    At most one judge steps aside from or abstains on an entry, so that three always remain.
    """
    numbers = stream(seed, "interests")
    interests: dict[tuple[str, str], tuple[InterestKind, str]] = {
        (judge.key, entry.id): _usual(judge, entry) for entry in entries for judge in panel()
    }
    for row in placed().values():
        if row.aside:
            interests[row.aside, row.id] = ("step-aside", row.nature)
    free = _free(entries)
    for judge, categories, bodies, natures in _ASIDE:
        fit = [entry for entry in free if _fits(entry, categories, bodies)]
        for nature in natures:
            entry = _take(numbers, fit, free)
            interests[judge, entry.id] = ("step-aside", nature)
    for judge in [judge.key for judge in panel()]:
        for nature in _MAY_SCORE_NATURES[:_MAY_SCORE_EACH]:
            interests[judge, _take(numbers, free, free).id] = ("may-score", nature)
    abstentions = frozenset((judge, _take(numbers, free, free).id) for judge in _ABSTENTIONS)
    return Declarations(interests, abstentions)


def _usual(judge: Judge, entry: PlannedEntry) -> tuple[InterestKind, str]:
    """Nothing; whoever speaks for others declares it where one of these is behind an entry."""
    is_spoken_for = bool(set(judge.represents) & set(entry.bodies))
    return ("may-score", "partner-organisation") if is_spoken_for else ("none", "")


def _free(entries: Iterable[PlannedEntry]) -> list[PlannedEntry]:
    """Entries about which nothing is fixed and which stand in one category only."""
    few = {"terrorism", "governance"}
    return [
        entry
        for entry in entries
        if entry.id not in placed() and len(entry.categories) == 1
        and entry.categories[0] not in few
    ]  # fmt: skip


def _fits(entry: PlannedEntry, categories: tuple[str, ...], bodies: tuple[str, ...]) -> bool:
    in_category = not categories or entry.categories[0] in categories
    return in_category and (not bodies or bool(set(bodies) & set(entry.bodies)))


def _take(
    numbers: random.Random, fit: list[PlannedEntry], free: list[PlannedEntry]
) -> PlannedEntry:
    entry = numbers.choice([entry for entry in fit if entry in free])
    free.remove(entry)
    return entry
