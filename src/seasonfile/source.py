"""From a file or bytes to text that YAML can be read from, and what stands in its way."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from seasonfile.characters import refused_characters, with_one_line_end, without_refused
from seasonfile.problems import Problem, problem

MOST_BYTES: Final = 20_000_000
"""A season of ten thousand nominations stays far below."""

_WIDE_MARKS: Final = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_MOST_BAD_LINES: Final = 100


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a file, or None where it has none to read, and the problems found so far."""

    file: str
    text: str | None
    problems: list[Problem] = field(default_factory=list)


def open_source(source: Path | str | bytes, name: str | None = None) -> Source:
    """The text of the file at a path, or of bytes; nothing is read of a file that is too large."""
    if isinstance(source, bytes):
        return _from_bytes(name or "season file", source)
    path = Path(source)
    file = name or str(source)
    try:
        if not path.is_file():
            code = "not-a-file" if path.exists() else "not-found"
            return Source(file, None, [problem(file, 1, code)])
        size = path.stat().st_size
        if size > MOST_BYTES:
            return Source(file, None, [_too_large(file, size)])
        with path.open("rb") as stream:
            return _from_bytes(file, stream.read(MOST_BYTES + 1))
    except OSError:
        return Source(file, None, [problem(file, 1, "not-readable")])


def _too_large(file: str, size: int) -> Problem:
    return problem(file, 1, "too-large", size=size, most=MOST_BYTES)


def _from_bytes(file: str, data: bytes) -> Source:
    if len(data) > MOST_BYTES:
        return Source(file, None, [_too_large(file, len(data))])
    if data.startswith(_WIDE_MARKS):
        return Source(file, None, [problem(file, 1, "not-utf8-wide")])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Source(file, None, _undecodable(file, data))
    text = with_one_line_end(text)
    refused = refused_characters(text)
    if not refused:
        return Source(file, text)
    problems = [
        problem(file, line, "hidden-characters", characters=", ".join(names))
        for line, names in refused.items()
    ]
    return Source(file, without_refused(text), problems)


def _undecodable(file: str, data: bytes) -> list[Problem]:
    """One problem for each line that is not UTF-8; many at once only say the same."""
    found: list[Problem] = []
    for number, line in enumerate(data.split(b"\n"), start=1):
        try:
            line.decode()
        except UnicodeDecodeError:
            found.append(problem(file, number, "not-utf8"))
        if len(found) == _MOST_BAD_LINES:
            break
    return found
