"""A table from a file, CSV or Excel, as plain text: values in, values out, nothing is evaluated.

Of an Excel file only the cells of its first sheet are read: of a formula what it showed when the
file was saved. No more of it is unpacked than is allowed, whatever the zip says of itself.
"""

from __future__ import annotations

import csv
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO, StringIO
from typing import Final
from xml.etree.ElementTree import Element

from django.utils.translation import gettext_lazy as _

from cadair.foundation.refusals import Refusal
from cadair.foundation.welsh.text import clean, clean_line
from cadair.nominations.exchange import UnreadableFile, parsed, part_of, tag_of, text_inside

MOST_BYTES: Final = 5_000_000
MOST_ROWS: Final = 200
"""Taken in at one go, some seconds; who sends a form meanwhile waits as long."""

MOST_COLUMNS: Final = 100
MOST_UNPACKED: Final = 40_000_000
MOST_PARTS: Final = 500
LONGEST_HEADING: Final = 200

UTF8, WINDOWS, UTF16, EXCEL = "UTF-8", "Windows-1252", "UTF-16", "Excel"
_SEPARATORS: Final = (",", ";", "\t")
_CELL: Final = re.compile(r"([A-Z]{1,3})[0-9]{1,7}")
_DAYS: Final = frozenset({*range(14, 23), *range(45, 48)})
"""The numbers of the formats of dates that every Excel file knows."""

_SAID: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_FIRST_DAY: Final = datetime(1899, 12, 30)  # noqa: DTZ001
_FIRST_DAY_1904: Final = datetime(1904, 1, 1)  # noqa: DTZ001
_MOST_DAYS: Final = 2_958_465
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A row with the number it has in the file, its headings being row 1."""

    number: int
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds, and how its bytes were read."""

    read_as: str
    header: Sequence[str]
    lines: Sequence[Line]


def table_from(data: bytes) -> Table:
    """The table of a file; empty rows are left out, and so are empty columns on the right.

    Raises:
        Refusal: it is no such file, or it is empty, or holds more than is taken at once.
    """
    if not data:
        raise Refusal("file-none", _("Choose a file first."))
    if len(data) > MOST_BYTES:
        raise Refusal(
            "file-too-big",
            _("This file is too big. Megabytes: %(size)s. At most: %(most)s.")
            % {"size": -(-len(data) // 1_000_000), "most": MOST_BYTES // 1_000_000},
        )
    if data.startswith(b"PK"):
        return _table(EXCEL, _sheet(data))
    text, read_as = _decoded(data)
    return _table(read_as, _separated(text))


def _unreadable() -> Refusal:
    return Refusal(
        "table-unreadable",
        _("No table can be read from this file. Save it as CSV (UTF-8) or as an Excel file."),
    )


def _decoded(data: bytes) -> tuple[str, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        ways = [("utf-16", UTF16)]
    else:
        ways = [("utf-8-sig", UTF8), ("cp1252", WINDOWS)]
    for encoding, name in ways:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, name
    raise _unreadable()


def _separated(text: str) -> Iterator[tuple[int, list[str]]]:
    first = text.split("\n", 1)[0]
    separator = max(_SEPARATORS, key=first.count)
    rows = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        yield from enumerate(rows, start=1)
    except csv.Error as error:
        raise _unreadable() from error


def _table(read_as: str, rows: Iterable[tuple[int, list[str]]]) -> Table:
    """The first row with anything in it holds the headings."""
    header: list[str] = []
    lines: list[Line] = []
    for number, row in rows:
        cells = [clean(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        if len(cells) > MOST_COLUMNS:
            raise Refusal(
                "too-many-columns",
                _("This table has too many columns. At most: %(most)s.") % {"most": MOST_COLUMNS},
            )
        if not header:
            header = cells
            continue
        if len(lines) == MOST_ROWS:
            raise Refusal(
                "too-many-rows",
                _(
                    "This table has too many rows to be taken in at once. At most: %(most)s. "
                    "Split it into several files."
                )
                % {"most": MOST_ROWS},
            )
        lines.append(Line(number, cells))
    if not lines:
        raise Refusal(
            "table-empty", _("There is nothing below the headings. Each nomination needs a row.")
        )
    width = max(len(header), *(len(line.cells) for line in lines))
    return Table(read_as, _headings(header, width), lines)


def _headings(header: Sequence[str], width: int) -> list[str]:
    """A name for each column, no two alike; one without gets the letters of a spreadsheet."""
    found: list[str] = []
    for place in range(width):
        given = clean_line(header[place])[:LONGEST_HEADING] if place < len(header) else ""
        name = given or f"({_letters(place)})"
        found.append(name if name not in found else f"{name} ({_letters(place)})")
    return found


def _letters(place: int) -> str:
    first, second = divmod(place, 26)
    return (chr(64 + first) if first else "") + chr(65 + second)


def _sheet(data: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as book:
            if len(book.infolist()) > MOST_PARTS:
                raise _unreadable()
            yield from _Book(book).rows()
    except (*_BROKEN, UnreadableFile) as error:
        raise _unreadable() from error


class _Book:
    """An Excel file that is being read; all its parts together may not exceed what is allowed."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        self.packed = packed
        self.left = MOST_UNPACKED
        self.names = {name.casefold(): name for name in packed.namelist()}
        book = self._part("xl/workbook.xml")
        self.strings = [
            "".join(text_inside(each, frozenset({"rPh", "phoneticPr"})))
            for each in _all(self._maybe("xl/sharedStrings.xml"), "si")
        ]
        self.days = self._day_styles()
        is_1904 = any(each.get("date1904") in {"1", "true"} for each in _all(book, "workbookPr"))
        self.first_day = _FIRST_DAY_1904 if is_1904 else _FIRST_DAY
        self.sheet = self._part(self._first_sheet(book))

    def _part(self, name: str) -> Element:
        data = part_of(self.packed, self.names[name.casefold()], self.left)
        self.left -= len(data)
        if self.left < 0:
            raise _unreadable()
        return parsed(data)

    def _maybe(self, name: str) -> Element:
        return self._part(name) if name.casefold() in self.names else Element("nothing")

    def _first_sheet(self, book: Element) -> str:
        """Where the first sheet lies, which need not be called sheet1."""
        sheet = next(_all(book, "sheet"), Element("nothing"))
        wanted = [
            text for name, text in sheet.attrib.items() if re.split("[}: ]", name)[-1] == "id"
        ]
        for link in _all(self._maybe("xl/_rels/workbook.xml.rels"), "Relationship"):
            if link.get("Id") in wanted:
                target = link.get("Target", "")
                return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        return "xl/worksheets/sheet1.xml"

    def _day_styles(self) -> frozenset[int]:
        """The styles in which a number is meant as a day."""
        styles = self._maybe("xl/styles.xml")
        own = {
            each.get("numFmtId", ""): _SAID.sub("", each.get("formatCode", "")).casefold()
            for each in _all(styles, "numFmt")
        }
        formats = next(_all(styles, "cellXfs"), Element("nothing"))
        found = set()
        for place, style in enumerate(formats):
            number = style.get("numFmtId", "0")
            if (number.isdecimal() and int(number) in _DAYS) or re.search(
                "[dy]", own.get(number, "")
            ):
                found.add(place)
        return frozenset(found)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Each row with its number."""
        number = 0
        for row in _all(self.sheet, "row"):
            given = row.get("r", "")
            number = int(given) if given.isdecimal() else number + 1
            cells: list[str] = []
            for cell in row:
                place = _place_of(cell, len(cells))
                place = min(place, MOST_COLUMNS)
                cells.extend([""] * (place + 1 - len(cells)))
                cells[place] = self._text(cell)
            yield number, cells

    def _text(self, cell: Element) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return "".join(text for each in cell for text in text_inside(each))
        value = next((each.text or "" for each in cell if tag_of(each) == "v"), "")
        if kind == "s":
            return self.strings[int(value)] if value.isdecimal() else ""
        if kind == "n" and value and int(cell.get("s", "0")) in self.days:
            return self._day(value)
        return _number(value) if kind == "n" else value

    def _day(self, value: str) -> str:
        days = float(value)
        if not 0 <= days <= _MOST_DAYS:
            return value
        moment = self.first_day + timedelta(seconds=round(days * 86_400))
        return (
            f"{moment:%Y-%m-%d}"
            if moment.time() == moment.min.time()
            else f"{moment:%Y-%m-%d %H:%M}"
        )


def _all(element: Element, name: str) -> Iterator[Element]:
    return (each for each in element.iter() if tag_of(each) == name)


def _place_of(cell: Element, following: int) -> int:
    found = _CELL.fullmatch(cell.get("r", ""))
    if found is None:
        return following
    place = 0
    for letter in found[1]:
        place = place * 26 + ord(letter) - 64
    return place - 1


def _number(value: str) -> str:
    """A number as somebody reads it: 12, not 12.0."""
    return value.removesuffix(".0") if re.fullmatch(r"-?[0-9]+\.0", value) else value
