"""The tables of keys in the guide to season files, made from the document's own classes.

`python -m tests.seasonfile.key_tables` writes them anew into the guide, between its markers.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from seasonfile import document
from seasonfile.shapes import (
    Answer,
    Both,
    Choice,
    Form,
    Instant,
    ListOf,
    Own,
    PairsOf,
    PartOf,
    Shape,
    Truth,
    Whole,
    Words,
)
from seasonfile.slots import Slot, slots_of

GUIDE: Final = Path(__file__).parents[2] / "docs" / "organisers" / "season-file.md"

TABLES: Final[dict[str, type[Any]]] = {
    name: kind
    for name, kind in vars(document).items()
    if isinstance(kind, type) and (name.endswith("Part") or name == "SeasonDocument")
}
"""Every class that has keys in the file, by name."""

_MARKED: Final = re.compile(r"(<!-- keys of (\w+) -->\n).*?(<!-- end of keys -->)", re.DOTALL)


def key_table(kind: type[Any]) -> str:
    """The keys of a class as a Markdown table: key, what it holds, whether it may be left out."""
    rows = [
        f"| `{slot.name}` | {holds(slot.shape)} | {needed(slot)} | {slot.meaning} |"
        for slot in slots_of(kind)
    ]
    return "\n".join(["| key | holds | needed | meaning |", "|---|---|---|---|", *rows])


def needed(slot: Slot) -> str:
    """Whether a key must be there, and what its absence means where that is a value."""
    if slot.is_required:
        return "yes"
    if isinstance(slot.default, str | bool | int):
        return f"no: `{str(slot.default).lower()}`"
    return "no"


def holds(shape: Shape) -> str:
    """What a key holds, in a few words."""
    match shape:
        case ListOf(of=inner):
            return f"list: {holds(inner)}"
        case PairsOf(of=inner):
            is_answer = isinstance(inner, Answer)
            return f"{'question' if is_answer else 'criterion'}: {holds(inner)}"
        case Choice(words=words):
            return " · ".join(f"`{word}`" for word in words)
        case Whole(lowest=lowest, highest=highest):
            return f"whole number, {lowest} to {highest}"
        case Words(longest=longest, has_lines=has_lines):
            return f"text{' of any lines' if has_lines else ''}, up to {longest}"
        case _:
            return compound(shape)


def compound(shape: Shape) -> str:
    """The same for what has a name of its own in the guide."""
    match shape:
        case Both(of=inner):
            return f"both languages: {holds(inner)}"
        case Own(of=inner):
            return f"own or both languages: {holds(inner)}"
        case Instant(is_vague=is_vague):
            return "moment" if is_vague else "moment, not vague"
        case Form(name=name):
            return name
        case Truth():
            return "`true` or `false`"
        case _:
            assert isinstance(shape, PartOf | Answer)
            is_part = isinstance(shape, PartOf)
            return "keys, see below" if is_part else "text, a list of texts, or a list of rows"


def with_tables(guide: str) -> str:
    """The guide with every table as it should be."""
    return _MARKED.sub(
        lambda found: f"{found[1]}\n{key_table(TABLES[found[2]])}\n\n{found[3]}", guide
    )


def documented(guide: str) -> list[str]:
    """The classes that have a table in the guide."""
    return [found[2] for found in _MARKED.finditer(guide)]


if __name__ == "__main__":
    GUIDE.write_text(with_tables(GUIDE.read_text(encoding="utf-8")), encoding="utf-8")
