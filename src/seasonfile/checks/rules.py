"""Kinds of award: each can be given somewhere, and its rule can be carried out.

The judging core refuses the same before a season opens; here it is said with a line.
"""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

from seasonfile.checks.findings import Findings, found
from seasonfile.checks.known import Known
from seasonfile.document import AwardKindPart, CategoryPart, RulePart, SeasonDocument
from seasonfile.document.frame import POOLS

POOLS_OF_METHODS = {
    "highest-mean/1": ("category",),
    "highest-score/1": ("all-entries", "award-holders"),
    "panel-chooses/1": ("category", "all-entries", "award-holders"),
    "panel-chooses/2": ("category", "all-entries", "award-holders", "people", "discretion"),
    "combined-score/1": ("category", "all-entries", "award-holders"),
    "ranked-ballot/1": ("category", "all-entries", "award-holders"),
}
"""Which pools a method of the judging core can choose from; a test compares the two."""

_COMPARES_NO_SCORES = ("panel-chooses/1", "panel-chooses/2", "ranked-ballot/1")
_OF_SCORES = ("threshold", "near_tie", "within", "ties", "winning_margin", "requires", "quota")

_OF_METHODS = {
    "combines": "combined-score/1",
    "count": "ranked-ballot/1",
    "no_award": "ranked-ballot/1",
}
"""Keys that only one method reads; the first two it cannot do without."""


def is_given_in(kind: AwardKindPart, category: CategoryPart) -> bool:
    """Whether a kind of award can be given in a category."""
    return category.group in kind.groups or category.key in kind.categories


def check_rules(known: Known) -> Findings:
    """Kinds of award that cannot be given, and rules that contradict themselves or each other."""
    for at, kind in enumerate(known.document.award_kinds):
        places = [each for each in known.categories.values() if is_given_in(kind, each)]
        if not places and known.categories and "categories" not in known.unsure:
            yield found("kind-given-nowhere", "award_kinds", at, kind=kind.key)
        if kind.rule is not None:
            yield from _rule(at, kind.rule)
            yield from _after(known, at, kind, kind.rule)
    yield from _circles(known.document)


def _rule(at: int, rule: RulePart) -> Findings:
    path = ("award_kinds", at, "rule")
    pools = POOLS_OF_METHODS.get(rule.method, (rule.pool,))
    if rule.pool in POOLS and rule.pool not in pools:
        yield found(
            "method-and-pool",
            *path,
            "method",
            method=rule.method,
            pool=rule.pool,
            pools=", ".join(pools),
        )
    if rule.holders_of and rule.pool != "award-holders":
        yield found("holders-without-pool", *path, "holders_of")
    if rule.method in _COMPARES_NO_SCORES:
        for name in _OF_SCORES:
            if getattr(rule, name):
                yield found("nothing-to-compare", *path, name, key=name, method=rule.method)
    yield from _ties(at, rule)
    yield from _keys_that_go_together(at, rule)
    yield from _floors(at, rule)


def _keys_that_go_together(at: int, rule: RulePart) -> Findings:
    path = ("award_kinds", at, "rule")
    for name, method in _OF_METHODS.items():
        is_there = bool(getattr(rule, name))
        if is_there and rule.method != method:
            yield found("key-of-a-method", *path, name, key=name, method=method)
        if not is_there and rule.method == method and name != "no_award":
            yield found("method-needs-key", *path, "method", key=name, method=method)
    follows = {"place": (rule.place or 1) > 1, "where": rule.where is not None}
    for name, needs_one_before in follows.items():
        if needs_one_before and rule.after is None:
            yield found("nothing-before", *path, name, key=name)
    for name in ("quota", "one_prize"):
        if getattr(rule, name) and rule.pool in ("people", "discretion"):
            yield found("limit-without-entries", *path, name, key=name, pool=rule.pool)


def _floors(at: int, rule: RulePart) -> Findings:
    for number, requirement in enumerate(rule.requires):
        for floor_at, floor in enumerate(requirement.any_of):
            path = ("award_kinds", at, "rule", "requires", number, "any_of", floor_at, "of")
            if bool(floor.criterion) is not (floor.of == "criterion"):
                yield found("criterion-and-floor", *path)
            elif rule.method == "combined-score/1" and "criterion" in floor.of:
                yield found("combined-without-criteria", *path)


def _ties(at: int, rule: RulePart) -> Findings:
    path = ("award_kinds", at, "rule", "ties")
    if "declare-joint" in rule.ties:
        if not rule.joint:
            yield found("ties-joint-refused", *path)
        if rule.ties[-1] != "declare-joint":
            yield found("ties-after-joint", *path)
    if ("lot" in rule.ties) != (rule.lot_commitment is not None):
        yield found("lot-without-commitment", *path)


def _after(known: Known, at: int, kind: AwardKindPart, rule: RulePart) -> Findings:
    before = known.award_kinds.get(rule.after or "")
    if before is None:
        return
    for category in known.categories.values():
        if is_given_in(kind, category) and not is_given_in(before, category):
            yield found(
                "after-what-is-not-given",
                *("award_kinds", at, "rule", "after"),
                kind=before.key,
                category=category.key,
            )


def _circles(document: SeasonDocument) -> Findings:
    """Kinds that wait for each other."""
    rules = {kind.key: kind.rule for kind in document.award_kinds if kind.rule is not None}
    graph = {key: _needs(rule, rules) for key, rule in rules.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        keys = [kind.key for kind in document.award_kinds]
        at = min(keys.index(key) for key in circle)
        yield found("circular-rules", "award_kinds", at, "rule", kinds=", ".join(sorted({*circle})))


def _needs(rule: RulePart, rules: dict[str, RulePart]) -> set[str]:
    holders = set(rule.holders_of)
    if rule.pool == "award-holders" and not holders:
        holders = {key for key, other in rules.items() if other.pool != "award-holders"}
    return (holders | {rule.after or ""}) & set(rules)
