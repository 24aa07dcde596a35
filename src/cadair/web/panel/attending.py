"""The sittings of a meeting as pages show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cadair.judging.meeting_states import Presence, SittingEnd
from cadair.judging.models import Attendance, Judge, OutOfRoom, Sitting
from cadair.seasons.models import Season


@dataclass(frozen=True, slots=True)
class Line:
    """A judge in the list of those present, with what is chosen for them."""

    judge: Judge
    value: str


@dataclass(frozen=True, slots=True)
class Sat:
    """One sitting: from when until when, who was there, who was not, who went out for what."""

    number: int
    began_at: datetime
    ended_at: datetime | None
    end: str
    goes_on_at: datetime | None
    present: Sequence[Attendance]
    others: Sequence[Attendance]
    out: Sequence[tuple[str, Sequence[str]]]


def attendance_of(season: Season, sitting: Sitting | None, sent: Mapping[str, Any]) -> list[Line]:
    """The panel with what was typed, else what stands; before a sitting everybody is expected."""
    stands = {
        each.judge_id: Presence.ABSENT.value if each.left_at else each.presence
        for each in (sitting.attendance.all() if sitting else ())
    }
    return [
        Line(
            judge,
            str(sent.get(f"presence-{judge.public_id}") or stands.get(judge.pk) or _usual(judge)),
        )
        for judge in season.judges.order_by("position")
    ]


def _usual(judge: Judge) -> str:
    return Presence.ABSENT.value if judge.is_substitute else Presence.PRESENT.value


def sittings_of(season: Season) -> list[Sat]:
    """Every sitting, the first first."""
    there: dict[int, list[Attendance]] = {}
    rows = Attendance.objects.filter(sitting__season=season).select_related("judge")
    for each in rows.order_by("judge__position"):
        there.setdefault(each.sitting_id, []).append(each)
    out: dict[int, dict[str, list[str]]] = {}
    gone = OutOfRoom.objects.filter(sitting__season=season).select_related("judge", "category")
    for left in gone.order_by("left_at", "judge__position"):
        by_category = out.setdefault(left.sitting_id, {})
        by_category.setdefault(str(left.category.name), []).append(left.judge.name)
    return [
        Sat(
            number=each.number,
            began_at=each.began_at,
            ended_at=each.ended_at,
            end=str(SittingEnd(each.end).label) if each.end else "",
            goes_on_at=each.goes_on_at,
            present=[row for row in there.get(each.pk, ()) if row.presence == Presence.PRESENT],
            others=[row for row in there.get(each.pk, ()) if row.presence != Presence.PRESENT],
            out=list(out.get(each.pk, {}).items()),
        )
        for each in season.sittings.order_by("number")
    ]
