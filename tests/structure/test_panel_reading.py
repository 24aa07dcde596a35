"""What the panel reads comes through `panel_texts`: nothing on its side touches what was sent."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

pytestmark = pytest.mark.static

SOURCE = Path(__file__).parents[2] / "src" / "cadair"
JUDGE_SIDE = ("web/jury", "web/panel", "judging", "outcomes", "publishing", "web/public")
AS_SENT = frozenset({"summary", "answers", "answer", "passage"})
"""Columns of what was sent, of what was answered later, and of what was taken out."""

FIELDS_OF_OTHERS = {
    ("judging/season_file_rounds.py", "answers"): "of a round in a season file",
    ("outcomes/actions/corresponding.py", "answer"): "of a Reply: whether a judge agrees",
    ("outcomes/actions/telling.py", "answer"): "of a Review: what was answered about the rules",
    ("web/jury/packs.py", "summary"): "of a Text of the sheet",
    ("web/jury/packs.py", "answers"): "of a Text of the sheet",
    ("web/jury/packs.py", "answer"): "of a Text of the sheet",
    ("web/jury/sheets.py", "summary"): "of a PanelText",
    ("web/jury/sheets.py", "answers"): "of a PanelText",
    ("web/jury/sheets.py", "answer"): "of a PanelText",
    ("web/panel/motions.py", "answer"): "of a Reply: whether a judge agrees",
    ("web/panel/views/entry.py", "summary"): "of a PanelText",
    ("web/panel/views/entry.py", "answers"): "of a PanelText",
}


def _touched(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    named = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    asked = {
        node.value.split("__")[-1]
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "__" in node.value
    }
    return (named | asked) & AS_SENT


FILES = [path for part in JUDGE_SIDE for path in sorted((SOURCE / part).rglob("*.py"))]


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(SOURCE)) for path in FILES])
def test_the_judges_side_reads_no_text_as_it_was_sent(path: Path) -> None:
    where = str(path.relative_to(SOURCE))
    found = {name for name in _touched(path) if (where, name) not in FIELDS_OF_OTHERS}
    assert found == set(), "read nominations.queries.panel_texts instead"


def test_every_exception_is_still_needed() -> None:
    for where, name in FIELDS_OF_OTHERS:
        assert name in _touched(SOURCE / where)


def test_the_sheets_take_their_texts_from_the_one_reader() -> None:
    for where in ("web/jury/sheets.py", "web/panel/views/entry.py"):
        assert "panel_texts" in (SOURCE / where).read_text("utf-8")
