"""From the document to the one canonical file: the same document is always the same bytes."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from typing import Any, Final

from seasonfile.arranging import arranged
from seasonfile.characters import kept, kept_line, refused_characters
from seasonfile.document import Moment, OwnText, SeasonDocument, Text
from seasonfile.shapes import (
    DATE,
    LABEL,
    TIME,
    Answer,
    Both,
    Choice,
    Instant,
    ListOf,
    Own,
    PairsOf,
    PartOf,
    Shape,
    Words,
)
from seasonfile.slots import slots_of

# Begins with a letter, and has nothing in it that would end the text or begin a comment.
_PLAIN: Final = re.compile(r"(?:[^\W\d_])(?:[^\t\n:# ]|:(?! |$)|#| (?![ #]))*(?<! )")
_NOT_PLAIN: Final = frozenset(
    ("null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf")
)
_ANY_CHOICE: Final = Choice(())

Lines = list[str]


def write(document: SeasonDocument) -> bytes:
    """The document as canonical YAML in UTF-8.

    Block style, two spaces, keys in the order of the classes, nothing that is its default, texts of
    several lines as literal blocks, quotes only where needed. Texts are kept in NFC, without space
    at the ends of lines.
    """
    return "".join(f"{line}\n" for line in _part(arranged(document))).encode(errors="replace")


def sha256(document: SeasonDocument) -> str:
    """SHA-256 of the canonical file: 64 hexadecimal digits."""
    return hashlib.sha256(write(document)).hexdigest()


def _part(part: object) -> Lines:
    lines: Lines = []
    for slot in slots_of(type(part)):
        value = getattr(part, slot.name)
        if slot.is_required or value != slot.default:
            lines += _keyed(slot.name, slot.shape, value)
    return lines


def _keyed(key: str, shape: Shape, value: Any) -> Lines:
    """A key with its value: on the same line, or indented below it; lists stand under their key."""
    match shape:
        case ListOf(of=inner):
            return [f"{key}:", *_items(inner, value)] if value else [f"{key}: []"]
        case Answer(of=inner):
            return _keyed(key, _shape_of_answer(inner, value), value)
        case Both() | Own() | Instant() | PartOf() | PairsOf():
            return _nested(key, _mapping(shape, value))
        case _:
            return _scalar_lines(f"{key}:", shape, value)


def _shape_of_answer(words: Words, value: Any) -> Shape:
    """The shape that an answer has: text, texts or rows."""
    if isinstance(value, str):
        return words
    has_rows = any(isinstance(item, tuple) for item in value)
    return ListOf(PairsOf(words) if has_rows else words)


def _nested(key: str, inner: Lines) -> Lines:
    return [f"{key}:", *_indented(inner)] if inner else [f"{key}: {{}}"]


def _indented(lines: Iterable[str]) -> Lines:
    return [f"  {line}" if line else "" for line in lines]


def _items(shape: Shape, values: Iterable[Any]) -> Lines:
    lines: Lines = []
    for value in values:
        if isinstance(shape, Both | Own | PartOf | PairsOf):
            first, *rest = _indented(_mapping(shape, value)) or ["  {}"]
            lines += [f"- {first[2:]}", *rest]
        else:
            lines += _scalar_lines("-", shape, value)
    return lines


def _mapping(shape: Shape, value: Any) -> Lines:
    match shape, value:
        case PairsOf(of=inner), pairs:
            return [line for key, item in pairs for line in _keyed(_quoted(key), inner, item)]
        case ((Both(of=side) | Own(of=side)), Text(cy=cy, en=en)):
            return [*_keyed("cy", side, cy), *_keyed("en", side, en)]
        case Own(of=own), OwnText(text=text, language=language):
            return [*_keyed("text", own, text), *_keyed("language", _ANY_CHOICE, language)]
        case Instant(), Moment():
            return _moment(value)
        case _:
            return _part(value)


def _moment(moment: Moment) -> Lines:
    if moment.at is not None:
        return _keyed("at", TIME, moment.at)
    if moment.on is not None:
        return _keyed("on", DATE, moment.on)
    return [] if moment.text is None else _keyed("text", Both(LABEL), moment.text)


def _scalar_lines(start: str, shape: Shape, value: Any) -> Lines:
    if value is None:
        return [f"{start} null"]
    if isinstance(value, bool):
        return [f"{start} {'true' if value else 'false'}"]
    if isinstance(value, int):
        return [f"{start} {value}"]
    has_lines = isinstance(shape, Words) and shape.has_lines
    text = kept(value) if has_lines else kept_line(value)
    if "\n" not in text or refused_characters(text):
        return [f"{start} {_quoted(text)}"]
    return [f"{start} |-", *_indented(text.split("\n"))]


def _quoted(text: str) -> str:
    """A text of one line as it stands after a key: in quotes only where YAML would misread it."""
    if refused_characters(text):
        return json.dumps(text)
    if _PLAIN.fullmatch(text) and text.lower() not in _NOT_PLAIN:
        return text
    if "\\" not in text and '"' not in text and "\t" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"
