"""Texts on their way to a translator and back: values in, values out; nothing here knows a table.

A text has a number, the code of its batch and its place in it: `3fa9c1d2-7`. A file that comes
back is read with care: no entity, no declaration of a document type, no more than is allowed.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import LANGUAGES, Language
from cadair.foundation.refusals import Refusal
from cadair.nominations.states import RedactionReason

MOST_BYTES: Final = 5_000_000
MOST_TEXTS: Final = 5_000
DEEPEST: Final = 100
MOST_ELEMENTS: Final = 500_000

_NUMBER: Final = re.compile(r"([0-9a-f]{8})-([0-9]{1,5})")
_UNWRITABLE: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class UnreadableFile(Refusal):
    """The bytes are no file from which translations can be read."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One text to translate: its number, what it is, its words, the translation there is."""

    number: str
    group: str
    label: str
    source: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a translator is given; `title`, `note` and `labels` are for people."""

    code: str
    title: str
    note: str
    source_language: Language
    target_language: Language
    labels: tuple[str, str, str]
    units: Sequence[Unit]


@dataclass(frozen=True, slots=True)
class Row:
    """One text as it came back."""

    number: str
    source: str
    target: str


@dataclass(slots=True)
class Returned:
    """What a file brings: texts by number, and the numbers of those that bring nothing.

    `changed` have another original than ours, `marks` lost a mark or gained one; these two are
    not taken in, nor is what is `missing` or stands there `twice`.
    """

    texts: dict[str, str] = field(default_factory=dict)
    empty: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)

    @property
    def is_fit(self) -> bool:
        """Nothing in it has to be put right by the translator."""
        return not (self.marks or self.missing or self.twice)


def writable(text: str) -> str:
    """The text without what XML cannot hold."""
    return _UNWRITABLE.sub("", text)


def part_of(packed: zipfile.ZipFile, name: str, most: int) -> bytes:
    """A part of a zip unpacked, and never more than one byte beyond `most` of it.

    Only the two ways of packing that office programs use: of the others Python unpacks all that
    was read before it looks at how much was asked for.

    Raises:
        NotImplementedError: it is packed in another way.
    """
    if packed.getinfo(name).compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise NotImplementedError(name)
    with packed.open(name) as part:
        return part.read(most + 1)


def tag_of(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def parsed(data: bytes) -> Element:
    """The root of an XML document that declares nothing of its own.

    Raises:
        UnreadableFile: it is no XML, has a document type or entities, or is too deep or too large.
    """
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    depth = count = 0

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > DEEPEST or count > MOST_ELEMENTS:
            raise unreadable()
        builder.start(name, dict(attributes))

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(name)

    def refuse(*_declared: object) -> None:
        raise unreadable()

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)  # noqa: FBT003
        return builder.close()
    except (expat.ExpatError, AssertionError, LookupError, ValueError) as error:
        raise unreadable() from error


def unreadable() -> UnreadableFile:
    """For a file that is something else."""
    return UnreadableFile(
        "file-unreadable",
        _(
            "This file cannot be read. Return the one that you downloaded here: Word (.docx) or "
            "XLIFF (.xlf)."
        ),
    )


def marks_in(text: str, language: Language) -> Counter[str]:
    """How often each mark of a language stands in a text."""
    found = ((reason, text.count(mark)) for reason, mark in _marks(language).items())
    return Counter({reason: number for reason, number in found if number})


def _marks(language: Language) -> dict[str, str]:
    with translation.override(language):
        return {each.value: f"[{each.label}]" for each in RedactionReason}


def with_own_marks(text: str, language: Language) -> str:
    """A translation in which marks that were left in the other language stand in its own."""
    own = _marks(language)
    for other in LANGUAGES:
        if other != language:
            for reason, mark in _marks(other).items():
                text = text.replace(mark, own[reason])
    return text


def keeps_marks(source: str, target: str, source_language: Language, language: Language) -> bool:
    """Whether a translation has the same marks as often as its original (PRI-06)."""
    return marks_in(source, source_language) == marks_in(with_own_marks(target, language), language)


def checked(sheet: Sheet, rows: Sequence[Row]) -> Returned:
    """What of the rows fits the sheet, and what is wrong with the others.

    Raises:
        UnreadableFile: no row has a number as we write them.
        Refusal: the rows are of another batch.
    """
    numbers = [row.number for row in rows if _NUMBER.fullmatch(row.number)]
    if not numbers:
        raise unreadable()
    if any(not number.startswith(f"{sheet.code}-") for number in numbers):
        raise Refusal(
            "another-batch",
            _("This file belongs to another order. Return the one that you downloaded here."),
        )
    found = Returned(twice=[each for each, times in Counter(numbers).items() if times > 1])
    by_number = {row.number: row for row in rows}
    for unit in sheet.units:
        _sort_in(found, sheet, unit, by_number.get(unit.number))
    return found


def _sort_in(found: Returned, sheet: Sheet, unit: Unit, row: Row | None) -> None:
    if row is None:
        found.missing.append(unit.number)
    elif unit.number in found.twice:
        return
    elif _squeezed(row.source) != _squeezed(unit.source):
        found.changed.append(unit.number)
    elif not row.target.strip():
        found.empty.append(unit.number)
    else:
        target = with_own_marks(row.target, sheet.target_language)
        if keeps_marks(unit.source, target, sheet.source_language, sheet.target_language):
            found.texts[unit.number] = target
        else:
            found.marks.append(unit.number)


def _squeezed(text: str) -> str:
    return " ".join(writable(text).split())


def text_inside(element: Element, skipped: frozenset[str] = frozenset()) -> Iterator[str]:
    """The text of an element and of what is in it, without the elements called `skipped`."""
    if element.text:
        yield element.text
    for child in element:
        if tag_of(child) not in skipped:
            yield from text_inside(child, skipped)
        if child.tail:
            yield child.tail
