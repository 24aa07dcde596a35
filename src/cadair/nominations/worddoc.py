"""The file for translators who work in Word: a table with the original and an empty column.

A Word file is a zip of XML files; only the one with the words is opened, and never more of it than
is allowed, whatever the zip says of itself.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from typing import Final
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from cadair.foundation.bilingual import Language
from cadair.nominations.exchange import (
    MOST_TEXTS,
    Row,
    Sheet,
    Unit,
    parsed,
    part_of,
    tag_of,
    unreadable,
    writable,
)

CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ENDING: Final = ".docx"
SIGNATURE: Final = b"PK"

MOST_PARTS: Final = 500
MOST_UNPACKED: Final = 20_000_000

_WORDS: Final = "word/document.xml"
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What reading a zip raises that somebody made by hand."""
_SPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_GONE: Final = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText"})
_SPELT_AS: Final = {"cy": "cy-GB", "en": "en-GB"}
_WIDTHS: Final = (2200, 5900, 5900)

_TYPES: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/{_WORDS}" ContentType="{CONTENT_TYPE}.main+xml"/>'
    "</Types>"
)
_LINKS: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument"/>'
    "</Relationships>"
)
_EDGES: Final = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="999999"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def written(sheet: Sheet) -> bytes:
    """The sheet as a file; what is translated already stands in it."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", _TYPES)
        packed.writestr("_rels/.rels", _LINKS)
        packed.writestr(_WORDS, "".join(_document(sheet)))
    return file.getvalue()


def _document(sheet: Sheet) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    yield f'<w:document xmlns:w="{_SPACE}"><w:body>'
    yield _paragraph(sheet.title, bold=True) + _paragraph(sheet.note)
    yield '<w:tbl><w:tblPr><w:tblW w:w="14000" w:type="dxa"/>'
    yield f"<w:tblBorders>{_EDGES}</w:tblBorders></w:tblPr><w:tblGrid>"
    yield "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    yield "</w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr>"
    for width, label in zip(_WIDTHS, sheet.labels, strict=True):
        yield _cell(width, _paragraph(label, bold=True))
    yield "</w:tr>"
    for unit in sheet.units:
        yield _row(sheet, unit)
    yield '</w:tbl><w:p/><w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    yield '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567"'
    yield ' w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>'


def _row(sheet: Sheet, unit: Unit) -> str:
    about = _paragraph(unit.number) + _paragraph(f"{unit.group} · {unit.label}")
    cells = (
        about,
        _paragraphs(unit.source, sheet.source_language),
        _paragraphs(unit.target, sheet.target_language),
    )
    inside = "".join(_cell(width, cell) for width, cell in zip(_WIDTHS, cells, strict=True))
    return f"<w:tr>{inside}</w:tr>"


def _cell(width: int, inside: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inside}</w:tc>'


def _paragraphs(text: str, language: Language) -> str:
    return "".join(_paragraph(line, language) for line in text.split("\n"))


def _paragraph(text: str, language: Language | None = None, *, bold: bool = False) -> str:
    spelt = f'<w:lang w:val="{_SPELT_AS[language]}"/>' if language else ""
    look = f"{'<w:b/>' if bold else ''}{spelt}"
    style = f"<w:rPr>{look}</w:rPr>" if look else ""
    begin = f"<w:pPr>{style}</w:pPr>" if style else ""
    if not text:
        return f"<w:p>{begin}</w:p>"
    words = escape(writable(text))
    return f'<w:p>{begin}<w:r>{style}<w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


def read(data: bytes) -> list[Row]:
    """Every row of the file’s tables that has three cells or more.

    Raises:
        UnreadableFile: it is no Word file, or larger inside than is allowed.
    """
    rows = [_row_of(cells) for cells in _rows(parsed(_unpacked(data))) if len(cells) >= 3]
    if len(rows) > MOST_TEXTS:
        raise unreadable()
    return rows


def _unpacked(data: bytes) -> bytes:
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            if len(packed.infolist()) > MOST_PARTS:
                raise unreadable()
            words = part_of(packed, _WORDS, MOST_UNPACKED)
    except _BROKEN as error:
        raise unreadable() from error
    if len(words) > MOST_UNPACKED:
        raise unreadable()
    return words


def _rows(root: Element) -> Iterator[list[Element]]:
    for each in root.iter():
        if tag_of(each) == "tr":
            # Tables in tables in tables would be read again and again; ours has none.
            if sum(tag_of(inner) == "tr" for inner in islice(each.iter(), 1, None)):
                raise unreadable()
            yield [cell for cell in each.iter() if tag_of(cell) == "tc"]


def _row_of(cells: list[Element]) -> Row:
    about, source, target = (_lines(cell) for cell in cells[:3])
    return Row(about[0].strip() if about else "", "\n".join(source), "\n".join(target))


def _lines(cell: Element) -> list[str]:
    """The paragraphs of a cell, without what somebody struck out while changes were tracked."""
    paragraphs = [each for each in cell.iter() if tag_of(each) == "p"]
    return ["".join(_text(each)) for each in paragraphs]


def _text(element: Element) -> Iterator[str]:
    name = tag_of(element)
    if name in _GONE:
        return
    if name == "t":
        yield element.text or ""
    elif name == "tab":
        yield "\t"
    elif name in {"br", "cr"}:
        yield "\n"
    for child in element:
        yield from _text(child)
