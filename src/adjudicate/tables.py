"""Results for people: tables of plain text, figures rounded and set to the right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

Cell = object


def table(title: str, head: Sequence[str], rows: Iterable[Sequence[Cell]], digits: int = 3) -> str:
    """A titled table; a column of numbers is set to the right, None is shown as a dash."""
    shown = [[_text(cell, digits) for cell in row] for row in rows]
    filled = [[*row] for row in rows] if isinstance(rows, Sequence) else []
    is_right = [
        bool(filled) and all(isinstance(row[at], int | float | None) for row in filled)
        for at in range(len(head))
    ]
    widths = [max(len(row[at]) for row in [list(head), *shown]) for at in range(len(head))]
    lines = [
        _line(row, widths, is_right) for row in [list(head), ["-" * w for w in widths], *shown]
    ]
    return "\n".join([title, *lines])


def facts(title: str, found: Mapping[str, Cell], digits: int = 3) -> str:
    """Named figures, one in a line."""
    width = max((len(name) for name in found), default=0)
    return "\n".join(
        [title, *(f"  {name.ljust(width)}  {_text(cell, digits)}" for name, cell in found.items())]
    )


def sentences(title: str, lines: Iterable[str]) -> str:
    """Sentences below a title; nothing at all where there are none."""
    listed = [f"  {line}" for line in lines]
    return "\n".join([title, *listed]) if listed else ""


def _text(cell: Cell, digits: int) -> str:
    if cell is None:
        return "–"
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        figure = f"{cell:.{digits}f}"
        return figure.removeprefix("-") if not float(figure) else figure
    text = str(cell)
    return "".join(each if each.isprintable() else "�" for each in text)


def _line(row: Sequence[str], widths: Sequence[int], is_right: Sequence[bool]) -> str:
    cells = [
        cell.rjust(width) if right else cell.ljust(width)
        for cell, width, right in zip(row, widths, is_right, strict=True)
    ]
    return ("  " + "  ".join(cells)).rstrip()
