"""The program `adjudicate`, called as its users call it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from adjudicate.program import main


def _refuse(constant: str) -> None:
    raise AssertionError(f"{constant} is not JSON")


class Console:
    """Calls the program in a folder of its own."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Nothing is written yet."""
        self._folder = folder
        self._capsys = capsys

    def file(self, name: str, text: str) -> str:
        """A file with this text; its path."""
        path = self._folder / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    def table(self, rows: Iterable[Sequence[object]], name: str = "marks.csv") -> str:
        """A CSV file with these rows, the header first; its path."""
        return self.file(name, "".join(",".join(map(str, row)) + "\n" for row in rows))

    def result(self, *arguments: str) -> dict[str, Any]:
        """What a call that has an answer prints, read back."""
        assert main(arguments) == 0
        captured = self._capsys.readouterr()
        assert captured.err == ""
        found: dict[str, Any] = json.loads(captured.out, parse_constant=_refuse)
        return found

    def shown(self, *arguments: str) -> str:
        """What a call prints for people."""
        assert main([*arguments, "--table"]) == 0
        return self._capsys.readouterr().out

    def refusal(self, *arguments: str) -> str:
        """What a call that is refused says, without the folder."""
        assert main(arguments) == 2
        captured = self._capsys.readouterr()
        assert captured.out == ""
        return captured.err.replace(f"{self._folder}/", "").rstrip("\n")
