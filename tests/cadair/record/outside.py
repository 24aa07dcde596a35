"""What an outsider does with a judging record: runs the program that lies in it, or forges it."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from cadair.foundation.canonical import canonical_json

Record = dict[str, Any]


def unpacked(content: bytes) -> dict[str, bytes]:
    """Every file of a record."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def record_in(content: bytes) -> Record:
    """The document of a record."""
    found: Record = json.loads(unpacked(content)["record.json"])
    return found


def verified(content: bytes, folder: Path, *more: str) -> tuple[int, str]:
    """Exit code and what is said by the program of the record itself, run without Cadair."""
    file = folder / "record.zip"
    file.write_bytes(content)
    program = folder / "verify_record.py"
    program.write_bytes(unpacked(content)["verify_record.py"])
    return run(program, str(file), *more)


def run(program: Path, *arguments: str) -> tuple[int, str]:
    """Exit code and what is said; isolated, so that nothing of ours can be imported."""
    done = subprocess.run(
        [sys.executable, "-I", str(program), *arguments],
        capture_output=True,
        check=False,
        text=True,
    )
    return done.returncode, done.stdout + done.stderr


def forged(content: bytes, change: Callable[[Record], object]) -> bytes:
    """The record with its document changed and written again in the canonical form."""
    files = unpacked(content)
    record = json.loads(files["record.json"])
    change(record)
    files["record.json"] = canonical_json(record)
    return zipped(files)


def zipped(files: dict[str, bytes]) -> bytes:
    """A record of these files."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return made.getvalue()
