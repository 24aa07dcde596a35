"""What was kept long enough: told, or taken away."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
    retention.add_argument(
        "--erased",
        action="store_true",
        help="print who was taken out on request, by references alone: keep it beside backups",
    )
    retention.add_argument(
        "--again",
        metavar="FILE",
        type=Path,
        help="take out once more whoever stands in such a list and came back with a backup",
    )
    retention.set_defaults(run=_retention)


def _retention(call: argparse.Namespace) -> int:
    set_up(for_work=True)
    from cadair.retention.queries import due_in_all

    if call.erased:
        print(json.dumps(_erased(), indent=1))
        return 0
    if call.again:
        return _again(call.again)
    if call.dry_run:
        for rule, number in due_in_all():
            print(f"{number:>7}  {rule.key}: {rule.what} ({rule.term})")
        print("nothing was changed")
        return 0
    for key, number in _gone().items():
        print(f"{number:>7}  {key}")
    print("all of it is gone")
    return 0


def _erased() -> list[dict[str, Any]]:
    from cadair.retention.persons import erasures

    return erasures()


def _again(file: Path) -> int:
    """Whoever was taken out before a backup was restored goes once more."""
    from cadair.foundation.actors import Actor
    from cadair.foundation.refusals import Refusal
    from cadair.retention.actions import erase_person
    from cadair.retention.persons import brought_back
    from cadair.retention.states import ErasureGround

    try:
        listed = json.loads(file.read_text(encoding="utf-8"))
        grounds = [ErasureGround(each["facts"]["ground"]) for each in listed]
        wanted = [(each, brought_back(each)) for each in listed]
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as problem:
        print(f"this is no list of “cadair retention --erased”: {problem}", file=sys.stderr)
        return 1
    failed = 0
    for (erased, back), ground in zip(wanted, grounds, strict=True):
        if back is None:
            continue
        season, person, apart = back
        try:
            erase_person(
                season=season, person=person, ground=ground, apart=apart, by=Actor.operator()
            )
        except Refusal as refusal:
            failed += 1
            print(f"{erased['erasure']}: {refusal}", file=sys.stderr)
        else:
            print(f"{erased['erasure']}: taken out again")
    print("whoever was named in texts alone has no reference: look at the requests of that time")
    return 1 if failed else 0


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
