"""Files as people send them: bytes to rows, and every fault with its line and a way out."""

from __future__ import annotations

import csv
import io
import sys
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

if TYPE_CHECKING:
    from _csv import Reader

LARGEST: Final = 1e15
"""Beyond this a number has lost its decimals, and is a slip of the keyboard."""

LONGEST_CELL: Final = 10_000
MOST_FAULTS: Final = 20
"""So many are said at once; the reader mends these, and runs the program again."""

_SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a file: `line` counts from 1, which also stands for all of it."""

    line: int
    what: str
    remedy: str


class Refused(Exception):
    """A file that cannot be used as it is. `str()` has a line `file:line: what, and what to do`
    for each fault."""

    def __init__(self, file: str, faults: Sequence[Fault]) -> None:
        """Keep the faults in the order of their lines."""
        self.file = file
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line))
        super().__init__(
            "\n".join(f"{file}:{each.line}: {each.what}; {each.remedy}" for each in self.faults)
        )


class Misused(Exception):
    """The command was asked for something impossible, whatever the file; `str()` says what."""


def refuse(file: str, line: int, what: str, remedy: str) -> NoReturn:
    """Raise `Refused` for one fault."""
    raise Refused(file, [Fault(line, what, remedy)])


def shown(text: str) -> str:
    """A value of the file as a message repeats it: short, in quotes, nothing invisible in it."""
    visible = "".join(each if each.isprintable() else "�" for each in text[: _SHOWN + 1])
    return f"“{visible[:_SHOWN]}…”" if len(visible) > _SHOWN else f"“{visible}”"


def read_text(path: str) -> str:
    """A file's text, without a byte order mark; `-` reads standard input.

    Raises:
        Refused: there is no such file, it is empty, binary, or not UTF-8.
    """
    raw = _bytes(path)
    if not raw.removeprefix(BOM_UTF8).strip():
        refuse(path, 1, "the file is empty", "check that it was saved, and that it is this one")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        refuse(path, 1, "the file is in UTF-16, not in UTF-8", "save it as CSV in UTF-8")
    if b"\0" in raw or raw.startswith((b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")):
        what = "the file is binary, not text"
        refuse(path, 1, what, "a spreadsheet has to be saved as CSV in UTF-8 first")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = raw.count(b"\n", 0, wrong.start) + 1
        found = f"byte 0x{raw[wrong.start]:02X} in line {line}"
        refuse(path, 1, f"the file is not UTF-8 ({found})", "save it as CSV in UTF-8")


def _bytes(path: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except FileNotFoundError:
        refuse(path, 1, "there is no such file", "check the name and the folder")
    except IsADirectoryError:
        refuse(path, 1, "this is a folder, not a file", "name a file in it")
    except (OSError, ValueError) as wrong:
        why = getattr(wrong, "strerror", None) or "the name is not one of a file"
        refuse(path, 1, f"the file cannot be read ({why})", "check the name and who may read it")


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a CSV file by name, without its blank lines; cells without spaces around.

    `columns` holds the required columns, and the optional ones the file has; all of one length.
    """

    file: str
    columns: Mapping[str, Sequence[str]]
    text: str

    def __len__(self) -> int:
        """How many rows stand below the header."""
        return len(next(iter(self.columns.values())))

    def line(self, row: int) -> int:
        """The line of the file in which a row begins; rows count from 0 below the header."""
        return next(line for at, line in enumerate(_lines(self.text), start=-1) if at == row)

    def lines(self, rows: Iterable[int]) -> dict[int, int]:
        """The lines of several rows, in one reading."""
        wanted = set(rows)
        numbered = enumerate(_lines(self.text), start=-1)
        return {row: line for row, line in numbered if row in wanted}

    def codes(self, column: str) -> tuple[list[int], list[str]]:
        """A column of names as numbers, and the names in the order in which they first stand.

        Raises:
            Refused: a name is empty.
        """
        cells = self.columns[column]
        known: dict[str, int] = {}
        numbered = [known.setdefault(cell, len(known)) for cell in cells]
        if "" in known:
            rows = [row for row, cell in enumerate(cells) if not cell]
            self.refuse(rows, f"there is no {column} in this line", "write one, or leave it out")
        return numbered, list(known)

    def numbers(self, column: str) -> list[float]:
        """A column of numbers, with a point before the decimals.

        Raises:
            Refused: a cell is no number, not finite, or larger than `LARGEST`.
        """
        cells = self.columns[column]
        try:
            found = list(map(float, cells))
        except ValueError:
            found = []
        if len(found) != len(cells) or not _are_plain(found, cells):
            faulty = [(row, *wrong) for row, cell in enumerate(cells) if (wrong := _wrong(cell))]
            self.refuse_each([(row, f"the {column} {what}", then) for row, what, then in faulty])
        return found

    def whole_numbers(self, column: str, least: int = 1) -> list[int]:
        """A column of whole numbers from `least`.

        Raises:
            Refused: a cell is no such number.
        """
        found = self.numbers(column)
        rows = [row for row, each in enumerate(found) if each < least or each != int(each)]
        if rows:
            what = f"the {column} is not a whole number from {least}"
            self.refuse(rows, what, "write a whole number, or leave the line out")
        return [int(each) for each in found]

    def refuse(self, rows: Iterable[int], what: str, remedy: str) -> NoReturn:
        """Raise `Refused` with one sentence for each of these rows."""
        self.refuse_each([(row, what, remedy) for row in rows])

    def refuse_each(self, faults: Sequence[tuple[int, str, str]]) -> NoReturn:
        """Raise `Refused` for rows, each with its own sentence and remedy."""
        some = faults[:MOST_FAULTS]
        lines = self.lines(row for row, _what, _remedy in some)
        raise Refused(self.file, [Fault(lines[row], what, then) for row, what, then in some])


def read_table(path: str, required: Sequence[str], optional: Sequence[str] = ()) -> Table:
    """A CSV file with a header, columns in any order.

    Raises:
        Refused: whatever `read_text` refuses; a column is missing, unknown or there twice; a line
            has more or fewer cells than the header; quotation marks that do not close.
    """
    text = read_text(path)
    header, cells = _plain_cells(text) or _quoted_cells(path, text)
    header = [name.strip().lower() for name in header]
    _check_header(path, header, required, optional)
    columns = [cells[at :: len(header)] for at in range(len(header))]
    stripped = {name: [*map(str.strip, each)] for name, each in zip(header, columns, strict=True)}
    return Table(path, stripped, text)


def _plain_cells(text: str) -> tuple[list[str], list[str]] | None:
    """Header and cells, row after row, of a file without quotation marks, all rows as wide as the
    header; None for any other, which takes the slower way."""
    if '"' in text:
        return None
    lines = [line for line in text.replace("\r\n", "\n").split("\n") if line]
    commas = lines[0].count(",")
    if "\r" in text.replace("\r\n", "\n") or max(map(len, lines)) > LONGEST_CELL:
        return None
    if any(line.count(",") != commas or not line.strip(", \t") for line in lines):
        return None
    header = lines.pop(0).split(",")
    return header, ",".join(lines).split(",") if lines else []


def _quoted_cells(path: str, text: str) -> tuple[list[str], list[str]]:
    rows = _rows(path, text)
    if not rows:
        refuse(path, 1, "there is nothing in the file but commas", "check that it is this one")
    header = rows.pop(0)
    if any(len(row) != len(header) for row in rows):
        _refuse_widths(path, text, len(header))
    return header, [cell for row in rows for cell in row]


def _rows(path: str, text: str) -> list[list[str]]:
    csv.field_size_limit(LONGEST_CELL)
    reader = _reader(text)
    try:
        return [row for row in reader if _holds(row)]
    except csv.Error as wrong:
        what = f"this line cannot be read as CSV ({wrong})"
        remedy = "check its quotation marks, and that its lines and cells are not run together"
        refuse(path, max(reader.line_num, 1), what, remedy)


def _reader(text: str) -> Reader:
    return csv.reader(io.StringIO(text, newline=""), strict=True)


def _holds(row: list[str]) -> bool:
    return any(map(str.strip, row))


def _lines(text: str) -> Iterator[int]:
    """The line in which each row that is not blank begins, the header first."""
    before = 0
    reader = _reader(text)
    for row in reader:
        if _holds(row):
            yield before + 1
        before = reader.line_num


def _check_header(
    path: str, header: Sequence[str], required: Sequence[str], optional: Sequence[str]
) -> None:
    asked = ",".join([*required, *(f"[{name}]" for name in optional)])
    remedy = f"the first line has to name these columns, with commas between: {asked}"
    for name in required:
        if name not in header:
            refuse(path, 1, f"the column “{name}” is missing", remedy)
    for at, name in enumerate(header):
        if name not in (*required, *optional):
            refuse(path, 1, f"the column {shown(name)} is not one of this file’s", remedy)
        if name in header[:at]:
            refuse(path, 1, f"the column “{name}” is there twice", "take one of them out")


def _refuse_widths(path: str, text: str, width: int) -> NoReturn:
    faults: list[Fault] = []
    for row, line in zip(filter(_holds, _reader(text)), _lines(text), strict=True):
        if len(row) != width and len(faults) < MOST_FAULTS:
            what = f"this line has {len(row)} cells, and the header has {width}"
            remedy = "put quotation marks around a cell that holds a comma, and fill every column"
            faults.append(Fault(line, what, remedy))
    raise Refused(path, faults)


def _are_plain(found: Sequence[float], cells: Sequence[str]) -> bool:
    if not found:
        return True
    all_cells = "".join(cells)
    is_plain = all_cells.isascii() and "_" not in all_cells and all(map(isfinite, found))
    return is_plain and max(found) <= LARGEST and min(found) >= -LARGEST


def _wrong(cell: str) -> tuple[str, str] | None:
    """What is wrong with a cell that should hold a number, and what to do."""
    if not cell:
        return "is empty", "write a number, or leave out the line of a mark that was not given"
    try:
        found = float(cell) if cell.isascii() and "_" not in cell else None
    except ValueError:
        found = None
    if found is None:
        remedy = "write the decimals after a point" if "," in cell else "write digits only"
        return f"{shown(cell)} is not a number", remedy
    if not isfinite(found):
        remedy = "write a finite number, or leave out the line of a mark that was not given"
        return f"{shown(cell)} is not a finite number", remedy
    if abs(found) > LARGEST:
        return f"{shown(cell)} is larger than a score can be", "check the digits"
    return None
