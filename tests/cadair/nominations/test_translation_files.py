"""Files for translators: what goes out comes back whole, and what is wrong with one is said."""

from __future__ import annotations

import tracemalloc
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from io import BytesIO

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cadair.foundation.refusals import Refusal
from cadair.foundation.welsh.text import clean
from cadair.nominations import worddoc, xliff
from cadair.nominations.exchange import (
    Row,
    Sheet,
    Unit,
    UnreadableFile,
    checked,
    keeps_marks,
    with_own_marks,
)
from cadair.nominations.tables import table_from

CODE = "3fa9c1d2"
UNITS = (
    Unit(f"{CODE}-1", "N-0001", "Crynodeb", "Tŷ [enw] & <b>\nAil linell", "House"),
    Unit(f"{CODE}-2", "N-0001", "Effaith", "Mawr iawn: “ŵ” 🐑"),
    Unit(f"{CODE}-3", "N-0002", "Effaith", "]]> --> &amp; &#x41;"),
)
SHEET = Sheet(
    code=CODE,
    title="Gwobrau 2026 & mwy",
    note="<keep>",
    source_language="cy",
    target_language="en",
    labels=("Rhif", "Gwreiddiol", "Cyfieithiad"),
    units=UNITS,
)
FORMATS = pytest.mark.parametrize("kind", [xliff, worddoc], ids=["xliff", "word"])
"""Both kinds of file."""


def as_rows(units: Sequence[Unit]) -> list[Row]:
    return [Row(each.number, each.source, each.target) for each in units]


@FORMATS
def test_a_file_holds_every_text_and_what_is_translated(kind: object) -> None:
    rows = kind.read(kind.written(SHEET))  # type: ignore[attr-defined]
    assert [row for row in rows if row.number.startswith(CODE)] == as_rows(UNITS)


@FORMATS
@given(st.text(max_size=200).map(clean), st.text(max_size=200).map(clean))
def test_any_text_comes_back_as_it_went(kind: object, source: str, target: str) -> None:
    sheet = replace(SHEET, units=[Unit(f"{CODE}-1", "N-0001", "Crynodeb", source, target)])
    rows = kind.read(kind.written(sheet))  # type: ignore[attr-defined]
    assert rows[-1] == Row(f"{CODE}-1", source, target)


@FORMATS
def test_what_is_no_such_file_is_refused_in_words(kind: object) -> None:
    for data in (
        b"",
        b"PK",
        b"\x00" * 90,
        b"<xliff",
        "Bore da".encode("utf-16"),
        b"<a/>",
        b"PK" * 9,
    ):
        with pytest.raises(UnreadableFile):
            kind.read(data)  # type: ignore[attr-defined]


BOMBS: dict[str, Callable[[], bytes]] = {
    "an entity": lambda: b'<!DOCTYPE x [<!ENTITY a "b">]><xliff><unit id="&a;"/></xliff>',
    "a file of ours": lambda: (
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xliff>&a;</xliff>'
    ),
    "a document type elsewhere": lambda: (
        b'<!DOCTYPE xliff SYSTEM "http://198.51.100.7/x.dtd"><xliff/>'
    ),
    "too deep": lambda: b"<xliff>" + b"<g>" * 500 + b"</g>" * 500 + b"</xliff>",
    "too many": lambda: b"<xliff>" + b'<unit id="1"/>' * 5_001 + b"</xliff>",
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_that_was_made_to_harm_is_refused(name: str) -> None:
    with pytest.raises(UnreadableFile):
        xliff.read(BOMBS[name]())


def zipped(words: bytes, parts: int = 0) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", words)
        for number in range(parts):
            packed.writestr(f"word/{number}.xml", b"")
    return file.getvalue()


def test_a_zip_that_swells_is_read_no_further_than_is_allowed() -> None:
    bomb = zipped(b" " * 60_000_000)
    assert len(bomb) < 100_000
    for data in (bomb, zipped(b"<w/>", parts=600), zipped(BOMBS["an entity"]())):
        with pytest.raises(UnreadableFile):
            worddoc.read(data)


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
@pytest.mark.parametrize("read", [worddoc.read, table_from])
def test_a_zip_packed_in_another_way_than_office_programs_do_is_not_unpacked(
    packing: int, read: Callable[[bytes], object]
) -> None:
    """Of these all would be unpacked before anybody could say that it is too much."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", packing) as packed:
        packed.writestr("word/document.xml", b" " * 30_000_000)
        packed.writestr("xl/workbook.xml", b" " * 30_000_000)
    tracemalloc.start()
    with pytest.raises(Refusal):
        read(made.getvalue())
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 5_000_000


def test_tables_in_tables_are_not_read_again_and_again() -> None:
    row = "<w:tr><w:tc/><w:tc/><w:tc><w:p>"
    words = "</w:p></w:tc></w:tr>"
    with pytest.raises(Refusal):
        worddoc.read(zipped(f'<w:d xmlns:w="w">{row * 9}a{words * 9}</w:d>'.encode()))


def test_a_cell_that_points_to_no_text_is_refused() -> None:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr(
            "xl/worksheets/sheet1.xml",
            '<worksheet><row><c t="s"><v>99</v></c></row></worksheet>',
        )
    with pytest.raises(Refusal):
        table_from(made.getvalue())


def test_what_was_struck_out_in_word_is_not_taken_in() -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r>{}</w:p></w:tc>"
    gone = "<w:del><w:r><w:delText>Old</w:delText><w:t>Old</w:t></w:r></w:del>"
    row = cell.format(f"{CODE}-1", "") + cell.format("Hen", "") + cell.format("New", gone)
    document = f'<w:document xmlns:w="{space}"><w:tbl><w:tr>{row}</w:tr></w:tbl></w:document>'
    assert worddoc.read(zipped(document.encode())) == [Row(f"{CODE}-1", "Hen", "New")]


def test_a_newer_file_of_a_translation_program_is_read_too() -> None:
    data = (
        b'<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f">'
        b'<unit id="3fa9c1d2-1"><notes><note>x</note></notes>'
        b"<segment><source>Un. </source><target>One. </target></segment>"
        b"<segment><source>Dau.</source><target><mrk id='m'>Two.</mrk></target></segment>"
        b"</unit></file></xliff>"
    )
    assert xliff.read(data) == [Row(f"{CODE}-1", "Un. Dau.", "One. Two.")]


def test_everything_wrong_with_a_file_is_found_and_the_rest_fits() -> None:
    with translation.override("en"):
        rows = [
            Row(f"{CODE}-1", UNITS[0].source, "House without a mark"),
            Row(f"{CODE}-2", "Rhywbeth arall", "Something else"),
            Row("Rhif", "Gwreiddiol", "Cyfieithiad"),
        ]
        found = checked(SHEET, rows)
    assert found.marks == [f"{CODE}-1"]
    assert found.changed == [f"{CODE}-2"]
    assert found.missing == [f"{CODE}-3"]
    assert found.texts == {}
    assert not found.is_fit


def test_white_space_that_a_program_changed_is_no_change() -> None:
    row = Row(f"{CODE}-1", "Tŷ  [enw] & <b> Ail linell", "House [enw]")
    assert checked(SHEET, [row]).texts == {f"{CODE}-1": "House [name]"}


def test_a_text_twice_and_an_empty_one() -> None:
    one = Row(f"{CODE}-2", UNITS[1].source, "Large")
    found = checked(SHEET, [one, one, Row(f"{CODE}-3", UNITS[2].source, "  ")])
    assert found.twice == [f"{CODE}-2"]
    assert found.empty == [f"{CODE}-3"]


def test_the_file_of_another_order_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        checked(SHEET, [Row("00000000-1", "", "")])
    assert refused.value.code == "another-batch"


def test_marks_stand_in_the_language_of_the_translation() -> None:
    assert with_own_marks("[enw] and [plentyn]", "en") == "[name] and [child]"
    assert keeps_marks("Tŷ [enw], [enw]", "[name]’s and [enw]’s house", "cy", "en")
    assert not keeps_marks("Tŷ [enw]", "A house", "cy", "en")
    assert not keeps_marks("Tŷ", "[name]’s house", "cy", "en")


@FORMATS
@given(st.binary(max_size=400))
def test_no_bytes_at_all_do_more_than_be_refused(kind: object, data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        kind.read(data)  # type: ignore[attr-defined]


@FORMATS
@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=12))
def test_a_damaged_file_is_read_or_refused(kind: object, hits: list[tuple[int, int]]) -> None:
    data = bytearray(kind.written(SHEET))  # type: ignore[attr-defined]
    for place, value in hits:
        data[place % len(data)] = value
    with suppress(Refusal):
        checked(SHEET, kind.read(bytes(data)))  # type: ignore[attr-defined]
