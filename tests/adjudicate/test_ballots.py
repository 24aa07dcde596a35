"""`adjudicate ballots`, as its users call it."""

from __future__ import annotations

import pytest

from tests.adjudicate.console import Console

SCHULZE = (
    "count,ranking\n5,A>C>B>E>D\n5,A>D>E>C>B\n8,B>E>D>A>C\n3,C>A>B>E>D\n"
    "7,C>A>E>B>D\n2,C>B>A>D>E\n7,D>C>E>B>A\n8,E>B>A>D>C\n"
)
OLD = '3\n1,Ann\n2,Bob\n3,"Jones, Cai"\n10,10,2\n6,1,{2,3}\n4,2,3,1\n'
NEW = (
    "# FILE NAME: 1.toc\n# TITLE: Two: to one\n# NUMBER ALTERNATIVES: 3\n# NUMBER VOTERS: 10\n"
    "# ALTERNATIVE NAME 1: Ann\n# ALTERNATIVE NAME 2: Bob\n# ALTERNATIVE NAME 3: Jones, Cai\n"
    "6: 1,{2,3}\n4: 2,3,1\n"
)


def test_schulze_has_the_promised_shape(console: Console) -> None:
    path = console.file("45.csv", SCHULZE)
    found = console.result("ballots", path, "--method", "schulze")
    assert list(found) == ["elected", "order", "ties", "pairwise", "paths"]
    assert found["elected"] == ["E"]
    assert found["order"] == [["E"], ["A"], ["C"], ["B"], ["D"]]
    assert found["pairwise"]["D"] == {"A": 15, "C": 28, "B": 12, "E": 14}
    assert found["paths"]["E"] == {"A": 25, "C": 28, "B": 28, "D": 31}


def test_stv_has_the_promised_shape(console: Console) -> None:
    text = "count,ranking\n4,O>S\n2,P>O\n8,C>S\n4,C>W\n1,S\n1,W\n"
    found = console.result(
        "ballots", console.file("20.csv", text), "--method", "stv", "--seats", "3"
    )
    assert list(found) == ["elected", "order", "ties", "quota", "stages"]
    assert found["elected"] == ["C", "O", "S"]
    assert found["quota"] == 6
    assert found["stages"][1] == {
        "totals": {"O": 4, "S": 5, "P": 2, "C": 6, "W": 3},
        "elected": [],
        "eliminated": ["P"],
        "exhausted": 0,
    }


def test_borda_has_the_promised_shape(console: Console) -> None:
    found = console.result(
        "ballots", console.file("b.csv", "count,ranking\n2,A>B=C\n"), "--method", "borda"
    )
    assert found == {
        "elected": ["A"],
        "order": [["A"], ["B", "C"]],
        "ties": [["B", "C"]],
        "points": {"A": 4, "B": 1, "C": 1},
    }


@pytest.mark.parametrize("method", ["schulze", "borda"])
def test_old_and_new_headers_say_the_same(console: Console, method: str) -> None:
    old = console.result("ballots", console.file("o.toc", OLD), "--method", method)
    new = console.result("ballots", console.file("n.toc", NEW), "--method", method)
    assert old == new
    assert old["order"] == [["Ann"], ["Bob"], ["Jones, Cai"]]


def test_incomplete_orders_and_strict_ones_are_read(console: Console) -> None:
    soi = OLD.replace("10,10,2\n6,1,{2,3}\n4,2,3,1\n", "5,5,2\n3,1\n2,2,3\n")
    found = console.result("ballots", console.file("o.soi", soi), "--method", "stv")
    assert found["elected"] == ["Ann"]
    numbers = "# NUMBER ALTERNATIVES: 2\n3: 2,1\n"
    found = console.result("ballots", console.file("n.soc", numbers), "--method", "stv")
    assert found["order"] == [["2"], ["1"]]


def test_an_open_tie_stays_open_and_a_seed_draws_the_lot(console: Console) -> None:
    path = console.file("b.csv", "count,ranking\n1,A>B\n1,B>A\n")
    found = console.result("ballots", path, "--method", "stv")
    assert (found["elected"], found["ties"]) == ([], [["A", "B"]])
    drawn = console.result("ballots", path, "--method", "stv", "--lot-seed", "0f1e")
    assert len(drawn["elected"]) == 1
    assert drawn["ties"] == [["A", "B"]]


@pytest.mark.parametrize("method", ["stv", "schulze", "borda"])
def test_tables_are_for_people(console: Console, method: str) -> None:
    shown = console.shown("ballots", console.file("45.csv", SCHULZE), "--method", method)
    assert shown.startswith("Order\n")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("b.csv", "count,ranking\n1,A>B>A\n", "b.csv:2: “A” is ranked twice; "),
        ("b.csv", "count,ranking\n1,A>>B\n", "b.csv:2: “A>>B” leaves a name out; "),
        ("b.csv", "count,ranking\n0,A\n", "b.csv:2: the count is not a whole number from 1; "),
        ("b.csv", "count,ranking\n", "b.csv:1: there are no ballots below the header; "),
        ("b.csv", "ranking\nA\n", "b.csv:1: the column “count” is missing; "),
        ("b.toc", NEW.replace("4: 2,3,1", "4: 2,5,1"), "b.toc:9: there is no candidate “5”; "),
        ("b.toc", NEW.replace("4: 2,3,1", "4: 2,{3,2}"), "b.toc:9: “Bob” is ranked twice; "),
        ("b.toc", NEW.replace("4: 2,3,1", "4: 2,{3,1"), "b.toc:9: “2,{3,1” cannot be read; "),
        ("b.toc", NEW.replace("4: 2,3,1", "x: 2,3"), "b.toc:9: “x: 2,3” does not begin with how "),
        ("b.toc", NEW.replace("4: ", "3: "), "b.toc:4: the header says 10 voters, and the lines "),
        ("b.toc", NEW.replace("VES: 3", "VES: 4"), "b.toc:3: the header says 4 candidates, and "),
        ("b.toc", NEW.replace("Bob", "Ann"), "b.toc:6: the name “Ann” stands twice; "),
        ("b.soc", OLD.replace("10,10,2", "10,10"), "b.soc:5: “10,10” is not the line voters,sum,"),
        ("b.soc", OLD.replace("2,Bob", "Bob"), "b.soc:3: “Bob” is not a number and a name; "),
        ("b.soc", "5\n1,Ann\n", "b.soc:1: there are 5 candidates, and the file ends before "),
        ("b.soc", "Ann\n", "b.soc:1: the first line is “Ann”, not the number of candidates; "),
        ("b.soc", "# TITLE: x\n1: 1\n", "b.soc:1: the header names no candidates; "),
        ("b.soc", "", "b.soc:1: the file is empty; "),
    ],
)
def test_a_file_that_cannot_be_counted_is_refused_by_line(
    console: Console, name: str, text: str, said: str
) -> None:
    path = console.file(name, text)
    assert console.refusal("ballots", path, "--method", "borda").startswith(said)


def test_equal_ranks_are_refused_for_stv_by_line(console: Console) -> None:
    said = "are ranked equal, and stv needs an order; "
    for name, text, line in (("b.csv", "count,ranking\n1,A\n1,A=B\n", 3), ("b.toc", NEW, 8)):
        refusal = console.refusal("ballots", console.file(name, text), "--method", "stv")
        assert refusal.startswith(f"{name}:{line}: ")
        assert said in refusal


def test_there_must_be_a_place(console: Console) -> None:
    path = console.file("45.csv", SCHULZE)
    refusal = console.refusal("ballots", path, "--method", "stv", "--seats", "0")
    assert refusal.startswith("adjudicate ballots: --seats is 0; ")
