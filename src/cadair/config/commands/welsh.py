"""Commands for whoever signs off the Welsh."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from cadair.config.commands import set_up

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_to(commands: Commands) -> None:
    """Add the commands of this area."""
    welsh = commands.add_parser("welsh", help="the Welsh of the interface, for a translator")
    steps = welsh.add_subparsers(metavar="STEP", required=True)
    sheet = steps.add_parser(
        "review-sheet",
        help="write every Welsh text of the interface beside its English, with its state",
    )
    sheet.add_argument("file", type=Path, help="the sheet to write (CSV, opens in Excel)")
    sheet.set_defaults(run=_review_sheet)


def _review_sheet(call: argparse.Namespace) -> int:
    set_up()
    from cadair.foundation.review import write_sheet

    count = write_sheet(call.file)
    print(f"{call.file}: {count}")
    return 0
