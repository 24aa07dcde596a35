"""The frame of the program: commands, statuses, what is said where."""

from __future__ import annotations

import subprocess
import sys

import pytest

from adjudicate.program import COMMANDS, as_json, main
from adjudicate.tables import facts, sentences, table
from tests.adjudicate.console import Console


def python(code: str) -> subprocess.CompletedProcess[str]:
    """A fresh interpreter, in which nothing is loaded yet."""
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )


def ended(*arguments: str) -> int:
    """The status of a call that the reading of its arguments ends."""
    with pytest.raises(SystemExit) as end:
        main(arguments)
    return int(end.value.code or 0)


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended("--help") == 0
    shown = capsys.readouterr().out
    for name, summary in COMMANDS.items():
        assert name in shown
        assert summary.split()[0] in shown


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["guess"],
        ["score"],
        ["score", "a.csv", "--mood"],
        ["score", "a.csv", "--seed", "x"],
        ["agreement", "a.csv", "--level", "guess"],
    ],
)
def test_a_misuse_ends_with_2_and_names_no_line(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert ended(*arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "usage: adjudicate" in captured.err
    assert "a.csv:" not in captured.err


def test_a_fault_of_a_file_ends_with_2_and_names_its_line(console: Console) -> None:
    path = console.table([("entry", "judge", "score"), ("A", "x", 1), ("A", "y", "nan")])
    assert console.refusal("score", path) == (
        "marks.csv:3: the score “nan” is not a finite number; "
        "write a finite number, or leave out the line of a mark that was not given"
    )


def test_numbers_that_do_not_exist_are_null() -> None:
    found = as_json({"a": float("nan"), "b": [float("inf"), 1.5, {"ŷ": float("-inf")}]})
    assert found == '{"a": null, "b": [null, 1.5, {"ŷ": null}]}'


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_tables(
    capsys: pytest.CaptureFixture[str], command: str
) -> None:
    assert ended(command, "--help") == 0
    assert "--table" in capsys.readouterr().out


def test_without_the_libraries_the_program_says_what_to_install() -> None:
    ran = python(
        "import sys; sys.modules['numpy'] = None\n"
        "from adjudicate.program import main\n"
        "sys.exit(main(['score', 'marks.csv']))"
    )
    assert ran.returncode == 2
    assert ran.stdout == ""
    assert "numpy is not installed" in ran.stderr
    assert "pip install 'cadair[judging]'" in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize(
    "module", ["adjudication.scoring", "adjudication.proposals", "adjudicate.program"]
)
def test_what_needs_no_numeric_library_loads_none(module: str) -> None:
    ran = python(
        f"import sys, {module}\n"
        "print([name for name in ('numpy', 'scipy', 'ortools') if name in sys.modules])"
    )
    assert ran.stdout.strip() == "[]", ran.stderr


def test_a_reader_who_stops_early_is_no_fault(console: Console) -> None:
    rows = [("entry", "judge", "score"), *((f"e{n}", f"j{n % 3}", n % 7) for n in range(3000))]
    path = console.table(rows)
    shell = f"{sys.executable} -m adjudicate score {path} --table | head -n 1"
    ran = subprocess.run(
        ["/bin/sh", "-c", shell], capture_output=True, text=True, check=False, timeout=60
    )
    assert ran.stdout.startswith("all (mean")
    assert ran.stderr == ""


def test_tables_are_lined_up_and_show_what_does_not_exist() -> None:
    shown = table("Marks", ("entry", "score"), [("Tŷ", 1.0), ("B\x1b", None), ("C", -12.25)])
    assert shown.splitlines() == [
        "Marks",
        "  entry    score",
        "  -----  -------",
        "  Tŷ       1.000",
        "  B�           –",
        "  C      -12.250",
    ]
    assert facts("Fit", {"a": True, "bc": -0.0}) == "Fit\n  a   yes\n  bc  0.000"
    assert sentences("Notes", []) == ""
