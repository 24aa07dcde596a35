"""`adjudicate agreement`: the shape of its answer, levels, and reasons for what does not exist."""

from __future__ import annotations

import pytest

from adjudicate.agreement import SENTENCES
from adjudication.agreement import ICC_KINDS, Reason
from tests.adjudicate.console import Console

HEAD = ("entry", "judge", "score")
TARGETS = ["9 2 5 8", "6 1 3 2", "8 4 6 8", "7 1 2 6", "10 5 6 9", "6 2 4 7"]
COMPLETE = [
    (f"target {n}", f"judge {k}", score)
    for n, row in enumerate(TARGETS)
    for k, score in enumerate(row.split())
]


def test_a_complete_table_has_every_figure(console: Console) -> None:
    said = console.result("agreement", console.table([HEAD, *COMPLETE]))
    assert list(said) == ["icc", "alpha", "kendall", "judges", "reliability", "reasons"]
    assert list(said["icc"]) == list(ICC_KINDS)
    assert [round(each, 2) for each in said["icc"].values()] == [0.17, 0.44, 0.29, 0.62, 0.71, 0.91]
    assert list(said["kendall"]) == ["w", "chi2", "df", "p"]
    assert said["kendall"]["df"] == 5
    assert [list(each) for each in said["judges"]] == [["judge", "spearman_with_rest"]] * 4
    assert said["reliability"]["single"] == pytest.approx(said["icc"]["A,1"], abs=1e-6)
    assert said["reasons"] == {}


def test_the_level_changes_alpha_alone(console: Console) -> None:
    path = console.table([HEAD, *COMPLETE])
    found = {
        level: console.result("agreement", path, "--level", level)
        for level in ("nominal", "ordinal", "interval", "ratio")
    }
    assert len({each.pop("alpha") for each in found.values()}) == 4
    assert len({str(each) for each in found.values()}) == 1
    assert console.result("agreement", path)["alpha"] == pytest.approx(0.1473, abs=1e-4)


def test_what_needs_complete_data_is_null_with_a_reason(console: Console) -> None:
    path = console.table([HEAD, *COMPLETE[:-1], ("another", "judge 9", 5)])
    said = console.result("agreement", path)
    assert said["icc"] is None
    assert said["kendall"] is None
    assert isinstance(said["alpha"], float)
    assert said["reasons"]["icc"] == "not every judge scored every entry"
    assert said["reasons"]["kendall"] == said["reasons"]["icc"]
    assert said["judges"][-1] == {"judge": "judge 9", "spearman_with_rest": None}
    assert "judge 9" in said["reasons"]["judges"]
    assert "not every judge scored every entry" in console.shown("agreement", path)


@pytest.mark.parametrize("rows", [[], [("A", "x", 4)], [("A", "x", 4), ("A", "y", 4)]])
def test_little_is_answered(console: Console, rows: list[tuple[str, str, int]]) -> None:
    said = console.result("agreement", console.table([HEAD, *rows]))
    assert said["reliability"] == {"single": None, "panel": None}
    assert {"icc", "alpha", "kendall", "reliability"} <= set(said["reasons"])


def test_every_reason_has_a_sentence() -> None:
    assert set(SENTENCES) == set(Reason)
