"""Charts as numbers for a drawing: bars from the left, or one beside the other along the days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 720
HEIGHT: Final = 220
"""Of the drawing of the days, in units of its own; the page scales it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a chart and of its table: what, how many, how long in hundredths."""

    label: str
    count: int
    entries: int | None
    length: float


@dataclass(frozen=True, slots=True)
class Column:
    """One day in the drawing: where it stands and how high it is."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Curve:
    """The days as columns, and the season before as a line of points (`x,y x,y …`)."""

    columns: Sequence[Column]
    line: str
    most: int


def bars(rows: Sequence[tuple[str, int, int | None]]) -> list[Bar]:
    """The longest bar is the whole width."""
    most = max((count for _label, count, _entries in rows), default=0) or 1
    return [
        Bar(label, count, entries, round(count * 100 / most, 1)) for label, count, entries in rows
    ]


def curve(came: Sequence[int], whole: Sequence[int], before: Sequence[int | None]) -> Curve:
    """Columns for what came each day; the line for how many the season before had by then.

    Both have their own scale: a day is compared with days, a sum with sums.
    """
    most = max(came, default=0) or 1
    step = WIDTH / (len(came) or 1)
    columns = [
        Column(
            x=round(number * step + step * 0.1, 1),
            y=round(HEIGHT - count * HEIGHT / most, 1),
            width=round(step * 0.8, 1),
            height=round(count * HEIGHT / most, 1),
        )
        for number, count in enumerate(came)
    ]
    top = max([*whole, *(each for each in before if each is not None)], default=0) or 1
    points = [
        f"{number * step + step / 2:.1f},{HEIGHT - each * HEIGHT / top:.1f}"
        for number, each in enumerate(before)
        if each is not None
    ]
    return Curve(columns, " ".join(points), most)
