"""The command that makes a judging record."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from cadair.config.commands import set_up

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_to(commands: Commands) -> None:
    """Add the command of this area."""
    explained = "write the judging record of a season to a file that an outsider can check"
    made = commands.add_parser("record", help=explained, description=explained)
    made.add_argument("key", metavar="SEASON", help="the key of the season, as in its file")
    made.add_argument(
        "--version",
        choices=["public", "foi", "full"],
        default="full",
        help="public: no personal data; foi: judges by seat, no names; full (default): everything",
    )
    made.add_argument("--to", type=Path, required=True, metavar="FILE", help="the file to write")
    made.set_defaults(run=_record)


def _record(call: argparse.Namespace) -> int:
    set_up(for_work=True)
    from cadair.foundation.actors import Actor
    from cadair.record.actions import export_record
    from cadair.record.states import RecordVersion
    from cadair.seasons.queries import season_by_key
    from cadair.web.staff.record.papers import typesetter

    bundle = export_record(
        season=season_by_key(call.key),
        version=RecordVersion(call.version),
        by=Actor.operator(),
        typesetter=typesetter,
    )
    call.to.write_bytes(bundle.content)
    print(f"{call.to}: written. SHA-256 {bundle.sha256}")
    print(f"Check it: python3 verify_record.py {call.to} (the program lies in it)")
    return 0
