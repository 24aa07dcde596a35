"""What an entry must reach beside a threshold: compound conditions, and quotas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from adjudication.criteria import Scheme
from adjudication.errors import InvalidRule
from adjudication.explain import Step
from adjudication.figures import decimal_text
from adjudication.proposals.fields import PlainFields, points_of
from adjudication.scoring import EntryScore


class FloorOf(StrEnum):
    """Which figure must be high enough.

    SCORE: the entry's score. CRITERION: its mean points for one criterion. EACH_CRITERION: its
    mean points for every criterion. EACH_JUDGE: the total of every judge who counts.
    """

    SCORE = "score"
    CRITERION = "criterion"
    EACH_CRITERION = "each-criterion"
    EACH_JUDGE = "each-judge"


class QuotaOf(StrEnum):
    """Of what only so many may hold one kind of award."""

    ORGANISATION = "organisation"
    AREA = "area"


class Where(StrEnum):
    """On which path a kind can be given: where the kind before it is given, or where it is not."""

    GIVEN = "given"
    NOT_GIVEN = "not-given"


@dataclass(frozen=True, slots=True)
class Floor:
    """A figure and the points, 0–100, that it must reach, themselves included."""

    of: FloorOf
    at_least: Fraction
    criterion: str = ""

    def is_reached(self, score: EntryScore, scheme: Scheme) -> bool:
        """Whether the entry reaches it; a criterion nobody marked is not reached."""
        if self.of is FloorOf.SCORE:
            return score.required().points >= self.at_least
        if self.of is FloorOf.EACH_JUDGE:
            return all(total.score.points >= self.at_least for total in score.counted)
        keys = [self.criterion]
        if self.of is FloorOf.EACH_CRITERION:
            keys = [criterion.key for criterion in scheme.criteria]
        means = (criterion_mean(score, scheme, key) for key in keys)
        return all(mean is not None and mean >= self.at_least for mean in means)

    def as_dict(self) -> dict[str, object]:
        """The floor as plain data."""
        plain: dict[str, object] = {"of": self.of.value, "at_least": decimal_text(self.at_least)}
        return {**plain, "criterion": self.criterion} if self.criterion else plain


@dataclass(frozen=True, slots=True)
class Requirement:
    """Floors of which one at least must be reached; a rule's requirements must all be."""

    any_of: tuple[Floor, ...]

    def is_reached(self, score: EntryScore, scheme: Scheme) -> bool:
        """Whether the entry reaches one of the floors."""
        return any(floor.is_reached(score, scheme) for floor in self.any_of)

    def as_dict(self) -> dict[str, object]:
        """The requirement as plain data."""
        return {"any_of": [floor.as_dict() for floor in self.any_of]}

    def steps(self, reached: int, below: int) -> Iterator[Step]:
        """The floors, then how many reach one of them."""
        for floor in self.any_of:
            points = decimal_text(floor.at_least)
            facts = {"of": floor.of.value, "criterion": floor.criterion, "points": points}
            yield Step("floor", facts)
        yield Step("requirement", {"reached": reached, "below": below})


def criterion_mean(score: EntryScore, scheme: Scheme, key: str) -> Fraction | None:
    """The mean points of one criterion over the judges counted, if any of them marked it."""
    points = [
        scheme.scale.points(mark.value)
        for total in score.counted
        for mark in total.card.marks
        if mark.criterion == key
    ]
    return sum(points, Fraction(0)) / len(points) if points else None


def requirements(plain: PlainFields, name: str) -> tuple[Requirement, ...]:
    """The requirements of a rule, from plain data.

    Raises:
        InvalidRule: names the field and the problem.
    """
    parts = plain.parts(name, ("any_of",), ("any_of",))
    listed = [plain.part_list(name, part, "any_of") for part in parts]
    return tuple(
        Requirement(tuple(_floor(plain, name, each) for each in floor)) for floor in listed
    )


def _floor(plain: PlainFields, name: str, part: object) -> Floor:
    given = plain.part(name, part, ("of", "at_least", "criterion"), ("of", "at_least"))
    inner = PlainFields(plain.kind, given)
    try:
        of, criterion = inner.choice("of", FloorOf), inner.text("criterion")
    except InvalidRule as wrong:
        raise plain.refusal(name, str(wrong.facts["problem"])) from None
    if bool(criterion) is not (of is FloorOf.CRITERION):
        raise plain.refusal(name, "criterion-goes-with-criterion")
    at_least = points_of(given["at_least"])
    if at_least is None or at_least > 100:
        raise plain.refusal(name, "not-decimal-text")
    return Floor(of, at_least, criterion)


def floors(found: tuple[Requirement, ...]) -> Iterator[Floor]:
    """Every floor of some requirements."""
    for requirement in found:
        yield from requirement.any_of


def weights(plain: PlainFields, name: str) -> tuple[tuple[str, int], ...]:
    """Categories with their weights, in the order given.

    Raises:
        InvalidRule: not a mapping of keys to whole numbers above 0.
    """
    given = plain.mapping(name)
    for weight in given.values():
        if type(weight) is not int or weight < 1:
            raise plain.refusal(name, "not-a-whole-number")
    return tuple((str(key), int(str(weight))) for key, weight in given.items())
