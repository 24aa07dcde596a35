"""What an assignment is made from: who may read what, and how much everybody should."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from adjudication.errors import InvalidAssignment

Numbers: TypeAlias = NDArray[np.int64]
Figures: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Every judge who may read an entry: arrays of one length, one item for each pair.

    entry, judge: numbers from 0 to `entries` − 1 and `judges` − 1; no pair twice. fit: how well
    they suit each other, in any unit, more is better. A pair that is not there is not allowed:
    conflicts, languages and categories are left out by whoever makes the pairs.
    role: which reserved place (see `Wanted`) the judge can fill there, −1 for none.
    group: at most one judge of a group reads one entry, −1 for no group, e.g. an organisation.

    Raises:
        InvalidAssignment: arrays of other lengths, numbers outside, figures that are not finite,
            a pair twice, or judges of one group with different roles for one entry.
    """

    entry: Numbers
    judge: Numbers
    fit: Figures
    entries: int
    judges: int
    role: Numbers | None = None
    group: Numbers | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be read as pairs; narrower whole numbers are widened."""
        size = len(self.entry)
        for name in ("entry", "judge", "fit", "role", "group"):
            given = getattr(self, name)
            if given is not None and len(given) != size:
                raise InvalidAssignment(field=name, problem="another-length")
            if given is not None and name != "fit":
                object.__setattr__(self, name, np.asarray(given, dtype=np.int64))
        for name, numbers, count in (
            ("entry", self.entry, self.entries),
            ("judge", self.judge, self.judges),
        ):
            if size and not 0 <= int(numbers.min()) <= int(numbers.max()) < count:
                raise InvalidAssignment(field=name, problem="outside")
        if not np.isfinite(self.fit).all():
            raise InvalidAssignment(field="fit", problem="not-finite")
        keys = np.sort(self.entry * self.judges + self.judge)
        if (keys[1:] == keys[:-1]).any():
            raise InvalidAssignment(field="pairs", problem="repeated")


@dataclass(frozen=True, slots=True, eq=False)
class Wanted:
    """How many judges each entry gets, and how many entries each judge.

    lowest, highest: the load of every judge. reserved: how many of an entry's places are kept for
    each role, e.g. (1,) for one reader of Welsh where `Pairs.role` is 0 for those who read it.
    """

    per_entry: int
    lowest: Numbers
    highest: Numbers
    reserved: tuple[int, ...] = ()

    def check(self, pairs: Pairs) -> None:
        """Refuse loads that nobody could give out.

        Raises:
            InvalidAssignment: a minimum below 0 or above its maximum; minima above all places;
                no place for an entry; more places reserved than there are.
        """
        if self.per_entry < 1:
            raise InvalidAssignment(field="per_entry", problem="below-one")
        if not len(self.lowest) == len(self.highest) == pairs.judges:
            raise InvalidAssignment(field="loads", problem="another-length")
        if len(self.lowest) and int(self.lowest.min()) < 0:
            raise InvalidAssignment(field="lowest", problem="below-zero")
        above = np.flatnonzero(self.lowest > self.highest)
        if len(above):
            raise InvalidAssignment(field="loads", problem="min-above-max", judge=int(above[0]))
        places, minima = self.per_entry * pairs.entries, int(self.lowest.sum())
        if minima > places:
            raise InvalidAssignment(
                field="loads", problem="minima-above-places", minima=minima, places=places
            )
        if any(each < 0 for each in self.reserved) or sum(self.reserved) > self.per_entry:
            raise InvalidAssignment(field="reserved", problem="more-than-places")
