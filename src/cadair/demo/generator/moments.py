"""When things happen in the demo season, counted from today and from how far it has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

STATES: Final = ("draft", "open", "checking", "judging", "deciding", "sealed", "released")

# Days since nominations opened, at the least; opening is the Monday on or before that day.
_DAYS_SINCE_OPENING: Final = {
    "draft": -14,
    "open": 24,
    "checking": 43,
    "judging": 54,
    "deciding": 81,
    "sealed": 90,
    "released": 103,
}


@dataclass(frozen=True, slots=True)
class Moments:
    """The timetable, in wall-clock time in Wales; `today` is the day on which one looks at it."""

    today: date
    opening_date: date

    @property
    def year(self) -> int:
        """The year of the season: that in which it opens."""
        return self.opening_date.year

    @property
    def opens_at(self) -> datetime:
        """Nominations open, on a Monday."""
        return self._at(0, 9)

    @property
    def closes_at(self) -> datetime:
        """Nominations close, on the Friday of the sixth week."""
        return self._at(39, 17)

    @property
    def judging_begins_at(self) -> datetime:
        """The panel receives the eligible entries."""
        return self._at(50, 10)

    @property
    def judging_ends_at(self) -> datetime:
        """The judges’ marks are due."""
        return self._at(74, 17)

    @property
    def panel_date(self) -> date:
        """The panel meets, on a Thursday."""
        return self._at(80, 10).date()

    @property
    def ceremony_date(self) -> date:
        """The evening itself."""
        return self._at(101, 19).date()

    @property
    def results_at(self) -> datetime:
        """The results become public, on the morning after."""
        return self._at(102, 9)

    def wall(self, day: date, hour: int, minute: int = 0) -> datetime:
        """A wall-clock time on `day`; never in the hour that the clocks skip or repeat."""
        return datetime.combine(day, time(hour, minute))

    @staticmethod
    def written(moment: datetime) -> str:
        """A wall-clock time as a season file writes it."""
        return f"{moment:%Y-%m-%dT%H:%M}"

    def is_past(self, moment: datetime) -> bool:
        """Whether `moment` lies before today began."""
        return moment.date() < self.today

    def _at(self, days: int, hour: int) -> datetime:
        return self.wall(self.opening_date + timedelta(days=days), hour)


def moments(today: date, state: str) -> Moments:
    """The timetable of a season that stands in `state` on the day `today`.

    Raises:
        ValueError: there is no such state.
    """
    if state not in STATES:
        raise ValueError(f"no state “{state}”; use one of: {', '.join(STATES)}")
    earliest = today - timedelta(days=_DAYS_SINCE_OPENING[state])
    return Moments(today=today, opening_date=earliest - timedelta(days=earliest.weekday()))
