"""`adjudicate pairs`, as its users call it."""

from __future__ import annotations

import math

import pytest

from tests.adjudicate.console import Console

PLAYED = "winner,loser,count\nAnn,Bob,3\nBob,Ann,1\nBob,Cai,1\nCai,Ann,1\n"


def test_the_first_item_is_zero(console: Console) -> None:
    text = "winner,loser,count\nAnn,Bob,3\nBob,Ann,1\n"
    found = console.result("pairs", console.file("p.csv", text))
    assert list(found) == ["abilities", "loglik"]
    ann, bob = found["abilities"]
    assert ann == {"item": "Ann", "ability": 0.0, "se": 0.0}
    assert bob["ability"] == pytest.approx(-math.log(3))
    assert bob["se"] == pytest.approx(math.sqrt(4 / 3))
    assert found["loglik"] == pytest.approx(3 * math.log(0.75) + math.log(0.25))


def test_a_line_without_a_count_counts_once(console: Console) -> None:
    once = "winner,loser\nAnn,Bob\nAnn,Bob\nAnn,Bob\nBob,Ann\n"
    found = console.result("pairs", console.file("p.csv", once))
    assert found["abilities"][1]["ability"] == pytest.approx(-math.log(3))


def test_another_reference_can_be_zero(console: Console) -> None:
    path = console.file("p.csv", PLAYED)
    found = console.result("pairs", path, "--reference", "Cai")
    assert [each["item"] for each in found["abilities"]] == ["Ann", "Bob", "Cai"]
    assert found["abilities"][2] == {"item": "Cai", "ability": 0.0, "se": 0.0}
    assert "Cai" in console.shown("pairs", path)


def test_without_a_maximum_the_program_says_so_and_what_helps(console: Console) -> None:
    path = console.file("p.csv", "winner,loser\nAnn,Bob\n")
    assert console.refusal("pairs", path).startswith("p.csv:1: no-maximum: no abilities fit best")
    found = console.result("pairs", path, "--penalty", "0.1")
    assert found["abilities"][1]["ability"] < 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("winner,loser\nAnn,Ann\n", "p.csv:2: an item is compared with itself; "),
        ("winner,loser\nAnn,\n", "p.csv:2: there is no loser in this line; "),
        ("winner,loser,count\nAnn,Bob,0\n", "p.csv:2: the count is not above 0; "),
        ("winner,loser,count\nAnn,Bob,inf\n", "p.csv:2: the count “inf” is not a finite number; "),
        ("winner,loser\n", "p.csv:1: there are no comparisons below the header; "),
        ("winner\nAnn\n", "p.csv:1: the column “loser” is missing; "),
    ],
)
def test_what_is_no_comparison_is_refused_by_line(console: Console, text: str, said: str) -> None:
    assert console.refusal("pairs", console.file("p.csv", text)).startswith(said)


def test_impossible_wishes_are_refused(console: Console) -> None:
    path = console.file("p.csv", PLAYED)
    assert "--penalty is nan; " in console.refusal("pairs", path, "--penalty", "nan")
    assert "--reference “Dee” is not " in console.refusal("pairs", path, "--reference", "Dee")
