"""What the record of actions says was marked, against the marks as they stand (PRO-08, PRO-09).

Every saving of a scorecard left all of its marks in the chain. A mark that was changed without
Cadair therefore differs from the last of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from cadair.audit.models import AuditEntry
from cadair.record.rows import ABSTAINED, JudgingRows
from cadair.seasons.models import Season

_MARK: Final = "mark_"
_ABSTAINED: Final = "abstain"
_PRACTICE: Final = "practise"
_IN_MEETING: Final = "change_mark"


@dataclass(frozen=True, slots=True)
class Trace:
    """What the chain last said of one scorecard: in which of its entries, and on what it was."""

    sequence: int
    marks: dict[str, int]
    is_abstention: bool = False
    entry: object = None
    category: object = None


@dataclass(frozen=True, slots=True)
class Departure:
    """A scorecard that is not as recorded.

    `code`: mark (one differs; None: there is none), state (abstained in one, not in the other),
    moved (it was on another entry or in another category), unrecorded (the chain does not know it).
    """

    code: str
    judge: str
    entry: str
    category: str
    criterion: str = ""
    recorded: int | None = None
    stands: int | None = None
    sequence: int | None = None


@dataclass(frozen=True, slots=True)
class Trail:
    """The scorecards of a season as the chain has them, by reference.

    `begins_here`: judging began in this database, so every mark must have been recorded.
    """

    traces: dict[str, Trace] = field(default_factory=dict)
    changed_after_lock: tuple[str, ...] = ()
    begins_here: bool = False


def trail_of(season: Season) -> Trail:
    """Read what the chain says of every scorecard of a season; the last word counts."""
    traces: dict[str, Trace] = {}
    late: list[str] = []
    locked: set[str] = set()
    said = AuditEntry.objects.filter(season_ref=season.public_id).order_by("sequence")
    of_cards = said.filter(subject_ref__startswith="scorecard:") | said.filter(
        action="lock_scorecards"
    )
    rows = of_cards.values_list("sequence", "action", "actor_ref", "subject_ref", "facts")
    for sequence, action, actor, subject, facts in rows.iterator(chunk_size=2000):
        if action == "lock_scorecards":
            locked.add(actor)
            continue
        trace = _trace(sequence, action, _read(facts))
        if trace is None:
            continue
        if subject in traces and (actor in locked or action == _IN_MEETING):
            late.append(subject)
        traces[subject] = trace
    return Trail(traces, tuple(late), said.filter(action="begin_judging").exists())


def _read(facts: str) -> dict[str, object]:
    """The facts of an entry; nothing where somebody has broken them, which is told elsewhere."""
    try:
        found = json.loads(facts)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _trace(sequence: int, action: str, facts: dict[str, object]) -> Trace | None:
    if action == _PRACTICE:
        return None
    if action == _ABSTAINED:
        return Trace(
            sequence,
            {},
            is_abstention=True,
            entry=facts.get("entry"),
            category=facts.get("category"),
        )
    marks = {
        name.removeprefix(_MARK): value
        for name, value in facts.items()
        if name.startswith(_MARK) and isinstance(value, int)
    }
    if not marks and action != "save_scorecard":
        return None
    return Trace(sequence, marks, entry=facts.get("entry"), category=facts.get("category"))


def departures(rows: JudgingRows, trail: Trail) -> Iterator[Departure]:
    """Every mark that differs from what was recorded.

    What came marked in a season file was not marked here: the chain knows only the file.
    """
    for card in rows.cards:
        where = (card.judge, card.entry, card.category)
        trace = trail.traces.get(card.ref)
        if trace is None:
            if card.marks and trail.begins_here:
                yield Departure("unrecorded", *where)
            continue
        places = ((trace.entry, card.entry_ref), (trace.category, card.category_ref))
        if any(recorded not in (None, stands) for recorded, stands in places):
            yield Departure("moved", *where, sequence=trace.sequence)
        if trace.is_abstention != (card.state == ABSTAINED):
            yield Departure("state", *where, sequence=trace.sequence)
        for key in sorted({*trace.marks, *card.marks}):
            recorded, stands = trace.marks.get(key), card.marks.get(key)
            if recorded != stands:
                yield Departure("mark", *where, key, recorded, stands, trace.sequence)
