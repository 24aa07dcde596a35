"""The one place that knows what time it is; times are UTC, pages show Europe/London.

The demo has a clock of its own that can be moved forward: `follow` names a file that holds by how
many seconds it is ahead. Every process of the demo looks at that file, so that all of them move at
once. A real service never calls `follow`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

_pinned: ContextVar[datetime | None] = ContextVar("pinned", default=None)


@dataclass(slots=True)
class _Shift:
    """By how much `now` is ahead of the wall, as a file says; read again when the file changed."""

    file: Path | None = None
    mark: tuple[int, int] = (0, 0)
    ahead: timedelta = timedelta()

    def read(self) -> timedelta:
        """Cheap enough for every call: one look at the folder."""
        if self.file is None:
            return timedelta()
        try:
            found = self.file.stat()
            if self.mark != (found.st_mtime_ns, found.st_ino):
                self.ahead = timedelta(seconds=int(self.file.read_text("ascii")))
                self.mark = (found.st_mtime_ns, found.st_ino)
        except FileNotFoundError:
            return timedelta()
        return self.ahead


_shift = _Shift()


def now() -> datetime:
    """The present moment, aware, in UTC; in the demo the moment at which the demo stands."""
    return _pinned.get() or datetime.now(UTC) + _shift.read()


def wall() -> datetime:
    """The present moment outside: for sessions and codes, which belong to the people at the screen.

    Moving the demo by months must not sign anybody out.
    """
    return _pinned.get() or datetime.now(UTC)


def follow(file: Path | None) -> None:
    """From now on `now()` is ahead by the seconds in `file`; None, or no such file: not at all."""
    _shift.file, _shift.mark, _shift.ahead = file, (0, 0), timedelta()


def is_movable() -> bool:
    """Whether this process follows a file: whether it is the demo."""
    return _shift.file is not None


def move_to(moment: datetime) -> None:
    """Let every process that follows the same file stand at `moment` from now on.

    Raises:
        RuntimeError: this process follows no file: it is not the demo.
        ValueError: `moment` has no time zone.
    """
    if _shift.file is None:
        raise RuntimeError("only the demo has a clock that can be moved")
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    seconds = round((moment - datetime.now(UTC)).total_seconds())
    # A new file in the place of the old one: nobody reads half a number.
    fresh = _shift.file.with_suffix(".new")
    fresh.write_text(str(seconds), "ascii")
    fresh.replace(_shift.file)


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
