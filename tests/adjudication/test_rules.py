"""Award rules as data: read, refused by field, written back, checked against each other."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adjudication.errors import (
    AdjudicationError,
    CircularRules,
    InvalidRule,
    RepeatedId,
    UnknownCategory,
    UnknownKind,
    UnknownProfile,
)
from adjudication.profiles import Pool
from adjudication.proposals import AwardRule, check_rules
from adjudication.scorecards import Category, EntryKind
from adjudication.ties import TieBreak, TieChain, lot_commitment
from tests.adjudication.panels import THEME, rule

PLAIN: dict[str, object] = {
    "method": "highest-mean/1",
    "pool": "category",
    "entry_kinds": [],
    "maximum": 1,
    "joint": True,
    "threshold": "60",
    "minimum_entries": 1,
    "near_tie": "1.5",
    "within": None,
    "after": None,
    "may_withhold": True,
}
COMMITMENT = lot_commitment("a seed nobody can guess")


def test_a_rule_is_read_as_a_season_file_writes_it() -> None:
    read = AwardRule.from_dict("winner", {**PLAIN, "groups": ["theme"], "categories": []})
    assert read == AwardRule(
        kind="winner",
        method="highest-mean/1",
        groups=("theme",),
        pool=Pool.CATEGORY,
        maximum=1,
        joint=True,
        threshold=Fraction(60),
        near_tie=Fraction(3, 2),
    )


def test_what_a_season_need_not_say_has_a_default() -> None:
    short = {"method": "highest-score/1", "pool": "all-entries", "maximum": None, "joint": False}
    read = AwardRule.from_dict("team", {**short, "categories": ["team"]})
    assert (read.threshold, read.near_tie, read.within, read.after) == (None, None, None, None)
    assert (read.minimum_entries, read.may_withhold, read.maximum) == (1, True, None)


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("maximun", 1, "unknown-field"),
        ("method", 7, "not-text"),
        ("pool", "everybody", "unknown-word"),
        ("pool", "all-entries", "not-for-this-pool"),
        ("method", "highest-score/1", "not-for-this-pool"),
        ("method", "mean/1", "not-for-choosing"),
        ("entry_kinds", ["robot"], "unknown-word"),
        ("entry_kinds", "team", "not-a-list"),
        ("entry_kinds", ["team", "team"], "repeated"),
        ("maximum", 0, "below-one"),
        ("maximum", "1", "not-a-whole-number"),
        ("maximum", True, "not-a-whole-number"),
        ("joint", "true", "not-true-or-false"),
        ("joint", 1, "not-true-or-false"),
        ("threshold", 60, "not-decimal-text"),
        ("threshold", "sixty", "not-decimal-text"),
        ("threshold", "-1", "not-decimal-text"),
        ("threshold", "1e2", "not-decimal-text"),
        ("threshold", "٦٠", "not-decimal-text"),
        ("threshold", "60\n", "not-decimal-text"),
        ("threshold", "101", "outside-0-to-100"),
        ("near_tie", 1.5, "not-decimal-text"),
        ("within", "5,0", "not-decimal-text"),
        ("minimum_entries", 0, "below-one"),
        ("minimum_entries", None, "not-a-whole-number"),
        ("after", 3, "not-text"),
        ("after", "", "empty"),
        ("may_withhold", None, "not-true-or-false"),
        ("groups", "theme", "not-a-list"),
        ("groups", [3], "not-text"),
        ("categories", [""], "not-text"),
        ("holders_of", ["winner"], "not-for-this-pool"),
        ("ties", ["coin"], "unknown-word"),
        ("ties", ["chair", "chair"], "repeated"),
        ("ties", ["declare-joint", "chair"], "nothing-follows-declare-joint"),
        ("lot_commitment", COMMITMENT, "goes-with-a-lot"),
    ],
)
def test_a_wrong_field_is_named_with_its_problem(field: str, value: object, problem: str) -> None:
    with pytest.raises(InvalidRule) as refused:
        AwardRule.from_dict("winner", {**PLAIN, field: value})
    facts = refused.value.facts
    named = "method" if problem == "not-for-this-pool" and field == "pool" else field
    assert (facts["kind"], facts["field"], facts["problem"]) == ("winner", named, problem)


@pytest.mark.parametrize(
    ("fields", "field", "problem"),
    [
        ({"ties": ["lot"]}, "lot_commitment", "goes-with-a-lot"),
        ({"ties": ["lot"], "lot_commitment": "0f1e"}, "lot_commitment", "not-a-sha256"),
        ({"ties": ["declare-joint"], "joint": False}, "ties", "joint-not-allowed"),
        ({"method": "panel-chooses/1"}, "threshold", "method-compares-nothing"),
        (
            {"method": "panel-chooses/1", "threshold": None, "near_tie": None, "ties": ["chair"]},
            "ties",
            "method-compares-nothing",
        ),
    ],
)
def test_fields_that_contradict_each_other_are_refused(
    fields: dict[str, object], field: str, problem: str
) -> None:
    with pytest.raises(InvalidRule) as refused:
        AwardRule.from_dict("winner", {**PLAIN, **fields})
    assert (refused.value.facts["field"], refused.value.facts["problem"]) == (field, problem)


@pytest.mark.parametrize("field", ["method", "pool", "maximum", "joint"])
def test_what_decides_who_wins_must_be_written_down(field: str) -> None:
    with pytest.raises(InvalidRule) as refused:
        AwardRule.from_dict("winner", {k: v for k, v in PLAIN.items() if k != field})
    assert (refused.value.facts["field"], refused.value.facts["problem"]) == (field, "missing")


def test_a_method_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownProfile):
        AwardRule.from_dict("winner", {**PLAIN, "method": "highest-mean/2"})


def test_points_finer_than_can_be_written_are_refused() -> None:
    with pytest.raises(InvalidRule) as refused:
        AwardRule("winner", "highest-mean/1", threshold=Fraction(200, 3))
    assert refused.value.facts["problem"] == "more-than-six-decimals"


points = st.none() | st.decimals(0, 100, places=2).map(Fraction)
names = st.lists(st.sampled_from(["a", "b", "c"]), unique=True).map(tuple)


@st.composite
def any_rule(draw: st.DrawFn) -> AwardRule:
    is_lot, is_shared = draw(st.booleans()), draw(st.booleans())
    breaks = [TieBreak.HEAVIEST_CRITERION, TieBreak.CHAIR]
    breaks += [TieBreak.LOT] if is_lot else []
    breaks += [TieBreak.DECLARE_JOINT] if is_shared else []
    method, pool = draw(
        st.sampled_from(
            [
                ("highest-mean/1", Pool.CATEGORY),
                ("highest-score/1", Pool.ALL_ENTRIES),
                ("highest-score/1", Pool.AWARD_HOLDERS),
            ]
        )
    )
    return AwardRule(
        kind="kind",
        method=method,
        groups=draw(names),
        categories=draw(names),
        pool=pool,
        entry_kinds=draw(st.lists(st.sampled_from(EntryKind), unique=True).map(tuple)),
        maximum=draw(st.none() | st.integers(1, 9)),
        joint=is_shared or draw(st.booleans()),
        threshold=draw(points),
        minimum_entries=draw(st.integers(1, 9)),
        near_tie=draw(points),
        within=draw(points),
        after=draw(st.none() | st.just("winner")),
        may_withhold=draw(st.booleans()),
        holders_of=draw(names) if pool is Pool.AWARD_HOLDERS else (),
        ties=TieChain(tuple(breaks), COMMITMENT if is_lot else ""),
    )


@given(any_rule())
def test_a_rule_written_and_read_again_is_the_same(given_rule: AwardRule) -> None:
    written = json.loads(json.dumps(given_rule.as_dict()))
    assert AwardRule.from_dict("kind", written) == given_rule


def test_a_rule_without_optional_fields_is_written_without_them() -> None:
    assert list(rule().as_dict()) == [
        "groups",
        "categories",
        *["method", "pool", "entry_kinds", "maximum", "joint", "threshold", "minimum_entries"],
        *["near_tie", "within", "after", "may_withhold"],
    ]


HIGHLY = {"after": "winner", "within": "5"}


def test_rules_that_fit_are_let_through() -> None:
    check_rules([rule("highly-commended", **HIGHLY), rule("winner")], [THEME])


@pytest.mark.parametrize(
    ("rules", "refusal", "facts"),
    [
        ([rule(), rule()], RepeatedId, {"what": "award-kind", "id": "winner"}),
        (
            [rule(categories=["moon"])],
            UnknownCategory,
            {"kind": "winner", "field": "categories", "category": "moon"},
        ),
        (
            [rule(groups=["overall"])],
            InvalidRule,
            {"kind": "winner", "field": "groups", "problem": "no-category"},
        ),
        (
            [rule("highly-commended", **HIGHLY)],
            UnknownKind,
            {"kind": "highly-commended", "field": "after", "refers_to": "winner"},
        ),
        (
            [rule("first", after="second"), rule("second", after="first")],
            CircularRules,
            {"kinds": "first second"},
        ),
        ([rule("first", after="first")], CircularRules, {"kinds": "first"}),
    ],
)
def test_rules_that_do_not_fit_each_other_are_refused(
    rules: list[AwardRule], refusal: type[AdjudicationError], facts: dict[str, object]
) -> None:
    with pytest.raises(refusal) as refused:
        check_rules(rules, [THEME])
    assert refused.value.facts == facts


def overall(kind: str, **fields: object) -> AwardRule:
    return rule(kind, method="highest-score/1", pool="award-holders", **fields)


def test_an_award_among_its_own_holders_is_a_circle() -> None:
    with pytest.raises(CircularRules):
        check_rules([rule(), overall("overall", holders_of=["winner", "overall"])], [THEME])


def test_holders_of_a_kind_without_a_rule_are_refused() -> None:
    with pytest.raises(UnknownKind) as refused:
        check_rules([rule(), overall("overall", holders_of=["star"])], [THEME])
    assert refused.value.facts["field"] == "holders_of"


def test_an_award_cannot_come_after_one_that_is_not_given_there() -> None:
    team = Category("team", "cross-cutting")
    rules = [rule(), rule("second", groups=["theme", "cross-cutting"], after="winner")]
    with pytest.raises(InvalidRule) as refused:
        check_rules(rules, [THEME, team])
    assert refused.value.facts["problem"] == "not-given-there"
    assert refused.value.facts["category"] == "team"
