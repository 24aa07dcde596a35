"""The sheet for the translator has every Welsh text with its state (WEL-28, product: sign-off)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from cadair.foundation.catalogue import catalogues, translations
from cadair.foundation.cells import guarded
from cadair.foundation.review import HEADINGS, Row, review_rows, write_sheet
from tests.cadair.foundation import SIAN
from tests.cadair.foundation.test_catalogue import write


def sheet(path: Path) -> list[dict[str, str]]:
    """The rows of a written sheet by their headings."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_new_text_that_nobody_signed_off_is_on_the_sheet(tmp_path: Path) -> None:
    write(
        tmp_path,
        "seasons",
        '#. awaiting review\n# said to judges\nmsgid "Open"\nmsgstr "Ar agor"\n\n'
        '#. signed off: E. Rees, 2026-11-20\nmsgid "Closed"\nmsgstr "Ar gau"\n',
    )
    (tmp_path / "seasons" / "states.py").write_text(
        "from django.utils.translation import gettext as _\nOPEN = _('Open')\n", encoding="utf-8"
    )
    write_sheet(tmp_path / "sheet.csv", tmp_path)
    first, second = sheet(tmp_path / "sheet.csv")[:2]
    assert first == {
        "where": "seasons/states.py:2",
        "English": "Open",
        "Welsh": "Ar agor",
        "state": "awaiting review",
        "note": "said to judges",
    }
    assert second["state"] == "signed off"
    assert second["where"].startswith("seasons/locale/cy/")


def test_the_sheet_of_the_project_has_every_text_and_says_how_many(tmp_path: Path) -> None:
    count = write_sheet(tmp_path / "sheet.csv")
    rows = sheet(tmp_path / "sheet.csv")
    assert len(rows) == count
    on_sheet = {row["English"] for row in rows}
    for translation in translations():
        assert guarded(translation.msgid) in on_sheet
    assert {row["state"] for row in rows} <= {"awaiting review", "signed off"}


def test_counted_nouns_places_and_months_are_reviewed_too() -> None:
    welsh = {row.welsh for row in review_rows()}
    assert {"2 gategori", "5 mlynedd", "Tachwedd", "Dydd Iau", "Cyngor"} <= welsh
    assert any("yng Nghaerdydd" in text for text in welsh)


def test_excel_reads_the_encoding_and_every_letter_survives(tmp_path: Path) -> None:
    write(tmp_path, "seasons", f'msgid "Name"\nmsgstr "{SIAN}"\n')
    path = tmp_path / "sheet.csv"
    write_sheet(path, tmp_path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf" + ",".join(HEADINGS).encode())
    assert sheet(path)[0]["Welsh"] == SIAN


@pytest.mark.parametrize("text", ["=1+1", "+44", "-5", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_text_acts_as_a_formula(text: str) -> None:
    row = Row("x.py:1", text, text, "awaiting review", text)
    assert row.cells == ("x.py:1", f"'{text}", f"'{text}", "awaiting review", f"'{text}")


def test_ordinary_texts_stay_as_they_are() -> None:
    assert guarded("Dydd Iau, 27 Tachwedd – 17:00") == "Dydd Iau, 27 Tachwedd – 17:00"


def test_django_plurals_have_a_row_for_each_number(tmp_path: Path) -> None:
    forms = "".join(f'msgstr[{slot}] "{slot} nod"\n' for slot in range(6))
    write(tmp_path, "seasons", f'msgid "character"\nmsgid_plural "characters"\n{forms}')
    write_sheet(tmp_path / "sheet.csv", tmp_path)
    rows = sheet(tmp_path / "sheet.csv")[:6]
    assert [row["Welsh"] for row in rows] == [f"{slot} nod" for slot in range(6)]
    assert [row["English"] for row in rows][:3] == ["characters", "character", "characters"]


def test_there_are_catalogues_to_review() -> None:
    assert len(catalogues()) >= 5
