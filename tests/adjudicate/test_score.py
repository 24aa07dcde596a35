"""`adjudicate score`: the shape of its answer, and what it says of awkward files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from adjudicate.score import SENTENCES
from adjudication.calibration import NOTE_FACTS
from tests.adjudicate.console import Console
from tests.adjudication.published import penicillin

HEAD = ("entry", "judge", "score")
Marks = Sequence[Sequence[object]]


def answer(console: Console, rows: Marks, *more: str) -> Any:
    """What is printed for these marks."""
    head = (*HEAD, "category") if rows and len(rows[0]) == 4 else HEAD
    return console.result("score", console.table([head, *rows]), *more)


def test_the_answer_has_the_documented_shape(console: Console) -> None:
    found = penicillin()
    rows = [
        (found.entries[found.unit_entry[unit]], found.judges[judge], score)
        for unit, judge, score in zip(found.unit, found.judge, found.score, strict=True)
    ]
    said = answer(console, rows)
    assert list(said) == ["categories", "judges", "sd", "loglik_reml", "components", "notes"]
    assert list(said["categories"]) == ["all"]
    assert list(said["categories"]["all"]) == ["mu", "entries", "order_can_change"]
    keys = ["entry", "n", "raw", "adjusted", "se", "place", "p_best", "band"]
    assert [list(each) for each in said["categories"]["all"]["entries"]] == [keys] * 24
    assert [list(each) for each in said["judges"]] == [["judge", "n", "leniency", "se"]] * 6
    assert list(said["sd"]) == ["entry", "judge", "residual"]
    assert round(said["loglik_reml"], 4) == -165.4303
    assert said["components"] == 1
    assert said["categories"]["all"]["order_can_change"] is False
    assert sum(each["p_best"] for each in said["categories"]["all"]["entries"]) == pytest.approx(1)


def test_each_category_has_its_mean_and_its_places(console: Console) -> None:
    draw = np.random.default_rng(3)
    worth = {f"e{n}": draw.normal(60, 8) for n in range(20)}
    rows = [
        (
            entry,
            judge,
            round(own + draw.normal(0, 3) + 6 * (judge == "kind"), 1),
            f"c{int(entry[1:]) % 2}",
        )
        for entry, own in worth.items()
        for judge in draw.permutation(["kind", "a", "b", "c", "d"])[:3]
    ]
    said = answer(console, rows)
    assert list(said["categories"]) == ["c0", "c1"]
    for category in said["categories"].values():
        entries = category["entries"]
        assert category["order_can_change"] is True
        figures = [each["adjusted"] for each in entries]
        assert figures == sorted(figures, reverse=True)
        assert [each["place"] for each in entries] == [
            1 + sum(other > each for other in figures) for each in figures
        ]
        words = {"clear": (0.8, 1.1), "ahead": (0.5, 0.8), "close": (0, 0.5)}
        for each in entries:
            low, high = words[each["band"]]
            assert low <= each["p_best"] < high
            own = [row[2] for row in rows if row[0] == each["entry"]]
            assert each["raw"] == pytest.approx(sum(own) / len(own))
            assert each["n"] == len(own)
    kind = next(each for each in said["judges"] if each["judge"] == "kind")
    assert kind["leniency"] == max(each["leniency"] for each in said["judges"])


AWKWARD: dict[str, tuple[Marks, str]] = {
    "nothing": ([], "no scores"),
    "constant": ([("A", "x", 5), ("A", "y", 5), ("B", "x", 5), ("B", "y", 5)], "are the same"),
    "one entry": ([("A", "x", 5), ("A", "y", 6), ("A", "z", 8)], "One entry alone"),
    "one judge": ([("A", "x", 5), ("B", "x", 6), ("C", "x", 9)], "There is one judge, x"),
    "one mark": ([("A", "x", 5)], "Each category has one score"),
    "a judge with one mark": (
        [("A", "x", 5), ("A", "y", 6), ("B", "x", 7), ("B", "y", 9), ("B", "z", 1)],
        "Judges with one mark, whose leniency is little known: 1 (z)",
    ),
    "no overlap": (
        [(entry, judge, 5 + len(entry)) for entry in ("A", "BBBB") for judge in "xy"]
        + [(entry, judge, 6 - len(entry)) for entry in ("C", "DD") for judge in "vw"],
        "2 parts with no judge in common",
    ),
    "no variance": (
        [("A", "x", 1), ("A", "y", 3), ("B", "x", 3), ("B", "y", 1), ("C", "x", 2), ("C", "y", 2)],
        "the marks do not separate these entries",
    ),
    "ranks": (
        [("A", "x", 1), ("A", "y", 2), ("B", "x", 3), ("B", "y", 3), ("C", "x", 2), ("C", "y", 1)],
        "look like ranks",
    ),
}


@pytest.mark.parametrize("name", AWKWARD)
def test_awkward_marks_are_answered_with_a_sentence(console: Console, name: str) -> None:
    rows, sentence = AWKWARD[name]
    said = answer(console, rows)
    assert any(sentence in note for note in said["notes"]), said["notes"]
    for category in said["categories"].values():
        alone = len(category["entries"]) == 1
        for each in category["entries"]:
            if alone or said["sd"]["entry"] in (0, None):
                assert each["p_best"] is each["band"] is None
            assert isinstance(each["adjusted"], float)
    assert sentence in console.shown("score", console.table([HEAD, *rows]))


def test_every_note_has_a_sentence() -> None:
    assert set(SENTENCES) == set(NOTE_FACTS)
    for code, sentence in SENTENCES.items():
        assert all(f"{{{fact}}}" in sentence for fact in NOTE_FACTS[code])


@pytest.mark.parametrize("with_category", [False, True])
def test_a_repeated_mark_is_refused_with_both_lines(
    console: Console, *, with_category: bool
) -> None:
    rows = [("A", "x", 1, "c"), ("B", "x", 2, "c"), ("A", "y", 1, "c"), ("A", "x", 3, "c")]
    head = (*HEAD, "category")
    if not with_category:
        head, rows = HEAD, [row[:3] for row in rows]  # type: ignore[assignment,misc]
    said = console.refusal("score", console.table([head, *rows]))
    assert said.startswith("marks.csv:5: this judge has scored this entry already")
    assert "in line 2; keep one" in said


def test_one_judge_may_score_one_entry_in_two_categories(console: Console) -> None:
    said = answer(console, [("A", "x", 1, "c"), ("A", "x", 3, "d"), ("A", "y", 3, "d")])
    assert [len(each["entries"]) for each in said["categories"].values()] == [1, 1]


def test_the_same_file_and_seed_give_the_same_answer(console: Console) -> None:
    draw = np.random.default_rng(8)
    rows = [(f"e{n}", f"j{draw.integers(4)}{k}", draw.integers(50)) for n in range(9) for k in "ab"]
    first, again = (answer(console, rows, "--seed", "5") for _time in range(2))
    assert first == again


def test_the_tables_show_what_the_json_says(console: Console) -> None:
    rows = [("Tŷ", "x", 70), ("Tŷ", "y", 80), ("B", "x", 60), ("B", "y", 64), ("C", "y", 50)]
    shown = console.shown("score", console.table([HEAD, *rows]))
    for part in ("adjusting can change the order", "Tŷ", "75.000", "leniency"):
        assert part in shown


def test_more_than_fits_into_memory_is_refused_with_a_way_out(
    console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adjudication.mixed.MOST_COLUMNS", 3)
    rows = [(f"e{n}", f"j{(n + k) % 5}", n % 3) for n in range(5) for k in range(2)]
    path = console.table([HEAD, *rows])
    for command in ("score", "agreement"):
        said = console.refusal(command, path)
        assert said.startswith(f"adjudicate {command}: 6 judges and categories")
        assert "one category" in said
