"""Whether marks look like places in a ranking: a mistake that turns an order round (PRO-06)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

FEWEST: Final = 6
"""Among fewer, marks are 1, 2, 3… by chance too often for it to say anything."""


def look_like_ranks(marks: Sequence[int], *, fewest: int = FEWEST) -> bool:
    """Whether the marks are each of 1 to their number once: no judge marks so, a ranking is so."""
    return len(marks) >= fewest and sorted(marks) == list(range(1, len(marks) + 1))
