"""How many hours judging takes each judge, in the ways it can be shared out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cadair.nominations.queries import standing_entries
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonState

MINUTES_EACH: Final = 6
EXAMPLES: Final = (50, 100, 250)
READERS: Final = 3


@dataclass(frozen=True, slots=True)
class Hours:
    """For so many entries: hours of each judge if all read all, and if three read each."""

    entries: int
    all_read_all: int
    three_read_each: int


@dataclass(frozen=True, slots=True)
class Estimate:
    """How many judges there are, and their hours; `is_known`: the entries have been counted."""

    judges: int
    lines: tuple[Hours, ...]
    is_known: bool


def hours_of(season: Season) -> Estimate:
    """An estimate from the entries there are, or of the last season, or from examples."""
    judges = season.judges.count()
    known = standing_entries(season).count() if season.state != SeasonState.DRAFT else 0
    numbers = (known,) if known else (*_last_season(season), *EXAMPLES)
    lines = tuple(
        Hours(
            entries=number,
            all_read_all=_hours(number),
            three_read_each=_hours(number * min(READERS, judges) / judges) if judges else 0,
        )
        for number in sorted(set(numbers))
    )
    return Estimate(judges, lines, is_known=bool(known))


def _hours(entries: float) -> int:
    return max(1, round(entries * MINUTES_EACH / 60))


def _last_season(season: Season) -> tuple[int, ...]:
    earlier = season.programme.seasons.filter(year__lt=season.year).order_by("-year").first()
    if earlier is None:
        return ()
    number = earlier.stated_nominations or standing_entries(earlier).count()
    return (number,) if number else ()
