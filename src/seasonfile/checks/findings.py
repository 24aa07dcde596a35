"""What a check finds: a code, where in the document, and the facts of the message."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from seasonfile.nodes import Step

Path = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not hang together.

    `path` leads to the value; `first`, where there is one, to the value it repeats or contradicts:
    its line becomes the fact `first`.
    """

    code: str
    path: Path
    facts: dict[str, str | int]
    first: Path | None = None


Findings = Iterator[Finding]


def found(code: str, *path: Step, first: Path | None = None, **facts: str | int) -> Finding:
    """A finding at `path`."""
    return Finding(code, path, facts, first)
