"""Declarations and scorecards of the demo season."""

from __future__ import annotations

from collections import Counter
from statistics import fmean
from typing import Any

import pytest

from tests.cadair.demo.seasons import eligible, season

pytestmark = pytest.mark.static

JUDGES = ("judge-a", "judge-b", "judge-c", "judge-d")


def aside(data: dict[str, Any]) -> list[tuple[str, str]]:
    """Who stepped aside from what."""
    return [(i["judge"], i["entry"]) for i in data["interests"] if i["kind"] == "step-aside"]


def test_every_judge_declares_on_every_entry_that_is_judged_and_on_no_other() -> None:
    data = season("released")
    declared = [(interest["judge"], interest["entry"]) for interest in data["interests"]]

    assert len(declared) == len(set(declared))
    assert set(declared) == {(j, entry["reference"]) for j in JUDGES for entry in eligible(data)}


def test_an_interest_says_what_it_is_and_none_says_nothing() -> None:
    natures = {"employer", "partner-organisation", "funder", "family", "acquaintance"}
    kinds = Counter(interest["kind"] for interest in season("released")["interests"])

    assert set(kinds) == {"none", "may-score", "step-aside"}
    for interest in season("released")["interests"]:
        if interest["kind"] == "none":
            assert "nature" not in interest
        else:
            assert interest["nature"] in natures | {"nominator", "other"}


@pytest.mark.parametrize("judge", JUDGES)
def test_each_judge_steps_aside_a_few_times(judge: str) -> None:
    assert 3 <= sum(who == judge for who, _ in aside(season("released"))) <= 8


def test_a_scorecard_is_owed_exactly_where_nobody_stepped_aside() -> None:
    data = season("released")
    expected = {
        (judge, entry["reference"], category)
        for judge in JUDGES
        for entry in eligible(data)
        for category in entry["categories"]
        if (judge, entry["reference"]) not in aside(data)
    }
    given = [(card["judge"], card["entry"], card["category"]) for card in data["scorecards"]]

    assert len(given) == len(set(given))
    assert set(given) == expected


def test_every_entry_is_marked_by_three_judges_at_the_least() -> None:
    data = season("released")
    cards = Counter(
        (card["entry"], card["category"])
        for card in data["scorecards"]
        if card["state"] == "locked"
    )

    assert set(cards.values()) == {3, 4}
    assert len(cards) == sum(len(entry["categories"]) for entry in eligible(data))


def test_two_judges_abstain_once_and_such_a_card_has_no_marks() -> None:
    abstained = [c for c in season("released")["scorecards"] if c["state"] == "abstained"]

    assert len(abstained) == 2
    assert all("marks" not in card for card in abstained)


def test_marks_lie_on_the_scale_and_cover_every_criterion() -> None:
    data = season("released")
    criteria = {criterion["key"] for criterion in data["criteria"]}
    locked = [card for card in data["scorecards"] if card["state"] == "locked"]

    assert all(set(card["marks"]) == criteria for card in locked)
    assert {mark for card in locked for mark in card["marks"].values()} == set(range(1, 11))


def test_judges_differ_in_severity_by_more_than_a_point() -> None:
    given = {judge: [] for judge in JUDGES}  # type: dict[str, list[int]]
    for card in season("released")["scorecards"]:
        given[card["judge"]] += card.get("marks", {}).values()
    means = {judge: fmean(marks) for judge, marks in given.items()}

    assert min(means, key=means.__getitem__) == "judge-b"
    assert max(means, key=means.__getitem__) == "judge-c"
    assert means["judge-c"] - means["judge-b"] > 1.2


def test_nominations_in_welsh_do_not_fare_worse() -> None:
    data = season("released")
    welsh = {n["entry"] for n in data["nominations"] if n["language"] == "cy"}
    marks: dict[bool, list[int]] = {True: [], False: []}
    for card in data["scorecards"]:
        marks[card["entry"] in welsh] += card.get("marks", {}).values()

    assert abs(fmean(marks[True]) - fmean(marks[False])) < 0.6


def test_while_judging_lasts_the_judges_have_come_to_different_points() -> None:
    data = season("judging")
    cards = Counter(card["judge"] for card in data["scorecards"])
    unfinished = [c for c in data["scorecards"] if len(c.get("marks", {})) == 2]

    assert {card["state"] for card in data["scorecards"]} <= {"open", "abstained"}
    assert len(set(cards.values())) == 4
    assert 1 <= len(unfinished) <= 4
    assert "decisions" not in data


def test_a_remark_is_in_a_language_its_judge_reads() -> None:
    data = season("released")
    welsh_readers = {"judge-a", "judge-b"}
    welsh_words = (" yr ", " yn ", " ei ", " un ", " ddim ", " am ", " i’w ")
    in_welsh = [
        card
        for card in data["scorecards"]
        if any(word in f" {card.get('comment', '')} " for word in welsh_words)
    ]

    assert {card["judge"] for card in in_welsh} == welsh_readers


def test_a_judge_who_steps_aside_for_the_employer_has_a_colleague_who_sent_it_in() -> None:
    data = season("released")
    names = {each["key"]: set(each["name"].values()) for each in data["organisations"]}
    seats = {judge["key"]: row["organisation"] for row in data["panel"] for judge in row["judges"]}
    sent = {each["entry"]: [] for each in data["nominations"]}  # type: dict[str, list[str]]
    for each in data["nominations"]:
        sent[each["entry"]].append(each["nominator"].get("organisation", ""))
    employers = [i for i in data["interests"] if i.get("nature") == "employer"]

    assert len(employers) >= 4
    for interest in employers:
        assert names[seats[interest["judge"]]] & set(sent[interest["entry"]])


def test_the_association_speaks_for_councils_and_its_judge_says_so_on_their_entries() -> None:
    data = season("judging")
    [listed] = data["declaring"]["memberships"]
    behind = {
        entry["reference"]
        for entry in eligible(data)
        if {body["organisation"] for body in entry.get("organisations", ())}
        & set(listed["members"])
    }
    declared = {i["entry"]: i["kind"] for i in data["interests"] if i["judge"] == "judge-d"}

    assert listed["organisation"] == "councils-association"
    assert len(behind) >= 5
    assert all(declared[entry] != "none" for entry in behind)


def test_a_tie_without_a_name_on_the_list_is_said_in_words() -> None:
    others = [i for i in season("released")["interests"] if i.get("nature") == "other"]

    assert others
    assert all(interest["note"] for interest in others)
