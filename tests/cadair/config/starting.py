"""Starting Cadair as an operator does: another process, an environment of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

CADAIR = Path(sys.executable).with_name("cadair")
REAL = {
    "CADAIR_HOSTS": "localhost",
    "CADAIR_SECRET_KEY": "kd83-Jf02_lqPz7vXw1mN5rTy9uGb4hCe6aSo8iDkV3nB0xQ-tests",
    "CADAIR_MAIL_URL": "console:",
    "CADAIR_MAIL_FROM": "awards@example.org",
}


def clean_environment(var: Path, **settings: str) -> dict[str, str]:
    """No setting of the shell's, these instead."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("CADAIR_", "DJANGO_", "PG", "PORT"))
    }
    return {**kept, "CADAIR_VAR": str(var), **settings}


def cadair(var: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [CADAIR, *words],
        env=clean_environment(var, **settings),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def python(var: Path, program: str, environment: Mapping[str, str]) -> str:
    """What a program prints that is run with these settings; its error when it fails."""
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=clean_environment(var, **environment),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return done.stdout if done.returncode == 0 else done.stderr
