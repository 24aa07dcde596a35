"""The size and the mixture of the demo season."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections import Counter

import pytest

from cadair.demo.generator import make_season
from tests.cadair.demo.seasons import TODAY, eligible, entries_by_reference, season

pytestmark = pytest.mark.static


def test_there_are_253_nominations_for_228_entries_in_16_categories() -> None:
    data = season("released")
    groups = Counter(category["group"] for category in data["categories"])

    assert len(data["nominations"]) == 253
    assert len(data["entries"]) == 228
    assert groups == {"theme": 13, "cross-cutting": 3, "overall": 1}


def test_some_categories_are_full_and_one_has_two_entries() -> None:
    sizes = Counter(c for entry in season("released")["entries"] for c in entry["categories"])

    assert sizes["early-intervention"] == 33
    assert sizes["asb"] == 31
    assert sizes["terrorism"] == 2
    assert min(size for key, size in sizes.items() if key != "terrorism") == 6
    assert len(sizes) == 16


def test_a_fifth_of_the_nominations_is_in_welsh() -> None:
    languages = Counter(n["language"] for n in season("released")["nominations"])

    assert languages == {"cy": 51, "en": 202}


def test_a_fifth_of_what_has_arrived_while_open_is_in_welsh_or_nearly_so() -> None:
    arrived = season("open")["nominations"]

    assert 0.15 < sum(n["language"] == "cy" for n in arrived) / len(arrived) < 0.28


def test_people_teams_projects_and_partnerships_are_nominated_by_themselves_and_others() -> None:
    data = season("released")
    kinds = Counter(entry["kind"] for entry in data["entries"])
    relations = Counter(n["relation"] for n in data["nominations"])

    assert min(kinds[kind] for kind in ("person", "team", "project", "partnership")) >= 20
    assert set(kinds) == {"person", "team", "project", "partnership"}
    assert min(relations["self"], relations["third-party"]) >= 40


def test_a_partnership_has_several_bodies_and_everything_has_one_that_leads() -> None:
    for entry in season("released")["entries"]:
        roles = [part["role"] for part in entry["organisations"]]
        assert roles[0] == "lead"
        assert set(roles[1:]) <= {"partner"}
        assert len(roles) >= (3 if entry["kind"] == "partnership" else 1)


def test_some_entries_were_nominated_more_than_once() -> None:
    behind = Counter(n["entry"] for n in season("released")["nominations"])

    assert Counter(behind.values()) == {1: 209, 2: 15, 3: 3, 5: 1}


def test_not_eligible_and_withdrawn_entries_say_so_with_a_published_reason() -> None:
    states = [entry["eligibility"] for entry in season("released")["entries"]]

    assert Counter(s["state"] for s in states) == {
        "eligible": 215,
        "ineligible": 9,
        "withdrawn": 4,
    }
    assert Counter(s["reason"] for s in states if "reason" in s) == {
        "out-of-area": 2,
        "out-of-period": 2,
        "incomplete": 2,
        "not-community-safety": 1,
        "spam": 1,
        "duplicate-of-itself": 1,
    }


def test_an_entry_is_withdrawn_exactly_when_all_its_nominations_are() -> None:
    data = season("released")
    standing = {n["entry"] for n in data["nominations"] if n["state"] == "submitted"}
    withdrawn = {
        reference
        for reference, entry in entries_by_reference(data).items()
        if entry["eligibility"]["state"] == "withdrawn"
    }

    assert withdrawn == set(entries_by_reference(data)) - standing
    assert sum(n["state"] == "withdrawn" for n in data["nominations"]) == len(withdrawn) + 1


def test_the_panel_has_four_seats_a_chair_a_stand_in_and_two_who_read_welsh() -> None:
    panel = season("draft")["panel"]
    judges = [judge for seat in panel for judge in seat["judges"]]

    assert len({seat["organisation"] for seat in panel}) == len(judges) == 4
    assert [judge["key"] for judge in judges if judge.get("chair")] == ["judge-a"]
    assert [judge["key"] for judge in judges if judge.get("stand_in")] == ["judge-b"]
    assert sum("cy" in judge["reads"] for judge in judges) == 2


def test_an_entry_in_a_second_category_is_rare_and_never_in_a_small_one() -> None:
    twice = [entry["categories"] for entry in season("released")["entries"]]
    second = [categories for categories in twice if len(categories) == 2]

    assert len(second) == 6
    assert not {"terrorism", "governance"} & {key for keys in second for key in keys}


@pytest.mark.parametrize("seed", [1, 7, 99])
def test_another_seed_gives_another_season_of_the_same_shape(seed: int) -> None:
    other = season("released", seed=seed)
    same_shape = season("released")

    assert other["nominations"] != same_shape["nominations"]
    assert len(other["nominations"]) == 253
    assert len(other["entries"]) == 228
    assert len(eligible(other)) == 215


def test_the_same_day_and_seed_give_the_same_season_in_another_process() -> None:
    code = (
        "import datetime, hashlib\n"
        "from cadair.demo.generator import make_season\n"
        "made = make_season(today=datetime.date(2026, 11, 21))\n"
        "print(hashlib.sha256(repr(made).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for hash_seed in ("1", "2")
    }

    assert digests == {hashlib.sha256(repr(make_season(today=TODAY)).encode()).hexdigest()}
