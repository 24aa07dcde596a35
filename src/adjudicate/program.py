"""The program `adjudicate`: chooses the command, prints its result, explains what is wrong.

A command is a module of this package, loaded only when it is called, with three functions:

- `add_arguments(parser)` adds its arguments;
- `run(called)` returns the result as JSON values, in the order in which they are to be printed;
- `tables(result)` returns the same for people, as passages of text.

Faults of a file are `reading.Refused`, impossible wishes `reading.Misused`; both end with 2.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from math import isfinite
from typing import Final, Protocol, cast

from adjudicate.reading import Misused, Refused
from adjudication.errors import AdjudicationError

COMMANDS: Final[Mapping[str, str]] = {
    "score": "scores of entries read by different judges, corrected for lenient and severe ones",
    "agreement": "how far judges agree",
    "assign": "who reads what",
    "ballots": "elections from ranked ballots",
    "pairs": "abilities from comparisons of two",
    "propose": "the awards a season file's rules and marks suggest, step by step",
}
"""Each command with one line on it; the module of the same name is loaded when it is called."""

EXTRA: Final = ("numpy", "scipy", "ortools")
"""The libraries that come with the extra `judging`."""

REFUSED: Final = 2


class Command(Protocol):
    """What the module of a command offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Say which arguments it takes."""

    def run(self, called: argparse.Namespace) -> Mapping[str, object]:
        """Do it; the result as JSON values."""

    def tables(self, result: Mapping[str, object]) -> Iterable[str]:
        """The result for people, in passages."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command: 0 when it has an answer, 2 when it was asked or given something wrong.

    Matrices are multiplied in one thread unless the environment says otherwise: several that wait
    for each other on a busy machine take ten times as long.
    """
    for library in ("OPENBLAS", "OMP", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    given = sys.argv[1:] if arguments is None else list(arguments)
    name = next((each for each in given if not each.startswith("-")), "")
    try:
        command = _loaded(name) if name in COMMANDS else None
        called = _parser(name, command).parse_args(given)
        if command is None:  # pragma: no cover - the parser has ended the program
            return REFUSED
        result = command.run(called)
        _print(_for_people(command, result) if called.table else as_json(result))
    except (Refused, Misused, _NotInstalled, AdjudicationError) as refused:
        before = "" if isinstance(refused, Refused) else f"adjudicate {name}: "
        sys.stderr.write(f"{before}{refused}\n")
        return REFUSED
    return 0


class _NotInstalled(Exception):
    """A library of the extra is not there; `str()` says what to do."""


def _loaded(name: str) -> Command:
    try:
        return cast("Command", import_module(f"adjudicate.{name}"))
    except ModuleNotFoundError as missing:
        library = (missing.name or "").partition(".")[0]
        if library not in EXTRA:
            raise
        remedy = "install what judging needs: pip install 'cadair[judging]'"
        raise _NotInstalled(f"the library {library} is not installed; {remedy}") from None


def _parser(name: str, command: Command | None) -> argparse.ArgumentParser:
    """The parser of the whole program, in which the called command alone knows its arguments."""
    parser = argparse.ArgumentParser(
        prog="adjudicate",
        description="Scores, agreement, assignments, ballots and award rules from plain files. "
        "Prints JSON; what is wrong with a file goes to standard error as file:line: message.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for each, summary in COMMANDS.items():
        own = commands.add_parser(each, help=summary, description=summary, allow_abbrev=False)
        if each == name and command is not None:
            command.add_arguments(own)
            own.add_argument("--table", action="store_true", help="tables for people, not JSON")
    return parser


def as_json(result: Mapping[str, object]) -> str:
    """The result in one line of JSON, in its own order; numbers that do not exist are null."""
    try:
        return json.dumps(result, ensure_ascii=False, allow_nan=False)
    except ValueError:
        return json.dumps(_without_nan(result), ensure_ascii=False, allow_nan=False)


def _without_nan(value: object) -> object:
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, Mapping):
        return {key: _without_nan(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_without_nan(each) for each in value]
    return value


def _for_people(command: Command, result: Mapping[str, object]) -> str:
    return "\n\n".join(passage for passage in command.tables(result) if passage)


def _print(text: str) -> None:
    """Write in UTF-8, whatever the terminal says; a reader who stops early is no fault."""
    sys.stdout.flush()
    try:
        sys.stdout.buffer.write(text.encode("utf-8") + b"\n")
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
