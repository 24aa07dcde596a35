"""What was kept long enough: told, or taken away."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from cadair.config.commands import set_up

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_to(commands: Commands) -> None:
    """Add the command."""
    retention = commands.add_parser(
        "retention",
        help="take away what was kept long enough",
        description="The worker does this once a day. By hand it is for a backup that was just "
        "restored, before anybody works with it, and for looking first.",
    )
    retention.add_argument(
        "--dry-run", action="store_true", help="say what would go by each rule, change nothing"
    )
    retention.set_defaults(run=_retention)


def _retention(call: argparse.Namespace) -> int:
    set_up(for_work=True)
    from cadair.retention.queries import due_in_all

    if call.dry_run:
        for rule, number in due_in_all():
            print(f"{number:>7}  {rule.key}: {rule.what} ({rule.term})")
        print("nothing was changed")
        return 0
    for key, number in _gone().items():
        print(f"{number:>7}  {key}")
    print("all of it is gone")
    return 0


def _gone() -> dict[str, int]:
    """Take away batch after batch until nothing is left; how much went by each rule."""
    from cadair.foundation.actors import Actor
    from cadair.retention.actions import forget_due

    whole: dict[str, int] = {}
    while True:
        run = forget_due(by=Actor.operator())
        for key, number in run.gone.items():
            whole[key] = whole.get(key, 0) + number
        if run.is_complete:
            return whole
