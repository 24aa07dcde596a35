"""Moments: a time, a day or words; and how a time on the clock in Wales becomes a point in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from seasonfile.document.texts import Text

ZONE: Final = ZoneInfo("Europe/London")


def instant(wall_time: str) -> datetime:
    """The point in time, in UTC, at which clocks in Wales show `wall_time`.

    `wall_time` is `YYYY-MM-DDTHH:MM`, seconds may follow. In the hour that comes twice in October
    the first is meant.

    Raises:
        ValueError: no such date, or the clocks skip this time in March.
    """
    local = datetime.fromisoformat(wall_time).replace(tzinfo=ZONE, fold=0)
    point = local.astimezone(UTC)
    if point.astimezone(ZONE).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise ValueError(f"the clocks skip {wall_time}")
    return point


def wall_time(point: datetime) -> str:
    """What clocks in Wales show at `point`, as a season file writes it; without zero seconds.

    Which of the two hours of October is meant is lost.

    Raises:
        ValueError: `point` knows no time zone.
    """
    if point.tzinfo is None:
        raise ValueError("a point in time needs a time zone")
    local = point.astimezone(ZONE).replace(tzinfo=None, microsecond=0)
    return local.isoformat(timespec="seconds" if local.second else "minutes")


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happens: one of a time (`at`), a day (`on`) or words (`text`)."""

    at: str | None = None
    on: str | None = None
    text: Text | None = None

    @classmethod
    def at_instant(cls, point: datetime) -> Moment:
        """The moment of a point in time."""
        return cls(at=wall_time(point))

    @classmethod
    def on_day(cls, day: date) -> Moment:
        """The moment that is a whole day."""
        return cls(on=day.isoformat())

    @property
    def instant(self) -> datetime | None:
        """The point in time in UTC, if a time is given."""
        return None if self.at is None else instant(self.at)

    @property
    def day(self) -> date | None:
        """The day, if a time or a day is given."""
        if self.at is not None:
            return datetime.fromisoformat(self.at).date()
        return None if self.on is None else date.fromisoformat(self.on)
