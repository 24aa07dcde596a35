"""Somebody's name and addresses, found in any text however they are written there.

Values in, values out. A name is found in capitals or without them, with or without accents, over
the end of a line, and in what programs make of it: the name of a file, the word of an address.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from cadair.foundation.welsh.text import clean_line

SHORTEST: Final = 3
"""A name of fewer letters would be found in half of all sentences."""

_BETWEEN: Final = r"[\s._’'‘,‐‑–-]+"
_APOSTROPHE: Final = "[’'‘ʼ-]?"
_ACCENTED: Final = tuple(map(chr, (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))))


def _like(letter: str) -> str:
    """A letter, with whatever stands upon it."""
    base = unicodedata.normalize("NFD", letter)[0].lower()
    others = [each for each in _ACCENTED if unicodedata.normalize("NFD", each)[0].lower() == base]
    inside = "".join(re.escape(each) for each in {letter, base, *others})
    return f"[{inside}][\u0300-\u036f]*"


def _word(word: str) -> str:
    return "".join(map(_letter, unicodedata.normalize("NFC", word)))


def _letter(letter: str) -> str:
    if letter in "’'‘ʼ":
        return _APOSTROPHE
    return _like(letter) if letter.isalpha() else re.escape(letter)


def _of_name(name: str) -> str:
    return _BETWEEN.join(_word(word) for word in re.split(r"[\s_.-]+", name) if word)


@dataclass(frozen=True)
class Named:
    """Somebody as they are called, in every way in which it is written, and their addresses."""

    names: tuple[str, ...]
    addresses: tuple[str, ...] = ()

    @classmethod
    def of(cls, names: Iterable[str], addresses: Iterable[str] = ()) -> Named:
        """Cleaned, the longest first, each once; what is too short to be looked for is left out."""
        known = {clean_line(each) for each in names}
        told = {clean_line(each).casefold() for each in addresses}
        return cls(
            tuple(sorted((each for each in known if _letters(each) >= SHORTEST), key=_by_length)),
            tuple(sorted((each for each in told if "@" in each), key=_by_length)),
        )

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        ways = [*map(re.escape, self.addresses), *map(_of_name, self.names)]
        return re.compile(rf"(?<![^\W_])(?:{'|'.join(ways)})(?![^\W_])", re.IGNORECASE)

    def __bool__(self) -> bool:
        return bool(self.names or self.addresses)

    def stands_in(self, value: Any) -> bool:
        """Whether they are named anywhere in a value of a column: text, or lists and pairs."""
        if isinstance(value, str):
            return bool(self) and self._pattern.search(value) is not None
        if isinstance(value, list):
            return any(map(self.stands_in, value))
        return isinstance(value, dict) and any(map(self.stands_in, value.values()))

    def is_called(self, name: str) -> bool:
        """Whether a name is theirs and nothing else."""
        return bool(self.names) and self._pattern.fullmatch(clean_line(name)) is not None

    def has_address(self, address: str) -> bool:
        """Whether an address is theirs."""
        return clean_line(address).casefold() in self.addresses

    def replaced(self, value: Any, mark: str) -> Any:
        """The value with a mark wherever they are named; keys of pairs stay as they are."""
        if isinstance(value, str):
            return self._pattern.sub(_always(mark), value) if self else value
        if isinstance(value, list):
            return [self.replaced(each, mark) for each in value]
        if isinstance(value, dict):
            return {key: self.replaced(each, mark) for key, each in value.items()}
        return value


def _letters(name: str) -> int:
    return sum(map(str.isalnum, name))


def _by_length(text: str) -> tuple[int, str]:
    return -len(text), text


def _always(mark: str) -> Callable[[re.Match[str]], str]:
    return lambda _found: mark
