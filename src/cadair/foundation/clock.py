"""The one place that knows what time it is; times are UTC, pages show Europe/London."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

_pinned: ContextVar[datetime | None] = ContextVar("pinned", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _pinned.get() or datetime.now(UTC)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let `now()` answer `moment` inside the block; for tests and the demo walk.

    Raises:
        ValueError: `moment` has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a pinned moment needs a time zone")
    token = _pinned.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _pinned.reset(token)


def from_london(wall: datetime) -> datetime:
    """A wall-clock time in Wales as a moment in UTC.

    In the repeated hour of October the first (summer-time) reading is taken.

    Raises:
        ValueError: `wall` has a time zone, or does not exist (the skipped hour of March).
    """
    if wall.tzinfo is not None:
        raise ValueError("a wall-clock time has no time zone of its own")
    moment = wall.replace(tzinfo=LONDON, fold=0).astimezone(UTC)
    if moment.astimezone(LONDON).replace(tzinfo=None) != wall:
        raise ValueError(f"{wall:%Y-%m-%d %H:%M} does not exist: the clocks go forward that night")
    return moment


def to_london(moment: datetime) -> datetime:
    """The wall-clock time in Wales of a moment."""
    return moment.astimezone(LONDON)
