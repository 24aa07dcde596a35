"""Folding thousands of texts for one search: `search_fold`, only faster for what is common."""

from __future__ import annotations

from typing import Final

from cadair.foundation.welsh.letters import plain_letters
from cadair.foundation.welsh.searching import search_fold

_COMMON: Final = (*range(0x21, 0x7F), *range(0xA1, 0x180), *range(0x1E80, 0x1F00), 0x2018, 0x2019)
"""Printable ASCII, the accented letters of Europe (ŵ, Ẁ …) and apostrophes."""
_PLAIN: Final = {code: plain_letters(chr(code)) for code in _COMMON}


def folded(text: str) -> str:
    """The same as `search_fold(text)`."""
    if text.isascii():
        return " ".join(text.lower().replace("`", "'").split())
    plain = text.translate(_PLAIN)
    return " ".join(plain.split()) if plain.isascii() else search_fold(text)
