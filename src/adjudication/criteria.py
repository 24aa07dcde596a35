"""What is asked of an entry, how heavy each answer is, and on which scale it is marked."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from adjudication.errors import InvalidScheme, MarkOutsideScale
from adjudication.figures import Exact, exact
from adjudication.profiles import MEAN, Stage, profile_named


@dataclass(frozen=True, slots=True)
class Criterion:
    """A thing judged; `weight` is its share relative to the other criteria, above 0."""

    key: str
    weight: Exact = 1

    def __post_init__(self) -> None:
        """Refuse an empty key and a weight of 0 or less."""
        if not self.key:
            raise InvalidScheme(field="criteria", problem="key-empty")
        if exact(self.weight) <= 0:
            raise InvalidScheme(field="weight", problem="not-above-zero", criterion=self.key)


@dataclass(frozen=True, slots=True)
class Scale:
    """The lowest and the highest mark; the lowest is worth 0 points, the highest 100."""

    lowest: Exact = 0
    highest: Exact = 10

    def __post_init__(self) -> None:
        """Refuse a scale without room between its ends."""
        if exact(self.lowest) >= exact(self.highest):
            raise InvalidScheme(field="scale", problem="lowest-not-below-highest")

    def points(self, value: Exact) -> Fraction:
        """What a mark is worth, 0–100.

        Raises:
            MarkOutsideScale: `value` is below the lowest or above the highest mark.
        """
        mark, lowest, highest = exact(value), exact(self.lowest), exact(self.highest)
        if not lowest <= mark <= highest:
            raise MarkOutsideScale(value=str(mark), lowest=str(lowest), highest=str(highest))
        return Fraction((mark - lowest) * 100) / (highest - lowest)


@dataclass(frozen=True, slots=True)
class Scheme:
    """How marks become scores in a season: criteria, scale, minimum scorecards, method."""

    criteria: tuple[Criterion, ...]
    scale: Scale = field(default_factory=Scale)
    minimum_scorecards: int = 3
    method: str = MEAN.name

    def __post_init__(self) -> None:
        """Refuse a scheme that cannot give a score."""
        if not self.criteria:
            raise InvalidScheme(field="criteria", problem="none")
        keys = [criterion.key for criterion in self.criteria]
        if len(set(keys)) != len(keys):
            raise InvalidScheme(field="criteria", problem="repeated-key")
        if type(self.minimum_scorecards) is not int or self.minimum_scorecards < 1:
            raise InvalidScheme(field="minimum_scorecards", problem="not-above-zero")
        if profile_named(self.method).stage is not Stage.SCORING:
            raise InvalidScheme(field="method", problem="not-for-scoring", method=self.method)

    @property
    def heaviest(self) -> Criterion | None:
        """The criterion heavier than every other, or None where several are."""
        weights = [exact(criterion.weight) for criterion in self.criteria]
        top = max(weights)
        return self.criteria[weights.index(top)] if weights.count(top) == 1 else None
