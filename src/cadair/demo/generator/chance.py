"""Chance that repeats itself: one stream per purpose, so that a change here moves nothing there."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def stream(seed: int, purpose: str) -> random.Random:
    """Numbers for one purpose; the same seed and purpose always give the same ones."""
    # Demo data, not secrets: it has to be repeatable.
    return random.Random(f"{seed}:{purpose}")  # noqa: S311  # nosec B311


class Deck:
    """Draws from lists so that nothing is drawn again while something else waits."""

    def __init__(self, numbers: random.Random) -> None:
        """Draw by `numbers`."""
        self._numbers = numbers
        self._drawn: Counter[str] = Counter()

    def draw(self, cards: Sequence[str]) -> str:
        """One of those drawn least often so far.

        Raises:
            IndexError: there are no cards.
        """
        fewest = min((self._drawn[card] for card in cards), default=0)
        card = self._numbers.choice([card for card in cards if self._drawn[card] == fewest])
        self._drawn[card] += 1
        return card
