"""The few forms a letter's text may have: paragraphs, lists, links and things to copy.

A paragraph may run over
several lines; an empty line ends it.

- a list has dashes

    what is indented is to be copied, as a code

https://example.org/on-a-line-of-its-own/ is a link
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH: Final = 72
_BREAK: Final = SafeString("<br>")

Form = Literal["paragraph", "list", "copy", "link"]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, list, link or thing to copy; `lines` are its paragraphs or items."""

    form: Form
    lines: tuple[str, ...]


def blocks_in(text: str) -> Iterator[Block]:
    """The blocks of a text, in order."""
    for part in text.split("\n\n"):
        lines = [line for line in part.split("\n") if line.strip()]
        if lines:
            yield _block(lines)


def _block(lines: list[str]) -> Block:
    bare = tuple(line.strip() for line in lines)
    if all(line.startswith("    ") for line in lines):
        return Block("copy", bare)
    if all(line.startswith("- ") for line in bare):
        return Block("list", tuple(line.removeprefix("- ") for line in bare))
    if len(bare) == 1 and bare[0].startswith(("https://", "http://")) and " " not in bare[0]:
        return Block("link", bare)
    return Block("paragraph", (" ".join(bare),))


def block_as_text(block: Block) -> str:
    """A block as it stands in the plain part; words are never broken, nor are addresses."""
    if block.form == "copy":
        return "\n".join(f"    {line}" for line in block.lines)
    if block.form == "link":
        return block.lines[0]
    bullet = "- " if block.form == "list" else ""
    return "\n".join(
        textwrap.fill(
            line,
            WIDTH,
            initial_indent=bullet,
            subsequent_indent=" " * len(bullet),
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in block.lines
    )


def block_as_html(block: Block) -> SafeString:
    """A block as HTML; everything in it is escaped."""
    if block.form == "copy":
        lines = format_html_join(_BREAK, "{}", ((line,) for line in block.lines))
        return format_html('<p style="font-size:1.5em"><strong>{}</strong></p>', lines)
    if block.form == "link":
        return format_html('<p><a href="{0}">{0}</a></p>', block.lines[0])
    if block.form == "list":
        items = format_html_join("", "<li>{}</li>", ((line,) for line in block.lines))
        return format_html("<ul>{}</ul>", items)
    return format_html("<p>{}</p>", block.lines[0])
