"""The guide to the console program says everything that it can be asked."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path

import pytest

from adjudicate.program import COMMANDS

GUIDE = (Path(__file__).parents[2] / "docs" / "operators" / "adjudicate.md").read_text("utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_explained(name: str) -> None:
    section = GUIDE.partition(f"## adjudicate {name}\n")[2].partition("\n## ")[0]
    parser = argparse.ArgumentParser(add_help=False)
    import_module(f"adjudicate.{name}").add_arguments(parser)
    options = [option for action in parser._actions for option in action.option_strings]
    assert section
    assert [option for option in options if f"`{option}`" not in section] == []
