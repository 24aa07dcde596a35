"""Which characters a text may have, and the one form in which it is kept.

The rule is that of `cadair.foundation.welsh.text`, so that loading changes nothing; a test compares
the two.
"""

from __future__ import annotations

import unicodedata
from typing import Final

import regex

_LINE_ENDS: Final = regex.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_REFUSED: Final = regex.compile(
    # The flags of Wales, Scotland and England are made of hidden tags: these alone may stay.
    r"\U0001F3F4[\U000E0061-\U000E007A]+\U000E007F(*SKIP)(*FAIL)"
    r"|[[\p{Cc}\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}\u2028\u2029]--[\n\t\u00ad\u034f\u200c\u200d]]",
    flags=regex.VERSION1,
)


def refused_characters(text: str) -> dict[int, tuple[str, ...]]:
    """The characters that no text may have, by line (from 1), each once with its number and name.

    Control characters, lone surrogates, and those that change the direction of writing: with them
    one word can be made to read as another.
    """
    if text.isascii() and text.isprintable():
        return {}
    found: dict[int, dict[str, None]] = {}
    line, position = 1, 0
    for match in _REFUSED.finditer(text):
        line += text.count("\n", position, match.start())
        position = match.start()
        found.setdefault(line, {})[_described(match[0])] = None
    return {line: tuple(names) for line, names in found.items()}


def without_refused(text: str) -> str:
    """`text` with U+FFFD for each character that no text may have."""
    return _REFUSED.sub("\ufffd", text)


def visible(text: str) -> str:
    """`text` with every character that no text may have written out as ⟨U+202E⟩."""
    return _REFUSED.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)


def kept(text: str) -> str:
    """`text` as it is kept: NFC, no space at the end of a line, none around the text."""
    text = unicodedata.normalize("NFC", text)
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def kept_line(text: str) -> str:
    """`kept` for a text of one line: every run of white space is one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def with_one_line_end(text: str) -> str:
    """`text` with line feeds for every kind of line end but those that are hidden characters."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _described(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()
