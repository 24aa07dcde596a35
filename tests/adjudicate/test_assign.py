"""`adjudicate assign`, as its users call it."""

from __future__ import annotations

import pytest

from tests.adjudicate.console import Console

PAIRS = "entry,judge,fit\ne1,ann,0.9\ne1,bob,0.8\ne2,ann,0.7\ne2,bob,0.1\ne3,cai,1\n"


def test_the_answer_has_the_promised_shape(console: Console) -> None:
    found = console.result("assign", console.file("pairs.csv", PAIRS), "--per-entry", "1")
    assert found == {
        "objective": 2.6,
        "assigned": [["e1", "ann"], ["e2", "ann"], ["e3", "cai"]],
        "loads": {"ann": 2, "bob": 0, "cai": 1},
        "worst": {"entry": "e2", "fit": 0.7},
        "unfilled": [],
    }
    assert list(found) == ["objective", "assigned", "loads", "worst", "unfilled"]


def test_the_order_of_lines_and_columns_changes_nothing(console: Console) -> None:
    head, *rows = PAIRS.splitlines()
    turned = "\r\n".join(",".join(reversed(line.split(","))) for line in [head, *reversed(rows)])
    one = console.result("assign", console.file("one.csv", PAIRS), "--per-entry", "2")
    other = console.result("assign", console.file("other.csv", turned), "--per-entry", "2")
    assert one == other


def test_every_empty_place_is_told_with_its_reason(console: Console) -> None:
    limits = console.file("limits.csv", "judge,min,max\nann,0,1\nzoe,0,3\n")
    pairs = console.file("pairs.csv", PAIRS)
    found = console.result("assign", pairs, "--per-entry", "2", "--limits", limits)
    assert found["unfilled"] == [
        {"entry": "e2", "reason": "2 of 4 judges may read it: 1 do, and 1 are full"},
        {"entry": "e3", "reason": "1 of 4 judges may read it, 2 are needed"},
    ]
    assert found["loads"] == {"ann": 1, "bob": 2, "cai": 1, "zoe": 0}


def test_a_minimum_that_cannot_be_met_is_told(console: Console) -> None:
    limits = console.file("limits.csv", "judge,min,max\nzoe,1,3\n")
    found = console.result(
        "assign", console.file("pairs.csv", PAIRS), "--per-entry", "1", "--limits", limits
    )
    assert found["below_minimum"] == [{"judge": "zoe", "load": 0, "min": 1}]
    assert found["unfilled"] == []


def test_fair_serves_the_worst_better(console: Console) -> None:
    text = "entry,judge,fit\na,x,1\na,y,0.3\nb,x,0.6\nb,y,0.2\n"
    arguments = ["assign", console.file("p.csv", text), "--per-entry", "1", "--max-load", "1"]
    assert console.result(*arguments)["worst"] == {"entry": "b", "fit": 0.2}
    assert console.result(*arguments, "--fair")["worst"] == {"entry": "a", "fit": 0.3}


def test_tables_are_for_people(console: Console) -> None:
    shown = console.shown("assign", console.file("pairs.csv", PAIRS), "--per-entry", "2")
    assert "Places left empty" in shown
    assert "e3     1 of 3 judges may read it, 2 are needed" in shown


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("entry,judge,fit\ne,j,nan\n", "pairs.csv:2: the fit “nan” is not a finite number; "),
        ("entry,judge,fit\ne,j,1\n\ne,j,2\n", "pairs.csv:4: this judge and entry stand in an "),
        ("entry,judge\ne,j\n", "pairs.csv:1: the column “fit” is missing; "),
        ("entry,judge,fit\n", "pairs.csv:1: there are no pairs below the header; "),
        ("entry,judge,fit\n,j,1\n", "pairs.csv:2: there is no entry in this line; "),
        ("", "pairs.csv:1: the file is empty; "),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_by_line(
    console: Console, text: str, said: str
) -> None:
    path = console.file("pairs.csv", text)
    assert console.refusal("assign", path, "--per-entry", "1").startswith(said)


@pytest.mark.parametrize(
    ("wishes", "said"),
    [
        (["--per-entry", "0"], "adjudicate assign: --per-entry is 0; "),
        (
            ["--per-entry", "1", "--min-load", "2", "--max-load", "1"],
            "adjudicate assign: --min-load 2 is above --max-load 1; ",
        ),
        (
            ["--per-entry", "1", "--min-load", "2"],
            "adjudicate assign: the minima add up to 6, and there are only 3 places; ",
        ),
        (["--per-entry", "1", "--min-load", "-1"], "adjudicate assign: --min-load is -1; "),
    ],
)
def test_impossible_wishes_are_refused(console: Console, wishes: list[str], said: str) -> None:
    pairs = console.file("pairs.csv", PAIRS)
    assert console.refusal("assign", pairs, *wishes).startswith(said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("judge,min,max\nann,2,1\n", "limits.csv:2: the minimum 2 is above the maximum 1; "),
        ("judge,min,max\nann,1,1\nann,1,1\n", "limits.csv:3: this judge stands in an earlier "),
        ("judge,min,max\nann,9,9\n", "limits.csv:1: the minima add up to 9, and there are only 3"),
        ("judge,min,max\nann,1.5,9\n", "limits.csv:2: the min is not a whole number from 0; "),
    ],
)
def test_impossible_limits_are_refused_by_line(console: Console, text: str, said: str) -> None:
    limits = console.file("limits.csv", text)
    pairs = console.file("pairs.csv", PAIRS)
    arguments = ["assign", pairs, "--per-entry", "1", "--limits", limits]
    assert console.refusal(*arguments).startswith(said)
