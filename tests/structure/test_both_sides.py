"""What is written in a file per language is written in both."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.structure.source import ROOT

pytestmark = pytest.mark.static

SIDE = re.compile(r"([._])(cy|en)\.")
OTHER = {"cy": "en", "en": "cy"}
NOT_TEXT_OF_OURS = {"__pycache__", "locale", "static", "migrations"}


def _sided_files() -> list[Path]:
    return [
        path
        for path in sorted((ROOT / "src").rglob("*"))
        if path.is_file() and SIDE.search(path.name) and not NOT_TEXT_OF_OURS & set(path.parts)
    ]


FILES = _sided_files()


def test_there_are_pages_with_a_side_per_language() -> None:
    assert [path for path in FILES if path.suffix == ".md"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_other_side_exists_and_is_not_a_copy(path: Path) -> None:
    twin = path.with_name(
        SIDE.sub(lambda found: f"{found[1]}{OTHER[found[2]]}.", path.name, count=1)
    )
    assert twin.is_file()
    text = path.read_text(encoding="utf-8")
    assert text.strip()
    if path.suffix != ".py":
        assert text != twin.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [p for p in FILES if p.suffix == ".md"], ids=lambda p: p.name)
def test_both_sides_of_a_page_have_the_same_headings_in_number_and_depth(path: Path) -> None:
    twin = path.with_name(
        SIDE.sub(lambda found: f"{found[1]}{OTHER[found[2]]}.", path.name, count=1)
    )
    depths = [re.findall(r"^#+", p.read_text(encoding="utf-8"), re.MULTILINE) for p in (path, twin)]
    assert depths[0] == depths[1]
