"""What few programmes ask of their award rules: places, conditions, quotas, paths, ballots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest

from adjudication.errors import AdjudicationError, InvalidRule
from adjudication.explain import STEP_FACTS
from adjudication.proposals import AwardRule, Proposal, propose
from adjudication.scorecards import (
    Category,
    Entry,
    Judge,
    Mark,
    Scorecard,
)
from tests.adjudication.panels import (
    CRITERIA,
    ONE_QUESTION,
    PANEL,
    SCHEME,
    THEME,
    in_theme,
    marks_of_panel,
    rule,
    suggest,
    suggest_in,
)

ASB, YOUTH = Category("asb", "theme"), Category("youth", "theme")


def winners(proposals: Sequence[Proposal]) -> dict[str, tuple[str, ...]]:
    """Who is suggested, by kind."""
    return {proposal.kind: proposal.winners for proposal in proposals}


def first_to_third(**more: object) -> list[AwardRule]:
    """Three places, each after the one before."""
    return [
        rule("first", place=1, **more),
        rule("second", place=2, after="first", **more),
        rule("third", place=3, after="second", **more),
    ]


def test_three_places_go_to_three() -> None:
    found = suggest({"a": 90, "b": 80, "c": 70, "d": 60}, *first_to_third())
    assert winners(found) == {"first": ("a",), "second": ("b",), "third": ("c",)}


def test_a_shared_place_leaves_the_next_one_empty() -> None:
    found = suggest({"a": 90, "b": 90, "c": 70, "d": 60}, *first_to_third())
    assert winners(found) == {"first": ("a", "b"), "second": (), "third": ("c",)}
    assert found[1].reason == "place-shared"
    found = suggest({"a": 90, "b": 80, "c": 80, "d": 60}, *first_to_third())
    assert winners(found) == {"first": ("a",), "second": ("b", "c"), "third": ()}


def test_a_tie_that_is_broken_leaves_no_place_empty() -> None:
    rules = first_to_third(joint=False, ties=["lot"], lot_commitment="0" * 64)
    found = suggest({"a": 90, "b": 90, "c": 70}, *rules)
    assert found[0].state == "tied"
    assert found[1].state == "waits"


def medals(points: Mapping[str, tuple[int, int, int]]) -> dict[str, tuple[str, ...]]:
    """Gold, silver and bronze by conditions; every judge gives the same marks."""
    every: dict[str, object] = {"maximum": None}
    gold = [
        {"any_of": [{"of": "score", "at_least": "80"}]},
        {"any_of": [{"of": "each-criterion", "at_least": "60"}]},
        {
            "any_of": [
                {"of": "criterion", "criterion": "impact", "at_least": "90"},
                {"of": "each-judge", "at_least": "85"},
            ]
        },
    ]
    rules = [
        rule("gold", **every, requires=gold),
        rule("silver", **every, after="gold", threshold="60"),
        rule("bronze", **every, after="silver", threshold="40"),
    ]
    cards = [card for name, row in points.items() for card in marks_of_panel(name, *[row] * 4)]
    return winners(
        propose(
            categories=[THEME],
            rules=rules,
            entries=in_theme(*points),
            judges=PANEL,
            cards=cards,
            scheme=SCHEME,
        )
    )


def test_medals_by_threshold_with_compound_conditions() -> None:
    found = medals(
        {
            "all-high": (9, 9, 8),
            "impact": (7, 8, 9),
            "weak-spot": (10, 10, 5),
            "no-impact": (8, 8, 8),
            "middle": (6, 6, 6),
            "low": (4, 4, 4),
            "nothing": (3, 3, 3),
        }
    )
    assert found == {
        "gold": ("all-high", "impact"),
        "silver": ("weak-spot", "no-impact", "middle"),
        "bronze": ("low",),
    }


def test_conditions_nobody_meets_are_the_reason() -> None:
    every = {"any_of": [{"of": "each-judge", "at_least": "95"}]}
    [found] = suggest({"a": 90}, rule(requires=[every]))
    assert (found.state, found.reason) == ("none", "requirement-not-reached")


@pytest.mark.parametrize(("lead", "state"), [("3", "clear"), ("2.9", "second-round")])
def test_too_small_a_lead_asks_for_a_second_round(lead: str, state: str) -> None:
    points = {"a": Fraction(80), "b": 80 - Fraction(lead), "c": Fraction(70)}
    [found] = suggest(points, rule(winning_margin="3"))
    assert found.state == state
    assert found.winners == (("a",) if state == "clear" else ())
    if state == "second-round":
        assert [contender.entry for contender in found.contenders] == ["a", "b"]


def test_what_depends_on_a_second_round_waits() -> None:
    rules = [rule(winning_margin="3"), rule("highly", after="winner")]
    assert [found.state for found in suggest({"a": 80, "b": 79}, *rules)] == [
        "second-round",
        "waits",
    ]


def test_one_prize_for_an_entry() -> None:
    points = {"asb": {"a": 90, "b": 80}, "youth": {"a": 95, "c": 70}}
    one = suggest_in(points, [rule(one_prize=True)], categories=(ASB, YOUTH))
    assert [found.winners for found in one] == [("a",), ("c",)]
    several = suggest_in(points, [rule()], categories=(ASB, YOUTH))
    assert [found.winners for found in several] == [("a",), ("a",)]


def test_an_open_prize_keeps_the_other_open() -> None:
    points = {"asb": {"a": 90, "b": 90}, "youth": {"a": 95, "c": 70}}
    rules = [rule(one_prize=True, joint=False)]
    assert [found.state for found in suggest_in(points, rules, categories=(ASB, YOUTH))] == [
        "tied",
        "waits",
    ]


def quotas(points: Mapping[str, int], of: str = "organisation", **more: object) -> Proposal:
    """Three places, two at most for one organisation or area: that before the hyphen."""
    entries = [
        Entry(name, ("theme",), organisations=(name.split("-")[0],), area=name.split("-")[0])
        for name in points
    ]
    cards = [
        Scorecard("ann", name, "theme", (Mark("worth", value),)) for name, value in points.items()
    ]
    [found] = propose(
        categories=[THEME],
        rules=[rule("winner", maximum=3, quota=2, quota_of=of, **more)],
        entries=entries,
        judges=[Judge("ann")],
        cards=cards,
        scheme=ONE_QUESTION,
    )
    return found


@pytest.mark.parametrize("of", ["organisation", "area"])
def test_a_full_quota_leaves_the_next_one_out(of: str) -> None:
    found = quotas({"x-1": 90, "x-2": 85, "x-3": 80, "y-1": 70, "y-2": 60}, of)
    assert found.winners == ("x-1", "x-2", "y-1")


def test_equals_of_whom_a_quota_takes_one_are_for_the_panel() -> None:
    found = quotas({"x-1": 90, "x-2": 80, "x-3": 80, "y-1": 70})
    assert found.state == "tied"
    assert found.winners == ("x-1",)
    assert [contender.entry for contender in found.contenders] == ["x-1", "x-2", "x-3"]


def test_a_quota_counts_over_all_categories() -> None:
    def entered(name: str, category: str) -> Entry:
        return Entry(name, (category,), organisations=("x",))

    marks = {("a", "asb"): 90, ("b", "youth"): 90}
    found = propose(
        categories=[ASB, YOUTH],
        rules=[rule(quota=1)],
        entries=[entered("a", "asb"), entered("b", "youth")],
        judges=[Judge("ann")],
        cards=[Scorecard("ann", e, c, (Mark("worth", m),)) for (e, c), m in marks.items()],
        scheme=ONE_QUESTION,
    )
    assert [each.winners for each in found] == [("a",), ()]
    assert found[1].reason == "nobody-left"


def test_a_kind_that_is_given_only_where_there_is_no_winner() -> None:
    rules = [
        rule(threshold="60"),
        rule("encouragement", after="winner", where="not-given"),
        rule("runner-up", after="winner", where="given"),
    ]
    assert winners(suggest({"a": 70, "b": 50}, *rules)) == {
        "winner": ("a",),
        "encouragement": (),
        "runner-up": ("b",),
    }
    low = suggest({"a": 55, "b": 50}, *rules)
    assert winners(low) == {"winner": (), "encouragement": ("a",), "runner-up": ()}
    assert low[2].reason == "not-on-this-path"


def test_a_kind_for_those_put_forward_on_one_route() -> None:
    entries = [
        Entry("own", ("theme",), routes=("self",)),
        Entry("both", ("theme",), routes=("self", "third-party")),
    ]
    cards = [
        Scorecard("ann", entry, "theme", (Mark("worth", mark),))
        for entry, mark in (("own", 90), ("both", 80))
    ]
    [found] = propose(
        categories=[THEME],
        rules=[rule(routes=["third-party"])],
        entries=entries,
        judges=[Judge("ann")],
        cards=cards,
        scheme=ONE_QUESTION,
    )
    assert found.winners == ("both",)


def test_an_award_computed_from_several_categories() -> None:
    points = {"written": {"a": 90, "b": 70, "c": 99}, "final": {"a": 60, "b": 80}}
    combined: dict[str, object] = {
        "method": "combined-score/1",
        "pool": "all-entries",
        "groups": ["overall"],
        "combines": {"written": 1, "final": 2},
    }
    categories = (
        Category("written", "theme"),
        Category("final", "theme"),
        Category("o", "overall"),
    )
    [found] = suggest_in(points, [rule("overall", **combined)], categories=categories)
    assert found.winners == ("b",)
    assert [(c.entry, c.score and c.score.exact) for c in found.contenders] == [("b", "230/3")]
    assert found.steps[1].facts == {
        "categories": ("written", "final"),
        "weights": ("1", "2"),
        "entries": 2,
    }


def test_an_award_to_a_person_within_an_entry_and_one_at_discretion() -> None:
    choose: dict[str, object] = {"method": "panel-chooses/2"}
    found = propose(
        categories=[THEME],
        rules=[
            rule("person", **choose, pool="people"),
            rule("special", **choose, pool="discretion", maximum=None),
        ],
        entries=[Entry("a", ("theme",), people=2), Entry("b", ("theme",))],
        judges=PANEL,
        cards=[],
        scheme=ONE_QUESTION,
    )
    assert [each.state for each in found] == ["panel-chooses", "panel-chooses"]
    listed = [contender.as_dict() for contender in found[0].contenders]
    assert [(each["entry"], each["person"]) for each in listed] == [("a", 1), ("a", 2)]
    assert (found[1].contenders, found[1].open_places) == ((), None)


def test_every_step_carries_the_facts_it_promises() -> None:
    seen = [
        *quotas({"x-1": 90, "x-2": 80, "x-3": 80, "y-1": 70}).steps,
        *suggest({"a": 80, "b": 79}, rule(winning_margin="3"))[0].steps,
        *suggest({"a": 80, "b": 79}, *first_to_third())[2].steps,
    ]
    for step in seen:
        assert set(step.facts) == set(STEP_FACTS[step.code]), step.code


FULL: dict[str, object] = {
    "after": "winner",
    "place": 2,
    "where": "given",
    "requires": [
        {"any_of": [{"of": "score", "at_least": "80"}]},
        {"any_of": [{"of": "criterion", "at_least": "7.5", "criterion": CRITERIA[0]}]},
    ],
    "winning_margin": "2",
    "one_prize": True,
    "quota": 2,
    "quota_of": "area",
    "routes": ["self"],
}


def test_an_advanced_rule_is_written_back_as_it_was_read() -> None:
    read = rule("second", **FULL)
    assert {name: read.as_dict()[name] for name in FULL} == FULL
    assert AwardRule.from_dict("second", read.as_dict()) == read
    ballot = rule(method="ranked-ballot/1", count="stv", no_award=True)
    assert AwardRule.from_dict("winner", ballot.as_dict()) == ballot
    several: dict[str, object] = {"method": "combined-score/1", "combines": {"a": 1, "b": 3}}
    assert rule("winner", **several).as_dict()["combines"] == {"a": 1, "b": 3}


def test_a_rule_that_says_none_of_it_is_written_as_it_always_was() -> None:
    assert not set(rule().as_dict()) & (set(FULL) - {"after"} | {"combines", "count", "no_award"})


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("place", 0, "below-one"),
        ("place", 2, "needs-after"),
        ("place", "2", "not-a-whole-number"),
        ("where", "given", "needs-after"),
        ("where", "sometimes", "unknown-word"),
        ("quota", 0, "below-one"),
        ("quota_of", "town", "unknown-word"),
        ("winning_margin", 3, "not-decimal-text"),
        ("winning_margin", "101", "outside-0-to-100"),
        ("one_prize", 1, "not-true-or-false"),
        ("routes", "self", "not-a-list"),
        ("combines", {"a": 1}, "goes-with-combined-score"),
        ("combines", {"a": 0}, "not-a-whole-number"),
        ("combines", ["a"], "not-a-mapping"),
        ("count", "stv", "goes-with-ranked-ballot"),
        ("no_award", True, "goes-with-ranked-ballot"),
        ("requires", {}, "not-a-list"),
        ("requires", [], "not-a-list"),
        ("requires", [{}], "missing"),
        ("requires", [{"any_of": []}], "not-a-list"),
        ("requires", [{"any_of": [{"of": "score"}]}], "missing"),
        ("requires", [{"any_of": [{"of": "luck", "at_least": "1"}]}], "unknown-word"),
        ("requires", [{"any_of": [{"of": "score", "at_least": 1}]}], "not-decimal-text"),
        ("requires", [{"any_of": [{"of": "score", "at_least": "101"}]}], "not-decimal-text"),
        (
            "requires",
            [{"any_of": [{"of": "criterion", "at_least": "1"}]}],
            "criterion-goes-with-criterion",
        ),
        ("requires", [{"any_of": [{"of": "score", "at_least": "1", "x": "y"}]}], "unknown-field"),
    ],
)
def test_what_cannot_be_carried_out_is_refused_by_field(
    field: str, value: object, problem: str
) -> None:
    with pytest.raises(InvalidRule) as refused:
        rule("winner", **{field: value})
    assert (refused.value.facts["field"], refused.value.facts["problem"]) == (field, problem)


def test_points_are_nothing_to_a_ballot() -> None:
    for name, value in (("threshold", "60"), ("near_tie", "1"), ("quota", 1)):
        with pytest.raises(InvalidRule) as refused:
            rule("winner", method="ranked-ballot/1", count="stv", **{name: value})
        assert refused.value.facts["problem"] == "method-compares-nothing"


def test_a_method_that_combines_says_what() -> None:
    with pytest.raises(AdjudicationError):
        rule(method="combined-score/1")
