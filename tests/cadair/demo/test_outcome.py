"""The marks of the demo season, put through the award rules, give its 33 awards and no other."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest

from adjudication.criteria import Criterion, Scale, Scheme
from adjudication.proposals import AwardRule, Proposal, check_rules, propose
from adjudication.scorecards import (
    Category,
    Entry,
    EntryKind,
    Judge,
    Mark,
    Scorecard,
    ScorecardStatus,
)
from tests.cadair.demo.seasons import eligible, entries_by_reference, season

pytestmark = pytest.mark.static

SEEDS = [2026, 1, 7, 99]


def suggestions(data: dict[str, Any]) -> list[Proposal]:
    """What the rules of the document suggest, with the other awards given."""
    categories = tuple(Category(row["key"], row["group"]) for row in data["categories"])
    rules = tuple(rule(kind) for kind in data["award_kinds"])
    check_rules(rules, categories)
    return list(
        propose(
            categories=categories,
            rules=rules,
            entries=tuple(
                Entry(
                    row["reference"],
                    tuple(row["categories"]),
                    EntryKind(row["kind"]),
                    tuple(part["organisation"] for part in row["organisations"]),
                )
                for row in eligible(data)
            ),
            judges=tuple(
                Judge(judge["key"], is_chair=judge.get("chair", False))
                for seat in data["panel"]
                for judge in seat["judges"]
            ),
            cards=tuple(cards(data)),
            scheme=Scheme(
                criteria=tuple(Criterion(row["key"], 1) for row in data["criteria"]),
                scale=Scale(data["scale"][0]["mark"], data["scale"][-1]["mark"]),
                minimum_scorecards=data["minimum_scorecards"],
            ),
            holders=tuple({a["entry"] for a in data["awards"] if a["category"] != "overall"}),
        )
    )


def rule(kind: dict[str, Any]) -> AwardRule:
    """The rule of a kind of award."""
    places = {"groups": kind.get("groups", []), "categories": kind.get("categories", [])}
    return AwardRule.from_dict(kind["key"], {**kind["rule"], **places})


def cards(data: dict[str, Any]) -> list[Scorecard]:
    """The scorecards, and one for each time somebody stepped aside."""
    entries = entries_by_reference(data)
    given = [
        Scorecard(
            card["judge"],
            card["entry"],
            card["category"],
            tuple(Mark(key, value) for key, value in card.get("marks", {}).items()),
            ScorecardStatus.COMPLETE if "marks" in card else ScorecardStatus.ABSTAINED,
        )
        for card in data["scorecards"]
    ]
    aside = [
        Scorecard(row["judge"], row["entry"], category, (), ScorecardStatus.RECUSED)
        for row in data["interests"]
        if row["kind"] == "step-aside"
        for category in entries[row["entry"]]["categories"]
    ]
    return [*given, *aside]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_marks_lead_to_exactly_the_awards_that_were_given(seed: int) -> None:
    data = season("released", seed=seed)
    led = Counter((p.category, p.kind, entry) for p in suggestions(data) for entry in p.leaders)

    assert led == Counter((a["category"], a["kind"], a["entry"]) for a in data["awards"])


def test_there_are_33_awards_as_in_the_real_season() -> None:
    kinds = Counter(award["kind"] for award in season("released")["awards"])

    assert kinds == {
        "winner": 15,
        "highly-commended": 11,
        "individual": 2,
        "team": 1,
        "partnership": 2,
        "overall": 2,
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_joint_is_what_the_scores_make_equal(seed: int) -> None:
    data = season("released", seed=seed)
    shared = {(p.category, p.kind): set(p.shared) for p in suggestions(data) if p.shared}
    joint: dict[tuple[str, str], set[str]] = {}
    for award in data["awards"]:
        if award["joint"]:
            joint.setdefault((award["category"], award["kind"]), set()).add(award["entry"])

    assert joint == shared
    assert set(joint) == {
        ("overall", "overall"),
        ("crime-prevention", "winner"),
        ("equalities", "winner"),
        ("public-safety", "winner"),
    }
    assert {len(holders) for holders in joint.values()} == {2}


def test_an_equal_score_can_come_from_three_cards_and_from_four() -> None:
    data = season("released")
    counted = Counter(card["entry"] for card in data["scorecards"])
    joint = [
        {counted[a["entry"]] for a in data["awards"] if a["joint"] and a["category"] == category}
        for category in ("crime-prevention", "overall")
    ]

    assert joint == [{3, 4}, {3, 4}]


@pytest.mark.parametrize("seed", SEEDS)
def test_one_theme_is_worth_no_award_and_one_is_close(seed: int) -> None:
    data = season("released", seed=seed)
    states = {(p.category, p.kind): p.state for p in suggestions(data)}
    outcomes = {row["category"]: row["outcome"] for row in data["decisions"]}

    assert states["governance", "winner"] == "none"
    assert states["offending", "winner"] == "close"
    assert [key for key, state in states.items() if state not in {"clear", "none"}] == [
        ("offending", "winner"),
        ("offending", "highly-commended"),
    ]
    assert [key for key, outcome in outcomes.items() if outcome == "no-award"] == ["governance"]


def test_every_category_is_decided_with_a_reason_and_no_award_has_public_wording() -> None:
    data = season("released")
    decided = {row["category"]: row for row in data["decisions"]}

    assert set(decided) == {row["key"] for row in data["categories"]}
    for row in decided.values():
        assert row["reason"].get("text") or (row["reason"]["cy"] and row["reason"]["en"])
        assert row["decided_at"][:10] == data["timetable"]["panel_meets"]["on"]
    assert decided["governance"]["wording"].keys() == {"cy", "en"}


@pytest.mark.parametrize("today", [date(2026, 11, 21), date(2027, 3, 30)])
def test_chair_or_stand_in_decides_and_neither_where_he_or_she_stepped_aside(today: date) -> None:
    data = season("released", today=today)
    entries = entries_by_reference(data)
    aside = {
        (row["judge"], category)
        for row in data["interests"]
        if row["kind"] == "step-aside"
        for category in entries[row["entry"]]["categories"]
    }
    awarded = {(a["category"], a["entry"]) for a in data["awards"]}
    aside |= {
        (row["judge"], category)
        for category, entry in awarded
        for row in data["interests"]
        if row["kind"] == "step-aside" and row["entry"] == entry
    }

    assert {row["decided_by"] for row in data["decisions"]} == {"judge-a", "judge-b"}
    assert not aside & {(row["decided_by"], row["category"]) for row in data["decisions"]}


def test_while_the_panel_is_deciding_only_what_is_decided_has_awards() -> None:
    data = season("deciding")
    decided = {row["category"] for row in data["decisions"]}

    assert 0 < len(decided) < len(data["categories"])
    assert {award["category"] for award in data["awards"]} <= decided


def test_an_award_has_its_texts_in_both_languages_and_a_permanent_key() -> None:
    awards = season("released")["awards"]

    assert len({award["key"] for award in awards}) == 33
    for award in awards:
        assert all(award[field][lang] for field in ("title", "text") for lang in ("cy", "en"))


def test_only_people_who_won_are_named_in_public() -> None:
    data = season("released")
    holders = {award["entry"] for award in data["awards"]}
    public = {
        entry["reference"]
        for entry in data["entries"]
        for person in entry.get("people", [])
        if person.get("public")
    }

    assert public <= holders
    assert len(public) == 3
