"""Award rules as data: read from plain values, checked by field, written back."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter

from adjudication.errors import (
    CircularRules,
    InvalidRule,
    RepeatedId,
    UnknownCategory,
    UnknownKind,
)
from adjudication.figures import decimal_text
from adjudication.profiles import Compares, Pool, Profile, Stage, profile_named
from adjudication.proposals.fields import PlainFields
from adjudication.proposals.requirements import (
    FloorOf,
    QuotaOf,
    Requirement,
    Where,
    floors,
    requirements,
    weights,
)
from adjudication.proposals.voting import BallotCount
from adjudication.scorecards import Category, EntryKind
from adjudication.ties import TieBreak, TieChain

_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_REQUIRED = ("method", "pool", "maximum", "joint")
FIELDS = (
    *_REQUIRED,
    *("groups", "categories", "entry_kinds", "threshold", "minimum_entries", "near_tie"),
    *("within", "after", "may_withhold", "holders_of", "ties", "lot_commitment"),
    *("place", "where", "requires", "winning_margin", "one_prize", "quota", "quota_of"),
    *("routes", "combines", "count", "no_award"),
)


@dataclass(frozen=True, slots=True)
class AwardRule:
    """How one kind of award is given, as data. See `docs/methods/award-rules.md`.

    kind: the key of the kind of award. groups, categories: where it is given.
    method: a choosing profile. pool, entry_kinds: whom it is chosen from (no kinds: all).
    maximum: places, None for no limit. joint: equal scores at the last place share it.
    threshold: the lowest score that can be proposed, in points. minimum_entries: in the pool.
    near_tie: points within which "discuss" is said instead of a name. within: at most so many
    points below the last winner of `after`, or below the best where nothing goes before.
    after: the kind given first, in the same category; who holds it, or what goes before it, is
    out. may_withhold: the panel may give none. holders_of: which kinds make an award holder (none
    listed: all that are not themselves chosen from award holders). ties: the tie chain.
    place: given only where exactly place − 1 entries hold what goes before, so that a shared place
    leaves the next ones empty. where: only where `after` is given, or only where it is not.
    requires: conditions that all must be met. winning_margin: a smaller lead of the last in over
    the first out asks for another round. one_prize: who holds another award of this sort is out.
    quota: so many of this kind at most for one `quota_of`. routes: only entries put forward so.
    combines: categories with weights, for the method that combines them. count, no_award: how
    ballots are counted, and whether no award stands on them.

    Raises:
        InvalidRule: names the field and the problem. UnknownProfile: no such method.
    """

    kind: str
    method: str
    groups: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    pool: Pool = Pool.CATEGORY
    entry_kinds: tuple[EntryKind, ...] = ()
    maximum: int | None = 1
    joint: bool = False
    threshold: Fraction | None = None
    minimum_entries: int = 1
    near_tie: Fraction | None = None
    within: Fraction | None = None
    after: str | None = None
    may_withhold: bool = True
    holders_of: tuple[str, ...] = ()
    ties: TieChain = field(default_factory=TieChain)
    place: int | None = None
    where: Where | None = None
    requires: tuple[Requirement, ...] = ()
    winning_margin: Fraction | None = None
    one_prize: bool = False
    quota: int | None = None
    quota_of: QuotaOf = QuotaOf.ORGANISATION
    routes: tuple[str, ...] = ()
    combines: tuple[tuple[str, int], ...] = ()
    count: BallotCount | None = None
    no_award: bool = False

    def __post_init__(self) -> None:
        """Refuse a rule whose fields contradict each other."""
        for name, problem in _problems(self):
            raise InvalidRule(kind=self.kind, field=name, problem=problem)

    @classmethod
    def from_dict(cls, kind: str, mapping: Mapping[str, object]) -> AwardRule:
        """Read a rule from plain data: points as decimal text ("1.5"), whole numbers as numbers.

        `method`, `pool`, `maximum` and `joint` must be there; the rest has defaults.

        Raises:
            InvalidRule: names the field and the problem.
            UnknownProfile: no method has the name given.
        """
        plain = PlainFields(kind, mapping)
        plain.check_names(FIELDS, _REQUIRED)
        return cls(
            kind=kind,
            method=plain.text("method"),
            groups=plain.texts("groups"),
            categories=plain.texts("categories"),
            pool=plain.choice("pool", Pool),
            entry_kinds=plain.choices("entry_kinds", EntryKind),
            maximum=plain.whole_or_none("maximum", default=1),
            joint=plain.truth("joint", default=False),
            threshold=plain.points("threshold"),
            minimum_entries=plain.whole("minimum_entries", default=1),
            near_tie=plain.points("near_tie"),
            within=plain.points("within"),
            after=plain.text_or_none("after"),
            may_withhold=plain.truth("may_withhold", default=True),
            holders_of=plain.texts("holders_of"),
            ties=TieChain(plain.choices("ties", TieBreak), plain.text("lot_commitment")),
            place=plain.whole_or_none("place", default=None),
            where=plain.choice_or_none("where", Where),
            requires=requirements(plain, "requires"),
            winning_margin=plain.points("winning_margin"),
            one_prize=plain.truth("one_prize", default=False),
            quota=plain.whole_or_none("quota", default=None),
            quota_of=plain.choice_or_none("quota_of", QuotaOf) or QuotaOf.ORGANISATION,
            routes=plain.texts("routes"),
            combines=weights(plain, "combines"),
            count=plain.choice_or_none("count", BallotCount),
            no_award=plain.truth("no_award", default=False),
        )

    def as_dict(self) -> dict[str, object]:
        """The rule as plain data; `from_dict(rule.kind, rule.as_dict()) == rule`."""
        document: dict[str, object] = {
            "groups": list(self.groups),
            "categories": list(self.categories),
            "method": self.method,
            "pool": self.pool.value,
            "entry_kinds": [kind.value for kind in self.entry_kinds],
            "maximum": self.maximum,
            "joint": self.joint,
            "threshold": _points_text(self.threshold),
            "minimum_entries": self.minimum_entries,
            "near_tie": _points_text(self.near_tie),
            "within": _points_text(self.within),
            "after": self.after,
            "may_withhold": self.may_withhold,
        }
        optional: dict[str, object] = {
            "holders_of": list(self.holders_of),
            "ties": [tie_break.value for tie_break in self.ties.breaks],
            "lot_commitment": self.ties.lot_commitment,
            **self._advanced(),
        }
        return {**document, **{name: value for name, value in optional.items() if value}}

    def _advanced(self) -> dict[str, object]:
        """What few rules say; left out where they do not."""
        return {
            "place": self.place,
            "where": self.where.value if self.where else None,
            "requires": [requirement.as_dict() for requirement in self.requires],
            "winning_margin": _points_text(self.winning_margin),
            "one_prize": self.one_prize,
            "quota": self.quota,
            "quota_of": self.quota_of.value if self.quota else None,
            "routes": list(self.routes),
            "combines": dict(self.combines),
            "count": self.count.value if self.count else None,
            "no_award": self.no_award,
        }

    @property
    def profile(self) -> Profile:
        """The choosing method."""
        return profile_named(self.method)

    def applies_to(self, category: Category) -> bool:
        """Whether this kind of award is given in the category."""
        return category.id in self.categories or category.group in self.groups

    def holder_kinds(self, rules: Collection[AwardRule]) -> tuple[str, ...]:
        """The kinds of award whose holders are the pool; none for other pools."""
        if self.pool is not Pool.AWARD_HOLDERS:
            return ()
        others = (rule.kind for rule in rules if rule.pool is not Pool.AWARD_HOLDERS)
        return self.holders_of or tuple(others)

    def needs(self, rules: Collection[AwardRule]) -> tuple[str, ...]:
        """The kinds that must be known before this one."""
        after = () if self.after is None else (self.after,)
        return (*self.holder_kinds(rules), *after)


def check_rules(rules: Sequence[AwardRule], categories: Sequence[Category]) -> None:
    """See that the rules of a season fit its categories and each other.

    Raises:
        RepeatedId, UnknownCategory, UnknownKind, InvalidRule, CircularRules: what does not fit.
    """
    _check_unique("award-kind", [rule.kind for rule in rules])
    _check_unique("category", [category.id for category in categories])
    by_kind = {rule.kind: rule for rule in rules}
    for rule in rules:
        _check_reach(rule, categories)
        _check_references(rule, by_kind, categories)
    in_order(rules)


def in_order(rules: Sequence[AwardRule]) -> tuple[AwardRule, ...]:
    """The rules, each after those it needs; otherwise in the order given.

    Raises:
        CircularRules: rules need each other in a circle.
    """
    by_kind = {rule.kind: rule for rule in rules}
    graph = {rule.kind: rule.needs(rules) for rule in rules}
    try:
        return tuple(by_kind[kind] for kind in TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise CircularRules(kinds=" ".join(sorted(set(error.args[1])))) from None


def _check_unique(what: str, ids: Sequence[str]) -> None:
    for item in ids:
        if ids.count(item) > 1:
            raise RepeatedId(what=what, id=item)


def _check_reach(rule: AwardRule, categories: Sequence[Category]) -> None:
    known = {category.id for category in categories}
    for category in rule.categories:
        if category not in known:
            raise UnknownCategory(kind=rule.kind, field="categories", category=category)
    for category, _weight in rule.combines:
        if category not in known:
            raise UnknownCategory(kind=rule.kind, field="combines", category=category)
    if not any(rule.applies_to(category) for category in categories):
        raise InvalidRule(kind=rule.kind, field="groups", problem="no-category")


def _check_references(
    rule: AwardRule, by_kind: Mapping[str, AwardRule], categories: Sequence[Category]
) -> None:
    for name, kinds in (("after", (rule.after,)), ("holders_of", rule.holders_of)):
        for kind in kinds:
            if kind is not None and kind not in by_kind:
                raise UnknownKind(kind=rule.kind, field=name, refers_to=kind)
    if rule.after is None:
        return
    before = by_kind[rule.after]
    for category in categories:
        if rule.applies_to(category) and not before.applies_to(category):
            raise InvalidRule(
                kind=rule.kind, field="after", problem="not-given-there", category=category.id
            )


def _problems(rule: AwardRule) -> Iterator[tuple[str, str]]:
    """What is wrong within one rule, as (field, problem)."""
    if not rule.kind:
        yield "kind", "empty"
    if rule.profile.stage is not Stage.CHOOSING:
        yield "method", "not-for-choosing"
    if rule.pool not in rule.profile.pools:
        yield "method", "not-for-this-pool"
    if rule.maximum is not None and rule.maximum < 1:
        yield "maximum", "below-one"
    if rule.minimum_entries < 1:
        yield "minimum_entries", "below-one"
    if rule.holders_of and rule.pool is not Pool.AWARD_HOLDERS:
        yield "holders_of", "not-for-this-pool"
    yield from _problems_of_points(rule)
    yield from _problems_of_ties(rule)
    yield from _problems_of_paths(rule)
    yield from _problems_of_method(rule)


def _problems_of_paths(rule: AwardRule) -> Iterator[tuple[str, str]]:
    if rule.place is not None and rule.place < 1:
        yield "place", "below-one"
    if rule.place is not None and rule.place > 1 and rule.after is None:
        yield "place", "needs-after"
    if rule.where is not None and rule.after is None:
        yield "where", "needs-after"
    if rule.quota is not None and rule.quota < 1:
        yield "quota", "below-one"
    if rule.pool in {Pool.PEOPLE, Pool.DISCRETION} and (rule.quota or rule.one_prize):
        yield "pool", "no-entries-to-limit"


def _problems_of_method(rule: AwardRule) -> Iterator[tuple[str, str]]:
    compares = rule.profile.compares
    if bool(rule.combines) is not (compares is Compares.COMBINED_SCORE):
        yield "combines", "goes-with-combined-score"
    if (rule.count is not None) is not (compares is Compares.BALLOTS):
        yield "count", "goes-with-ranked-ballot"
    if rule.no_award and compares is not Compares.BALLOTS:
        yield "no_award", "goes-with-ranked-ballot"
    if rule.quota and compares is not None and not compares.has_scores:
        yield "quota", "method-compares-nothing"
    if rule.requires and compares is not None and not compares.has_scores:
        yield "requires", "method-compares-nothing"
    if compares is Compares.COMBINED_SCORE and any(
        floor.of in {FloorOf.CRITERION, FloorOf.EACH_CRITERION} for floor in floors(rule.requires)
    ):
        yield "requires", "combined-score-has-no-criteria"


def _problems_of_points(rule: AwardRule) -> Iterator[tuple[str, str]]:
    points = {"threshold": rule.threshold, "near_tie": rule.near_tie, "within": rule.within}
    points["winning_margin"] = rule.winning_margin
    compares = rule.profile.compares
    for name, value in points.items():
        if value is None:
            continue
        if not 0 <= value <= 100:
            yield name, "outside-0-to-100"
        if (value * 10**6).denominator != 1:
            yield name, "more-than-six-decimals"
        if compares is not None and not compares.has_scores:
            yield name, "method-compares-nothing"


def _problems_of_ties(rule: AwardRule) -> Iterator[tuple[str, str]]:
    breaks = rule.ties.breaks
    if len(set(breaks)) != len(breaks):
        yield "ties", "repeated"
    if TieBreak.DECLARE_JOINT in breaks:
        if not rule.joint:
            yield "ties", "joint-not-allowed"
        if breaks[-1] is not TieBreak.DECLARE_JOINT:
            yield "ties", "nothing-follows-declare-joint"
    if breaks and rule.profile.compares in {Compares.NOTHING, Compares.BALLOTS}:
        yield "ties", "method-compares-nothing"
    if (TieBreak.LOT in breaks) != bool(rule.ties.lot_commitment):
        yield "lot_commitment", "goes-with-a-lot"
    if rule.ties.lot_commitment and not _SHA256.fullmatch(rule.ties.lot_commitment):
        yield "lot_commitment", "not-a-sha256"


def _points_text(value: Fraction | None) -> str | None:
    return None if value is None else decimal_text(value)
