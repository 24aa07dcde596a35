"""The letters of both languages, and how a letter looks without what is written above it."""

from __future__ import annotations

import unicodedata
from typing import Final

WELSH_ALPHABET: Final = (
    *("a", "b", "c", "ch", "d", "dd", "e", "f", "ff", "g", "ng", "h", "i", "j", "k", "l", "ll"),
    *("m", "n", "o", "p", "ph", "q", "r", "rh", "s", "t", "th", "u", "v", "w", "x", "y", "z"),
)
"""The 29 letters of Welsh, with k, q, v, x, z of borrowed words and names where they are usual."""

ENGLISH_ALPHABET: Final = tuple("abcdefghijklmnopqrstuvwxyz")

FALSE_DIGRAPH_MARK: Final = "\u034f"
"""Put between two letters that only look like one: Ban + mark + gor."""

DRAWN_DIFFERENTLY: Final = {
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ħ": "h",
    "ı": "i",
    "æ": "ae",
    "œ": "oe",
}
"""Letters of names that Unicode does not take apart into a letter and an accent."""

_APOSTROPHES: Final = str.maketrans(dict.fromkeys("’‘ʼʹ`´", "'"))


def plain_letters(text: str) -> str:
    """`text` in small letters without accents, invisible marks and kinds of apostrophe: ŵ → w."""
    folded = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).casefold()
    folded = unicodedata.normalize("NFKD", folded)
    return "".join(DRAWN_DIFFERENTLY.get(c, c) for c in folded if not _is_unseen(c))


def _is_unseen(character: str) -> bool:
    category = unicodedata.category(character)
    return category == "Cf" or category.startswith("M")
