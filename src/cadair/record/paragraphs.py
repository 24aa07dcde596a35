"""What minutes are made of, before they are any kind of file."""

from __future__ import annotations

from dataclasses import dataclass

from cadair.foundation.bilingual import Language


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a text or a table; `language` where a text is not in that of the minutes."""

    kind: str
    text: str = ""
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    language: Language | None = None


def heading(text: str) -> Block:
    """A heading."""
    return Block("heading", text)


def passage(text: str, language: Language | None = None) -> Block:
    """A text of one or more lines."""
    return Block("text", text, language=language)
