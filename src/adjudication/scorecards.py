"""What judges hand in: marks and scorecards, on entries, by judges. Ids are plain strings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from adjudication.errors import RepeatedMark
from adjudication.figures import Exact, exact


class ScorecardStatus(StrEnum):
    """Where a scorecard stands; only a complete one counts, and none of the others is a zero."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    RECUSED = "recused"
    ABSTAINED = "abstained"
    EXCUSED = "excused"


class EntryKind(StrEnum):
    """What is put forward."""

    PERSON = "person"
    TEAM = "team"
    PROJECT = "project"
    PARTNERSHIP = "partnership"


@dataclass(frozen=True, slots=True)
class Mark:
    """A judge's number for one criterion, on the season's scale. A missing mark is no mark."""

    criterion: str
    value: Exact

    def __post_init__(self) -> None:
        """Refuse numbers that are not exact."""
        if type(self.value) is not int:
            exact(self.value)


@dataclass(frozen=True, slots=True)
class Scorecard:
    """One judge's marks on one entry in one category.

    Marks on a card that is not complete are kept but never counted.
    """

    judge: str
    entry: str
    category: str
    marks: tuple[Mark, ...] = ()
    status: ScorecardStatus = ScorecardStatus.COMPLETE

    def __post_init__(self) -> None:
        """Refuse two marks for one criterion."""
        keys = [mark.criterion for mark in self.marks]
        if len(set(keys)) != len(keys):
            raise RepeatedMark(judge=self.judge, entry=self.entry, category=self.category)


@dataclass(frozen=True, slots=True)
class Entry:
    """What is judged, where it stands, and which organisations are behind it.

    Only entries that may be judged are given to the core: ineligible and withdrawn ones are not.
    `kind` is None where it is not known; such an entry is in no pool that asks for kinds.
    people: how many persons stand in it. area: where it belongs, for quotas. routes: the ways it
    was put forward, e.g. "self" and "third-party".
    """

    id: str
    categories: tuple[str, ...]
    kind: EntryKind | None = None
    organisations: tuple[str, ...] = ()
    people: int = 0
    area: str = ""
    routes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PanelBallot:
    """How one judge ranks candidates for the awards of a category: best first, equals together.

    `NO_AWARD` among them stands for giving none.
    """

    judge: str
    category: str
    ranking: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class RoundPoints:
    """What an entry got in one round of several: each judge's points, 0 to 100, and its weight.

    `needed`: with fewer judges it has none. `is_by_criteria`: its points come from scorecards.
    """

    round: str
    weight: Exact
    given: tuple[tuple[str, Exact], ...] = ()
    needed: int = 1
    is_by_criteria: bool = False

    @property
    def mean(self) -> Fraction | None:
        """The exact mean; None where too few gave points."""
        if len(self.given) < max(1, self.needed):
            return None
        points = (Fraction(exact(points)) for _judge, points in self.given)
        return sum(points, Fraction(0)) / len(self.given)


NO_AWARD = "no-award"
"""The candidate that is nobody."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Somebody on the panel; at most one of them is the chair."""

    id: str
    is_chair: bool = False


@dataclass(frozen=True, slots=True)
class Category:
    """What entries compete in; `group` is the season's word for a set of categories."""

    id: str
    group: str = ""
