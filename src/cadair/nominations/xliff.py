"""The file that translation programs read: XLIFF 1.2 written, XLIFF 1.2 and 2 read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape, quoteattr

from cadair.nominations.exchange import (
    MOST_TEXTS,
    Row,
    Sheet,
    Unit,
    parsed,
    tag_of,
    text_inside,
    unreadable,
    writable,
)

CONTENT_TYPE: Final = "application/xliff+xml"
ENDING: Final = ".xlf"

_ASIDE: Final = frozenset({"note", "alt-trans", "ignorable"})


def written(sheet: Sheet) -> bytes:
    """The sheet as a file; what is translated already stands in it."""
    return "".join(_document(sheet)).encode()


def _document(sheet: Sheet) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n'
    yield (
        f'<file original={_value(sheet.code)} datatype="plaintext"'
        f' source-language="{sheet.source_language}" target-language="{sheet.target_language}">\n'
    )
    yield f"<header><note>{_text(sheet.title)}</note><note>{_text(sheet.note)}</note></header>\n"
    yield "<body>\n"
    for group, units in groupby(sheet.units, key=lambda unit: unit.group):
        yield f"<group resname={_value(group)}>\n"
        for unit in units:
            yield _unit(sheet, unit)
        yield "</group>\n"
    yield "</body>\n</file>\n</xliff>\n"


def _unit(sheet: Sheet, unit: Unit) -> str:
    state = "translated" if unit.target else "needs-translation"
    return (
        f'<trans-unit id={_value(unit.number)} xml:space="preserve">\n'
        f'<source xml:lang="{sheet.source_language}">{_text(unit.source)}</source>\n'
        f'<target xml:lang="{sheet.target_language}" state="{state}">{_text(unit.target)}'
        f"</target>\n<note>{_text(unit.label)}</note>\n</trans-unit>\n"
    )


def _text(text: str) -> str:
    return escape(writable(text))


def _value(text: str) -> str:
    return quoteattr(writable(text))


def read(data: bytes) -> list[Row]:
    """Every text in the file with its translation.

    Raises:
        UnreadableFile: it is no XLIFF, or has more texts than a batch can have.
    """
    root = parsed(data)
    if tag_of(root) != "xliff":
        raise unreadable()
    rows = [_row(each) for each in root.iter() if tag_of(each) in {"trans-unit", "unit"}]
    if len(rows) > MOST_TEXTS:
        raise unreadable()
    return rows


def _row(unit: Element) -> Row:
    return Row(unit.get("id", "").strip(), _side(unit, "source"), _side(unit, "target"))


def _side(unit: Element, name: str) -> str:
    """One side of a unit: of XLIFF 1.2 its own child, of XLIFF 2 those of its segments."""
    parts = [each for each in unit if tag_of(each) == name]
    parts += [
        part for each in unit if tag_of(each) == "segment" for part in each if tag_of(part) == name
    ]
    return "".join(text for part in parts for text in text_inside(part, _ASIDE))
