"""What a search compares: the same word typed with or without its accents is the same word."""

from __future__ import annotations

from cadair.foundation.welsh.letters import plain_letters


def search_fold(text: str) -> str:
    """`text` without accents, capitals, invisible marks and differences of apostrophe or space.

    ŵ = w, ŷ = y; U+034F, soft hyphens and joiners vanish. Fold both what is stored and what is
    asked for; the result is never shown.
    """
    return " ".join(plain_letters(text).split())
