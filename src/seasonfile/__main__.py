"""`python -m seasonfile`: check, format or describe season files, without a database."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final, Literal

from seasonfile.files import check, read
from seasonfile.problems import InvalidSeasonFile, Problem
from seasonfile.schema import schema_text
from seasonfile.writing import write

Language = Literal["cy", "en"]

NOTHING_WRONG: Final[dict[Language, str]] = {
    "cy": "{file}: dim problemau.",
    "en": "{file}: no problems.",
}
NUMBER_WRONG: Final[dict[Language, str]] = {
    "cy": "{file}: nifer y problemau: {count}.",
    "en": "{file}: number of problems: {count}.",
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when a file has problems."""
    called = _parser().parse_args(arguments)
    match called.command:
        case "check":
            return max(_check(path, called.language) for path in called.files)
        case "format":
            return _format(called.file, called.language)
        case _:
            sys.stdout.write(schema_text())
            return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m seasonfile", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    checking = commands.add_parser("check", help="say everything that is wrong with season files")
    checking.add_argument("files", nargs="+", type=Path, metavar="FILE")
    formatting = commands.add_parser("format", help="print a season file in its canonical form")
    formatting.add_argument("file", type=Path, metavar="FILE")
    for command in (checking, formatting):
        command.add_argument(
            "--language", choices=("cy", "en"), default="en", help="of the messages"
        )
    commands.add_parser("schema", help="print the JSON Schema of season files")
    return parser


def _check(path: Path, language: Language) -> int:
    problems = check(path)
    _say(problems, language)
    words = (NUMBER_WRONG if problems else NOTHING_WRONG)[language]
    sys.stdout.write(words.format(file=path, count=len(problems)) + "\n")
    return 1 if problems else 0


def _format(path: Path, language: Language) -> int:
    try:
        document = read(path)
    except InvalidSeasonFile as refused:
        _say(refused.problems, language)
        return 1
    sys.stdout.buffer.write(write(document))
    return 0


def _say(problems: list[Problem], language: Language) -> None:
    for each in problems:
        sys.stdout.write(each.render(language) + "\n")


if __name__ == "__main__":
    sys.exit(main())
