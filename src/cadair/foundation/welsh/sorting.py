"""Alphabetical order in Welsh and English as one stored binary key (WEL-21).

The Welsh alphabet has letters of two characters (ch, dd, ff, ng, ll, ph, rh, th) that have their
own place: Llandudno stands after Lymington, Chwilog after Cyncoed. A database knows nothing of
this, and collations differ from server to server; so every name is stored with a key whose bytes,
compared one after the other (SQLite BLOB, PostgreSQL bytea), give the order of its language.

A key has four levels, each closed by a zero byte, as in the Unicode Collation Algorithm:
letters, accents, capitals, and the text itself, so that two different texts never tie. The letters
"n" and "g" of Bangor are not the letter "ng": an editor puts U+034F (or a soft hyphen U+00AD, or
U+200C) between them, which this module, and nothing a reader sees, takes note of.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from cadair.foundation.bilingual import Language
from cadair.foundation.welsh.letters import (
    DRAWN_DIFFERENTLY,
    ENGLISH_ALPHABET,
    FALSE_DIGRAPH_MARK,
    WELSH_ALPHABET,
)

DIGITS_HEADING: Final = "0–9"
SYMBOLS_HEADING: Final = "#"

_RANKS: Final[dict[Language, dict[str, int]]] = {
    "cy": {letter: rank for rank, letter in enumerate(WELSH_ALPHABET, 0x40)},
    "en": {letter: rank for rank, letter in enumerate(ENGLISH_ALPHABET, 0x40)},
}
_DRAWN: Final = 0x100000
"""Lifts a letter drawn differently above every accent: ô before ø."""
_SPACE: Final = b"\x02"
_PUNCTUATION: Final = b"\x03"
_FIRST_DIGIT: Final = 0x10
_OTHER_ALPHABETS: Final = b"\xf0"


@dataclass(frozen=True, slots=True)
class _Element:
    """One thing that has a place in the order: a letter, a digit, a space or a sign."""

    heading: str
    letters: bytes
    accents: bytes
    capital: bytes


def sort_key_cy(text: str) -> bytes:
    """The place of `text` in a Welsh list; compare byte by byte."""
    return _key(text, "cy")


def sort_key_en(text: str) -> bytes:
    """The place of `text` in an English list; compare byte by byte."""
    return _key(text, "en")


def sort_key(text: str, language: Language) -> bytes:
    """`sort_key_cy` or `sort_key_en`."""
    return _key(text, language)


def index_letter(text: str, language: Language) -> str:
    """The heading under which `text` stands in an A–Z index: “Ll”, “W” (for Ŵ), “0–9”, “#”.

    Headings follow the order of the keys, so that each heading occurs once in a sorted list.
    """
    for element in _elements(text, language):
        return element.heading
    return SYMBOLS_HEADING


def _key(text: str, language: Language) -> bytes:
    elements = list(_elements(text, language))
    return b"\x00".join(
        (
            b"".join(element.letters for element in elements),
            b"".join(element.accents for element in elements),
            b"".join(element.capital for element in elements),
            unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass"),
        )
    )


def _elements(text: str, language: Language) -> Iterator[_Element]:
    characters = unicodedata.normalize("NFD", text)
    position = 0
    while position < len(characters):
        if _is_ignored(characters[position]):
            position += 1
            continue
        length = 2 if _is_digraph(characters[position : position + 2], language) else 1
        symbol = characters[position : position + length]
        position += length
        accents = ""
        while position < len(characters) and _is_accent(characters[position]):
            accents += characters[position]
            position += 1
        yield from _elements_of(symbol, accents, language)


def _is_digraph(pair: str, language: Language) -> bool:
    """Two characters that are one letter; “lL” is not, it is where two words meet (MalLtd)."""
    has_inner_capital = pair[:1].islower() and pair[1:].isupper()
    return len(pair) == 2 and pair.lower() in _RANKS[language] and not has_inner_capital


def _is_ignored(character: str) -> bool:
    """Marks that are not seen: format characters, and accents that stand on nothing."""
    return (
        unicodedata.category(character) == "Cf"
        or unicodedata.combining(character) != 0
        or (character == FALSE_DIGRAPH_MARK)
    )


def _is_accent(character: str) -> bool:
    return unicodedata.combining(character) != 0


def _elements_of(symbol: str, accents: str, language: Language) -> Iterator[_Element]:
    capital = b"\x01" if symbol == symbol.lower() else b"\x02"
    folded = symbol.casefold()
    spelling = DRAWN_DIFFERENTLY.get(folded)
    marks = accents + (chr(_DRAWN + ord(symbol)) if spelling else "")
    for letter in _letters(spelling or folded, language):
        heading, place = _place(letter, language)
        yield _Element(heading, place, _accent_bytes(marks), capital)
        marks = ""


def _letters(folded: str, language: Language) -> tuple[str, ...]:
    """A digraph is one letter; a symbol that folds to several characters (ß) is several."""
    return (folded,) if folded in _RANKS[language] else tuple(folded)


def _accent_bytes(marks: str) -> bytes:
    """No accent sorts before any; each is closed so that the next letter's cannot be mistaken."""
    return b"".join(b"\x02" + ord(mark).to_bytes(3, "big") for mark in marks) + b"\x01"


def _place(letter: str, language: Language) -> tuple[str, bytes]:
    rank = _RANKS[language].get(letter)
    if rank is not None:
        return letter.capitalize(), bytes([rank])
    if letter.isdigit():
        return DIGITS_HEADING, bytes([_FIRST_DIGIT + unicodedata.digit(letter)])
    if letter.isspace():
        return SYMBOLS_HEADING, _SPACE
    if letter.isalpha():
        return letter.upper(), _OTHER_ALPHABETS + ord(letter).to_bytes(3, "big")
    return SYMBOLS_HEADING, _PUNCTUATION
