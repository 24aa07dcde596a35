"""Cells of files for a spreadsheet: what people wrote is shown and never run (SEC-15)."""

from __future__ import annotations

from typing import Final

FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "\0")
"""What a spreadsheet may take for the beginning of a formula, full-width signs too."""


def guarded(cell: str) -> str:
    """The cell, with an apostrophe before what could be a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) or cell.lstrip().startswith(FORMULA) else cell
