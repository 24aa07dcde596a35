"""What the tests of the console program share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.adjudicate.console import Console


@pytest.fixture
def console(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Console:
    """The program, with a folder for its files."""
    return Console(tmp_path, capsys)
