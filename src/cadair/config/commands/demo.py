"""Commands of the demo: a whole season in one go, or the running demo moved to a stage."""

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
        help="walk a fictional season to published results, or move the running demo to a stage",
        description="Without --stage: makes the season file of a fictional season, loads it, and "
        "takes every step with the real actions: open, nominate, check, declare, mark, suggest, "
        "decide, confirm, publish. Works in a database of its own, thrown away afterwards, so that "
        "the demo you look at in the browser stays as it is. With --stage: moves that demo on, by "
        "its clock and by what its invented people do; what you have done in it stays.",
    )
    demo.add_argument(
        "--stage",
        choices=("nominating", "checking", "judging", "deciding", "sealed", "released"),
        help="move the running demo to this stage",
    )
    demo.add_argument(
        "--yes",
        action="store_true",
        help="for an earlier stage: make the demo anew, and lose what was done in it",
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
    if call.stage is not None:
        return _move(call.stage, is_agreed=call.yes)
    from cadair.config.walking import on_a_fresh_database

    with on_a_fresh_database("walk"):
        set_up()
        from cadair.config.server import prepare_database
        from cadair.demo.walk import walk

        prepare_database()
        walk(print=lambda line: print(line, flush=True))
    return 0


def _move(stage: str, *, is_agreed: bool) -> int:
    """Move the demo that is served from this folder, also while it is being served."""
    set_up()
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    if not settings.CADAIR_DEMO:
        raise ImproperlyConfigured("Only the demo has stages. Set CADAIR_DEMO=1 for the demo.")
    from cadair.config.server import prepare_database
    from cadair.demo.staging import is_behind, move_on
    from cadair.demo.staging.rebuilding import losses, rebuild
    from cadair.demo.walk import prepare

    def say(line: str) -> None:
        print(line, flush=True)

    prepare_database()
    prepare(print=say)
    if is_behind(stage):
        if not is_agreed:
            say(f"The demo has come further than “{stage}”. There is no way back but a new demo.")
            say("Everything done in it would be lost: " + (", ".join(losses()) or "nothing new"))
            say(f"If you agree: cadair demo --stage {stage} --yes")
            return 1
        rebuild(say=say)
    move_on(stage, say=say)
    return 0
