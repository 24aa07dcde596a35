"""The frame of a season: programme, texts, dates, what one competes in, how awards are given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal, get_args

from seasonfile.document.moments import Moment
from seasonfile.document.texts import Text
from seasonfile.shapes import (
    DATE,
    DIGEST,
    KEY,
    LINK,
    NAME,
    POINTS,
    PROSE,
    SLUG,
    TAGLINE,
    TITLE,
    Both,
    Choice,
    Instant,
    ListOf,
    PairsOf,
    PartOf,
    Truth,
    Whole,
    says,
)

Group = Literal["theme", "cross-cutting", "overall"]
EntryKind = Literal["person", "team", "project", "partnership"]
Pool = Literal["category", "all-entries", "award-holders", "people", "discretion"]

Sector = Literal[
    "police",
    "fire",
    "council",
    "health",
    "government",
    "education",
    "housing",
    "voluntary",
    "business",
    "other",
]

GROUPS = ("theme", "cross-cutting", "overall")
ENTRY_KINDS = ("person", "team", "project", "partnership")
POOLS = get_args(Pool)
METHODS = (
    "highest-mean/1",
    "highest-score/1",
    "panel-chooses/1",
    "panel-chooses/2",
    "combined-score/1",
    "ranked-ballot/1",
)
FLOORS = ("score", "criterion", "each-criterion", "each-judge")
QUOTAS = ("organisation", "area")
PATHS = ("given", "not-given")
ROUTES = ("self", "third-party")
COUNTS = ("schulze", "borda", "stv")
TIES = ("heaviest-criterion", "more-judges", "head-to-head", "chair", "lot", "declare-joint")
PAPERS = ("dpia", "policy")
SECTORS = get_args(Sector)
HIGHEST_MARK = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammePart:
    """The recurring awards that the season is one year of."""

    key: str = field(metadata=says(KEY, "Permanent name of the programme."))
    name: Text = field(metadata=says(Both(NAME), "What the awards are called."))
    slug: Text = field(metadata=says(Both(SLUG), "The programme’s word in addresses."))
    tagline: Text | None = field(
        default=None, metadata=says(Both(TAGLINE), "One sentence under the name.")
    )
    organiser: str | None = field(
        default=None, metadata=says(KEY, "The organisation that runs the awards.")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedPart:
    """What the programme states and nobody can count here; only in a partial archive."""

    nominations: int | None = field(
        default=None, metadata=says(Whole(0, 1_000_000), "How many nominations came in.")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TextsPart:
    """The season's texts; all are needed before nominations open."""

    introduction: Text | None = field(
        default=None, metadata=says(Both(PROSE), "What the awards are.")
    )
    eligibility: Text | None = field(
        default=None, metadata=says(Both(PROSE), "Who may nominate and be nominated.")
    )
    ties: Text | None = field(
        default=None, metadata=says(Both(PROSE), "What happens when scores are equal.")
    )
    category_moves: Text | None = field(
        default=None, metadata=says(Both(PROSE), "When an entry is moved to another category.")
    )
    repeat_nominations: Text | None = field(
        default=None, metadata=says(Both(PROSE), "What several nominations of the same count.")
    )
    late_nominations: Text | None = field(
        default=None, metadata=says(Both(PROSE), "What happens to a late nomination.")
    )
    feedback: Text | None = field(
        default=None, metadata=says(Both(PROSE), "Feedback to nominators, and complaints.")
    )
    decision: Text | None = field(
        default=None, metadata=says(Both(PROSE), "Who decides, and that it is final.")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TimetablePart:
    """The dates of the season in their natural order."""

    nominations_open: Moment | None = field(
        default=None, metadata=says(Instant(), "From when nominations can be sent in.")
    )
    nominations_close: Moment | None = field(
        default=None, metadata=says(Instant(), "The deadline for nominations.")
    )
    judging_ends: Moment | None = field(
        default=None, metadata=says(Instant(), "When the judges must have finished.")
    )
    panel_meets: Moment | None = field(
        default=None, metadata=says(Instant(), "When the panel decides.")
    )
    ceremony: Moment | None = field(
        default=None, metadata=says(Instant(), "When the awards are presented.")
    )
    results: Moment | None = field(
        default=None, metadata=says(Instant(), "When the results become public.")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPart:
    """A document that stands behind the season: where it is, who signed it off, when."""

    kind: Literal["dpia", "policy"] = field(
        metadata=says(
            Choice(PAPERS),
            "The data protection impact assessment, or the appropriate policy document.",
        )
    )
    link: str = field(metadata=says(LINK, "Where it is."))
    name: str = field(metadata=says(NAME, "Who signed it off."))
    on: str = field(metadata=says(DATE, "When it was signed off."))


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionPart:
    """A thing that is judged."""

    key: str = field(metadata=says(KEY, "Permanent name of the criterion."))
    name: Text = field(metadata=says(Both(NAME), "What the criterion is called."))
    asks: tuple[Text, ...] = field(
        default=(), metadata=says(ListOf(Both(TITLE)), "The questions a judge asks.")
    )
    weight: int = field(default=1, metadata=says(Whole(1, 100), "How much it counts."))


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchorPart:
    """A mark of the scale and the words for it."""

    mark: int = field(metadata=says(Whole(0, HIGHEST_MARK), "The mark."))
    label: Text = field(metadata=says(Both(NAME), "What the mark means."))


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryPart:
    """What one competes in, or a section of the results page."""

    key: str = field(metadata=says(KEY, "Permanent name of the category."))
    group: Group = field(
        metadata=says(
            Choice(GROUPS), "Theme, cross-cutting, or overall, which nobody enters directly."
        )
    )
    name: Text = field(metadata=says(Both(NAME), "What the category is called."))
    slug: Text = field(metadata=says(Both(SLUG), "The category’s word in addresses."))
    definition: Text | None = field(
        default=None, metadata=says(Both(PROSE), "What belongs in the category.")
    )
    note: Text | None = field(
        default=None, metadata=says(Both(PROSE), "Shown with the section on the results page.")
    )
    caution: Text | None = field(
        default=None,
        metadata=says(Both(PROSE), "What nominators are asked not to write in this category."),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorPart:
    """A figure that must be high enough."""

    of: str = field(
        metadata=says(Choice(FLOORS), "The score, one criterion, every criterion or every judge.")
    )
    criterion: str | None = field(
        default=None, metadata=says(KEY, "The criterion, where it is one criterion, and only then.")
    )
    at_least: str = field(metadata=says(POINTS, "The points it must reach, from 0 to 100."))

    def as_dict(self) -> dict[str, Any]:
        """The floor as plain data."""
        named = {"criterion": self.criterion} if self.criterion else {}
        return {"of": self.of, "at_least": self.at_least, **named}


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementPart:
    """A condition; a rule's conditions must all be met."""

    any_of: tuple[FloorPart, ...] = field(
        metadata=says(ListOf(PartOf(FloorPart), fewest=1), "One of these is enough.")
    )

    def as_dict(self) -> dict[str, Any]:
        """The condition as plain data."""
        return {"any_of": [floor.as_dict() for floor in self.any_of]}

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> RequirementPart:
        """The condition from what `as_dict` gave."""
        return cls(any_of=tuple(FloorPart(**floor) for floor in plain["any_of"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePart:
    """How a kind of award is suggested; the same fields as a rule of the judging core."""

    method: str = field(metadata=says(Choice(METHODS), "The named method that chooses."))
    pool: Pool = field(metadata=says(Choice(POOLS), "Whom it chooses from."))
    entry_kinds: tuple[EntryKind, ...] = field(
        default=(),
        metadata=says(ListOf(Choice(ENTRY_KINDS)), "Only these kinds of entry; none named: all."),
    )
    maximum: int | None = field(
        default=1,
        metadata=says(
            Whole(1, 1000), "How many places there are; null: no limit.", is_nullable=True
        ),
    )
    joint: bool = field(default=False, metadata=says(Truth(), "Equal scores share a place."))
    threshold: str | None = field(
        default=None, metadata=says(POINTS, "The lowest score, in points from 0 to 100.")
    )
    minimum_entries: int = field(
        default=1, metadata=says(Whole(1, 1000), "How many entries there must be to choose from.")
    )
    near_tie: str | None = field(
        default=None,
        metadata=says(POINTS, "Within so many points: “close, discuss”; null: equal scores only."),
    )
    within: str | None = field(
        default=None, metadata=says(POINTS, "At most so many points below the winner.")
    )
    after: str | None = field(
        default=None, metadata=says(KEY, "The kind of award that is given first.")
    )
    may_withhold: bool = field(default=True, metadata=says(Truth(), "The panel may give none."))
    holders_of: tuple[str, ...] = field(
        default=(), metadata=says(ListOf(KEY), "Which kinds make an award holder; none: all.")
    )
    ties: tuple[str, ...] = field(
        default=(), metadata=says(ListOf(Choice(TIES)), "How ties are broken, in this order.")
    )
    lot_commitment: str | None = field(
        default=None, metadata=says(DIGEST, "SHA-256 of the secret that a lot is drawn with.")
    )
    place: int | None = field(
        default=None,
        metadata=says(
            Whole(1, 1000), "Given only where so many less one hold what goes before: 2 is second."
        ),
    )
    where: str | None = field(
        default=None,
        metadata=says(Choice(PATHS), "Only where the kind in `after` is given, or is not given."),
    )
    requires: tuple[RequirementPart, ...] = field(
        default=(), metadata=says(ListOf(PartOf(RequirementPart)), "Conditions to be met, all.")
    )
    winning_margin: str | None = field(
        default=None, metadata=says(POINTS, "A smaller lead than this asks for a second round.")
    )
    one_prize: bool = field(
        default=False,
        metadata=says(Truth(), "Who holds another award with one_prize is out: one for an entry."),
    )
    quota: int | None = field(
        default=None, metadata=says(Whole(1, 1000), "So many at most for one organisation or area.")
    )
    quota_of: str | None = field(
        default=None,
        metadata=says(Choice(QUOTAS), "What the quota is of; left out: of organisations."),
    )
    routes: tuple[str, ...] = field(
        default=(),
        metadata=says(ListOf(Choice(ROUTES)), "Only entries put forward so; none named: all."),
    )
    combines: tuple[tuple[str, int], ...] = field(
        default=(),
        metadata=says(PairsOf(Whole(1, 100)), "Categories whose scores are combined, by weight."),
    )
    count: str | None = field(
        default=None, metadata=says(Choice(COUNTS), "How the ballots of the panel are counted.")
    )
    no_award: bool = field(
        default=False, metadata=says(Truth(), "No award stands on the ballot like a candidate.")
    )

    def as_dict(self) -> dict[str, Any]:
        """The rule as plain data, every field but the optional ones that say nothing."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        plain = {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in values.items()
        }
        plain["requires"] = [requirement.as_dict() for requirement in self.requires]
        plain["combines"] = dict(self.combines)
        return {name: value for name, value in plain.items() if value or name not in _OPTIONAL}

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> RulePart:
        """The rule from what `as_dict` gave.

        Raises:
            TypeError: a field is missing or unknown.
        """
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in plain.items()
        }
        if "requires" in values:
            values["requires"] = tuple(map(RequirementPart.from_dict, values["requires"]))
        if "combines" in values:
            values["combines"] = tuple(values["combines"].items())
        return cls(**values)


_OPTIONAL = (
    *("holders_of", "ties", "lot_commitment", "place", "where", "requires", "winning_margin"),
    *("one_prize", "quota", "quota_of", "routes", "combines", "count", "no_award"),
)
"""What a rule leaves out where it says nothing, so that older rules stay as they were."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardKindPart:
    """A kind of award and where it can be given."""

    key: str = field(metadata=says(KEY, "Permanent name of the kind."))
    name: Text = field(metadata=says(Both(NAME), "What the award is called."))
    joint_name: Text = field(metadata=says(Both(NAME), "What it is called when shared."))
    commendation: bool = field(
        default=False, metadata=says(Truth(), "Shown below the winners, as highly commended is.")
    )
    groups: tuple[Group, ...] = field(
        default=(), metadata=says(ListOf(Choice(GROUPS)), "The groups it can be given in.")
    )
    categories: tuple[str, ...] = field(
        default=(), metadata=says(ListOf(KEY), "Or the categories it can be given in.")
    )
    rule: RulePart | None = field(
        default=None, metadata=says(PartOf(RulePart), "How it is suggested; unknown in an archive.")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationPart:
    """A body that nominates, is nominated, holds a seat or runs the awards."""

    key: str = field(metadata=says(KEY, "Permanent name of the organisation."))
    name: Text = field(
        metadata=says(Both(NAME), "Its name; the same twice where it has only one official name.")
    )
    sector: Sector | None = field(
        default=None, metadata=says(Choice(SECTORS), "Which part of public life it belongs to.")
    )
    also: tuple[str, ...] = field(
        default=(), metadata=says(ListOf(NAME), "Other names by which people know it.")
    )
