"""Keys that a file has and the format does not: a slip of the pen, or a total."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import Final

_TOTALS: Final = frozenset(
    {
        "award_count",
        "awards",
        "awards_total",
        "by_kind",
        "count",
        "counts",
        "number_of_awards",
        "stated_totals",
        "sum",
        "total",
        "total_awards",
        "totals",
        "winners",
    }
)


def typed_total(key: str) -> bool:
    """Whether a key that the format does not know looks like a total of the awards."""
    return key.lower().replace("-", "_") in _TOTALS


def nearest(key: str, allowed: Sequence[str]) -> str:
    """The allowed key that was probably meant, or an empty text."""
    found = difflib.get_close_matches(key[:80], allowed, n=1, cutoff=0.75)
    return found[0] if found else ""
