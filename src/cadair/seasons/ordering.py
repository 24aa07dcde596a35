"""Lists in an order of their own: moving a row up or down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar


class Placed(Protocol):
    """A row with a place."""

    pk: int
    position: int

    def save(self, *, update_fields: list[str]) -> None:
        """Keep it."""


Row = TypeVar("Row", bound=Placed)


def moved(rows: Sequence[Row], row: Row, *, is_up: bool) -> list[Row]:
    """The rows with `row` one place further up or down; at the end of the list as they were."""
    here = next(place for place, each in enumerate(rows) if each.pk == row.pk)
    there = max(0, min(len(rows) - 1, here + (-1 if is_up else 1)))
    ordered = list(rows)
    ordered.insert(there, ordered.pop(here))
    return ordered


def settle(rows: Sequence[Row]) -> None:
    """Number the rows as they stand; part of an action."""
    for place, row in enumerate(rows):
        if row.position != place:
            row.position = place
            row.save(update_fields=["position"])
