"""Commands on the record of every action."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from cadair.config.commands import set_up

if TYPE_CHECKING:
    from cadair.audit.chain import Anchor

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_to(commands: Commands) -> None:
    """Add the commands of this area."""
    audit = commands.add_parser(
        "audit", help="verify the record of every action, or print its head"
    )
    steps = audit.add_subparsers(metavar="STEP", required=True)
    verify = steps.add_parser(
        "verify",
        help="recompute the whole chain",
        description="Finds an edited, deleted, inserted, replaced or reordered entry and a missing "
        "trigger, and marks that are not the ones recorded. With a head noted earlier it also "
        "finds entries cut off at the end.",
    )
    verify.add_argument(
        "--head",
        metavar="SEQUENCE:HASH",
        dest="heads",
        type=_anchor,
        action="append",
        default=[],
        help="a head printed earlier by `cadair audit head`; may be given several times",
    )
    verify.set_defaults(run=_verify)
    head = steps.add_parser(
        "head", help="print sequence and hash of the last entry, to keep elsewhere"
    )
    head.set_defaults(run=_head)


def _anchor(text: str) -> Anchor:
    from cadair.audit.chain import Anchor

    try:
        return Anchor.parse(text)
    except ValueError as problem:
        raise argparse.ArgumentTypeError(str(problem)) from problem


def _verify(call: argparse.Namespace) -> int:
    set_up(for_work=True)
    from cadair.audit.verification import verify

    result = verify(anchors=call.heads)
    for fault in result.faults:
        place = f"entry {fault.sequence}" if fault.sequence is not None else fault.what
        print(f"{fault.code}: {place}")
    changed = _changed_marks()
    print(f"entries: {result.head.sequence}; head: {result.head}")
    is_whole = result.is_whole and not changed
    print("whole" if is_whole else "NOT WHOLE: keep this database as it is and find out why")
    return 0 if is_whole else 1


def _changed_marks() -> int:
    """Print every mark that is not the one recorded; how many there are."""
    from cadair.record.reconciliation import marks_not_as_recorded
    from cadair.seasons.models import Season

    found = 0
    for season in Season.objects.order_by("key"):
        for fault in marks_not_as_recorded(season):
            print(f"{season.key}: {fault}")
            found += 1
    return found


def _head(_call: argparse.Namespace) -> int:
    set_up(for_work=True)
    from cadair.audit.queries import head

    print(head())
    return 0
