"""The dates of a season follow each other."""

from __future__ import annotations

from typing import Final

from seasonfile.checks.findings import Findings, found
from seasonfile.checks.known import Known
from seasonfile.document import Moment

_ORDER: Final = (
    "nominations_open",
    "nominations_close",
    "judging_ends",
    "panel_meets",
    "ceremony",
)
"""Each comes after those before it. Results may come out before, at or after the ceremony."""

_BEFORE_RESULTS: Final = _ORDER[:-1]


def check_dates(known: Known) -> Findings:
    """Closing before opening, judging before closing, ceremony before the panel, and the like."""
    timetable = known.document.timetable
    moments: dict[str, Moment | None] = {key: getattr(timetable, key) for key in _ORDER}
    for at, key in enumerate(_ORDER):
        yield from _misplaced(key, moments[key], _ORDER[:at], moments, "timetable")
    yield from _misplaced("results", timetable.results, _BEFORE_RESULTS, moments, "timetable")
    yield from _misplaced("released", known.document.released, _BEFORE_RESULTS, moments)


def _misplaced(
    key: str,
    moment: Moment | None,
    before: tuple[str, ...],
    moments: dict[str, Moment | None],
    *section: str,
) -> Findings:
    """`moment` comes before the nearest known one of those it should follow."""
    for name in reversed(before):
        earlier = moments[name]
        if moment is None or earlier is None or earlier.day is None:
            continue
        is_same = key == "nominations_close" and moment == earlier
        if is_same or _comes_before(moment, earlier):
            yield found(
                "dates-out-of-order",
                *section,
                key,
                key=key,
                date=moment.at or moment.on or "",
                before=name,
                other=earlier.at or earlier.on or "",
            )
        return


def _comes_before(moment: Moment, other: Moment) -> bool:
    """Whether it does, as far as both are known: a day is compared with a day."""
    if moment.instant is not None and other.instant is not None:
        return moment.instant < other.instant
    return moment.day is not None and other.day is not None and moment.day < other.day
