"""The glossary that people read and the one that machines read say the same."""

from __future__ import annotations

from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.spelling.texts import GLOSSARY
from tests.structure.source import ROOT

pytestmark = pytest.mark.static

FIELDS = {"en", "cy", "plural_cy", "forbidden_cy", "forbidden_en", "signed_off"}


def terms() -> dict[str, dict[str, Any]]:
    """The machine-readable glossary."""
    return dict(YAML(typ="safe", pure=True).load(GLOSSARY.read_text(encoding="utf-8")))


def rows() -> dict[str, list[str]]:
    """The table of docs/glossary.md by its first column."""
    lines = (ROOT / "docs/glossary.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if "|" in line]
    return {row[0]: row for row in cells if len(row) == 7}


def test_every_term_has_all_its_fields() -> None:
    assert len(terms()) >= 40
    assert [name for name, term in terms().items() if set(term) != FIELDS] == []


def test_every_term_stands_in_the_document_with_the_same_words() -> None:
    table = rows()
    wanted = {
        term["en"]: [
            term["cy"],
            term["plural_cy"],
            ", ".join(term["forbidden_cy"]),
            ", ".join(term["forbidden_en"]),
        ]
        for term in terms().values()
    }
    shown = {en: [table[en][n] for n in (1, 3, 5, 6)] for en in wanted if en in table}

    assert shown == wanted


def test_no_term_is_forbidden_by_another() -> None:
    used = {t["cy"] for t in terms().values()} | {t["plural_cy"] for t in terms().values()}
    forbidden = {word for term in terms().values() for word in term["forbidden_cy"]}

    assert used & forbidden == set()
