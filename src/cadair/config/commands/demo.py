"""Commands of the demo: fictional people, a whole season in one go."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cadair.config.commands import set_up

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_to(commands: Commands) -> None:
    """Add the commands of this area."""
    demo = commands.add_parser(
        "demo",
        help="walk a fictional season from its file to published results",
        description="Makes the season file of a fictional season, loads it, and takes every step "
        "with the real actions: open, nominate, check, declare, mark, suggest, decide, confirm, "
        "publish. Works in a database of its own, thrown away afterwards, so that "
        "the demo you look at in the browser stays as it is.",
    )
    demo.add_argument(
        "--write",
        type=Path,
        metavar="FILE",
        help="only write the season file of the whole demo season, and stop",
    )
    demo.set_defaults(run=_demo)


def _demo(call: argparse.Namespace) -> int:
    if call.write is not None:
        import seasonfile
        from cadair.demo.generator import make_season

        call.write.write_bytes(seasonfile.write(make_season(today=date.today())))  # noqa: DTZ011
        print(f"{call.write}: written. Next: cadair season check {call.write}")
        return 0
    from cadair.config.walking import on_a_fresh_database

    with on_a_fresh_database("walk"):
        set_up()
        from cadair.config.server import prepare_database
        from cadair.demo.walk import walk

        prepare_database()
        walk(print=lambda line: print(line, flush=True))
    return 0
