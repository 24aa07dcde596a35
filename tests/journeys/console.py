"""The console program, as an operator types it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.journeys.server import environment, free_port
from tests.structure.source import ROOT

CADAIR = Path(sys.executable).with_name("cadair")


def cadair(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run one command on the database in `folder`."""
    return subprocess.run(
        [CADAIR, *words],
        cwd=ROOT,
        env=environment(folder, free_port()),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
