"""What a search compares: the same word typed with or without its accents is the same word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cadair.foundation.welsh.letters import plain_letters
from cadair.foundation.welsh.mutations import aspirate, nasal, soft

_COMMON: Final = (*range(0x21, 0x7F), *range(0xA1, 0x180), *range(0x1E80, 0x1F00), 0x2018, 0x2019)
"""Printable ASCII, the accented letters of Europe (ŵ, Ẁ …) and apostrophes."""
_PLAIN: Final = {code: plain_letters(chr(code)) for code in _COMMON}
SHORTEST_MUTATED: Final = 4
"""A shorter word would be found in half of all words once its first letter changes."""


def search_fold(text: str) -> str:
    """`text` without accents, capitals, invisible marks and differences of apostrophe or space.

    ŵ = w, ŷ = y; U+034F, soft hyphens and joiners vanish. Fold both what is stored and what is
    asked for; the result is never shown.
    """
    # Thousands of texts are folded for one list: what is common takes a short way.
    if text.isascii():
        return " ".join(text.lower().replace("`", "'").split())
    plain = text.translate(_PLAIN)
    return " ".join((plain if plain.isascii() else plain_letters(text)).split())


def asked_forms(text: str) -> Iterator[tuple[str, ...]]:
    """For each word that is looked for, folded, the forms in which it may stand.

    A Welsh word begins differently after many others: who looks for Caerdydd means Nghaerdydd too
    (PUB-13). One form that lies within another is found with it and left out.
    """
    for word in search_fold(text).split():
        forms = {word}
        if len(word) >= SHORTEST_MUTATED and word.isalpha():
            forms |= {change(word) for change in (soft, nasal, aspirate)}
        yield tuple(sorted(f for f in forms if not any(o != f and o in f for o in forms)))
