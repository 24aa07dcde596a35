"""A setting or command that nobody explained fails the tests, and so does one that is gone."""

from __future__ import annotations

import re

import pytest

from cadair.config.environment import VARIABLES
from tests.cadair.config.test_console import COMMANDS
from tests.structure.source import ROOT, modules_under

pytestmark = pytest.mark.static

OPERATORS = ROOT / "docs/operators"
SETTINGS = (OPERATORS / "settings.md").read_text(encoding="utf-8")
COMMANDS_PAGE = (OPERATORS / "commands.md").read_text(encoding="utf-8")
EXPLAINED = set(re.findall(r"^\| (.+?) \|", SETTINGS, re.MULTILINE))


def _named_in(cells: set[str]) -> set[str]:
    return {name for cell in cells for name in re.findall(r"`([A-Z0-9_]+)`", cell)}


def test_every_setting_has_a_row_and_every_row_a_setting() -> None:
    assert _named_in(EXPLAINED) == {*VARIABLES, "PORT"}


def test_settings_are_read_in_one_place() -> None:
    """So that none is read that the page does not know: they are handed to `environment`."""
    readers = {
        module.where
        for module in modules_under("src/cadair")
        if re.search(r"\benviron\b|\bgetenv\b", module.text)
    }
    assert readers == {
        "src/cadair/config/commands/operate.py",  # PORT
        "src/cadair/config/console.py",  # where the settings are
        "src/cadair/config/settings.py",  # hands them to environment
        "src/cadair/config/testing.py",
        "src/cadair/config/walking.py",  # forgets them for the walk
        "src/cadair/config/wsgi.py",
    }


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_explained(command: str) -> None:
    assert re.search(rf"^\| `cadair {command}\b", COMMANDS_PAGE, re.MULTILINE)


def test_every_explained_command_exists() -> None:
    explained = re.findall(r"^\| `cadair ([^`]+)`", COMMANDS_PAGE, re.MULTILINE)
    assert len(explained) == len(COMMANDS)
    for line in explained:
        assert any(line == command or line.startswith(f"{command} ") for command in COMMANDS), line


def test_the_faults_that_verify_names_are_explained() -> None:
    page = (OPERATORS / "audit.md").read_text(encoding="utf-8")
    verification = (ROOT / "src/cadair/audit/verification.py").read_text(encoding="utf-8")
    codes = set(re.findall(r"Fault\(\"([a-z-]+)\"", verification))
    codes |= {f"trigger-{problem}" for problem in ("missing", "altered", "switched-off")}
    assert len(codes) == 8
    assert [code for code in codes if f"`{code}`" not in page] == []


def test_the_example_of_a_hash_is_the_one_that_is_tested() -> None:
    page = (OPERATORS / "audit.md").read_text(encoding="utf-8")
    tested = (ROOT / "tests/cadair/audit/test_record.py").read_text(encoding="utf-8")
    (digest,) = set(re.findall(r"\b[0-9a-f]{64}\b", page))
    assert digest in tested
