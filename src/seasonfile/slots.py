"""The fields of the document's classes as the file sees them: keys, shapes, what may be absent."""

from __future__ import annotations

from dataclasses import MISSING, Field, dataclass, fields
from typing import Any, Final

from seasonfile.shapes import Shape


@dataclass(frozen=True, slots=True)
class Slot:
    """A key of a mapping. `default` is what its absence means; `is_nullable`: null means None."""

    name: str
    shape: Shape
    meaning: str = ""
    is_required: bool = True
    is_nullable: bool = False
    default: Any = None


_KNOWN: Final[dict[type[Any], tuple[Slot, ...]]] = {}


def slots_of(kind: type[Any]) -> tuple[Slot, ...]:
    """The keys of a class of the document, in the order of the file."""
    if kind not in _KNOWN:
        _KNOWN[kind] = tuple(_slot(each) for each in fields(kind))
    return _KNOWN[kind]


def _slot(each: Field[Any]) -> Slot:
    has_default = each.default is not MISSING
    said = each.metadata["is_required"]
    return Slot(
        name=each.name,
        shape=each.metadata["shape"],
        meaning=each.metadata["meaning"],
        is_required=not has_default if said is None else said,
        is_nullable=each.metadata["is_nullable"],
        default=each.default if has_default else None,
    )
