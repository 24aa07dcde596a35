"""The console program `cadair`: every step of a season as a command, on the web's database.

A refusal or a mistake in the call prints one clear sentence and exits with 2; an unexpected error
keeps its traceback, because somebody must see it.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from cadair.config.commands import account, audit, demo, operate, record, retention, season, welsh

EPILOGUE = """\
A first tour:
  cadair demo                       walk a fictional season from its file to published results
  cadair up                         prepare everything, serve http://localhost:8000, run the worker

A season of your own, step by step:
  cadair season check awards.yaml   every problem at once, as file:line: what, and what to do
  cadair season load awards.yaml    all of it or nothing; the same file again changes nothing
  cadair season open KEY            freezes and hashes the rules
  cadair season propose KEY         what the rules and marks suggest, each step explained
  cadair season decide KEY --from decisions.yaml
  cadair season seal KEY --confirmed-by chair@example.org
  cadair season release KEY --at 2026-11-27T09:00

`cadair COMMAND --help` explains a command. Settings: docs/operators/settings.md.
"""


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    program = argparse.ArgumentParser(
        prog="cadair",
        description="Runs an awards programme from the save-the-date to the archive.",
        epilog=EPILOGUE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = program.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for area in (operate, season, account, demo, audit, record, retention, welsh):
        area.add_to(commands)
    return program


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 done, 1 checked and found wanting, 2 refused."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cadair.config.settings")
    # Threads that wait for each other take several times as long; asked before numpy is loaded.
    for library in ("OPENBLAS", "OMP", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    call = parser().parse_args(arguments)
    from django.core.exceptions import ImproperlyConfigured

    from cadair.foundation.refusals import Refusal

    try:
        code: int = call.run(call)
    except (Refusal, ImproperlyConfigured) as refusal:
        print(f"cadair: {refusal}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Whoever read our output, such as `head`, has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        print(f"cadair: {error.strerror}: {error.filename}", file=sys.stderr)
        return 2
    return code


if __name__ == "__main__":
    sys.exit(main())
