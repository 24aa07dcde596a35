"""Commands of whoever runs the machine: up, serve, worker, migrate, check."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from cadair.config.commands import set_up

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_to(commands: Commands) -> None:
    """Add the commands of this area."""
    up = commands.add_parser(
        "up",
        help="prepare everything, serve the site and run the worker until Ctrl-C",
        description="Creates or updates the database, loads the demo into an empty one in demo "
        "mode, then serves the site and runs the worker. Never destroys data.",
    )
    _add_port(up)
    up.set_defaults(run=_up)
    serve = commands.add_parser("serve", help="serve the site (gunicorn)")
    _add_port(serve)
    serve.set_defaults(run=_serve)
    worker = commands.add_parser(
        "worker",
        help="send mail, close, announce and release what is due",
        description="Looks for what is due in the database, does it, sleeps, looks again.",
    )
    worker.add_argument("--once", action="store_true", help="look once, then stop")
    worker.set_defaults(run=_worker)
    migrate = commands.add_parser("migrate", help="create the database or bring it up to date")
    migrate.set_defaults(run=_migrate)
    check = commands.add_parser("check", help="check the settings")
    check.add_argument("--deploy", action="store_true", help="check them for production")
    check.set_defaults(run=_check)


def _add_port(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--port",
        type=_port,
        # As text: argparse then checks a variable as it checks an argument.
        default=os.environ.get("PORT") or "8000",
        help="the port to listen on (default: the variable PORT, or 8000)",
    )


def _port(text: str) -> int:
    if text.isdecimal() and 0 < int(text) < 65536:
        return int(text)
    raise argparse.ArgumentTypeError(f"a port is a number from 1 to 65535, not {text!r}")


def _up(call: argparse.Namespace) -> int:
    set_up()
    from cadair.config.server import run_all

    return run_all(port=call.port)


def _serve(call: argparse.Namespace) -> int:
    set_up(for_work=True)
    from cadair.config.server import serve

    serve(port=call.port)
    return 0


def _worker(call: argparse.Namespace) -> int:
    set_up(for_work=True)
    from cadair.config.worker import Worker

    worker = Worker()
    if call.once:
        print(f"done: {worker.look()}")
    else:
        worker.run()
    return 0


def _migrate(_call: argparse.Namespace) -> int:
    set_up()
    from cadair.config.server import prepare_database

    prepare_database()
    return 0


def _check(call: argparse.Namespace) -> int:
    set_up()
    from django.core.management import call_command
    from django.core.management.base import SystemCheckError

    try:
        call_command("check", deploy=call.deploy, fail_level="WARNING", databases=["default"])
    except SystemCheckError as problems:
        print(problems)
        return 1
    return 0
