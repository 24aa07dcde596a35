"""Refuse private addresses and machine paths in text that goes into the repository.

A lock file that names the package index of whoever ran it would send every other machine there;
a path such as somebody's home works for nobody else.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

MACHINE_PATHS = re.compile(
    r"(?<![\w./-])/(?:home|Users)/[a-z][\w.-]*/|(?<![\w./-])/(?:root|work)/\w"
)
"""A folder that exists on one machine only."""

INDEX_ADDRESSES = re.compile(
    r"--(?:extra-)?index-url|--find-links|--trusted-host|index-url\s*=|\"resolved\"\s*:"
    r"|https?://[^\s\"'<>)]*(?:/simple\b|/pypi\b|artifactory|nexus|/npm/)",
    re.IGNORECASE,
)
"""Where packages come from is the business of the machine that installs them."""

LOCK_ADDRESSES = re.compile(r"https?://|file:|(?<!\w)@ ")
"""A lock names versions and hashes, nothing else."""

BINARY = {".png", ".woff2", ".woff", ".ttf", ".otf", ".ico", ".jpg", ".pdf", ".gz", ".br", ".zip"}
THIS_FILE = "scripts/check_committed.py"


def committed_files() -> list[str]:
    """Every path that is tracked by git, or would be with `git add`."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return sorted(path for path in listed.stdout.split("\0") if path)


def problems_in(path: str, text: str) -> list[str]:
    """What must not be committed, as `file:line: what`."""
    rules = [
        ("a path of one machine", MACHINE_PATHS),
        ("where packages come from", INDEX_ADDRESSES),
    ]
    if path.startswith("requirements/"):
        rules.append(("an address in a lock", LOCK_ADDRESSES))
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        for what, pattern in rules:
            match = pattern.search(line)
            if match:
                found.append(f"{path}:{number}: {what}: {match.group(0)!r}; take it out")
    return found


def all_problems() -> list[str]:
    """Every problem in the whole tree."""
    found = []
    for path in committed_files():
        file = ROOT / path
        if path == THIS_FILE or file.suffix in BINARY or not file.is_file():
            continue
        found += problems_in(path, file.read_text(encoding="utf-8", errors="replace"))
    return found


def main() -> int:
    """Print the problems; 1 when there are any."""
    found = all_problems()
    sys.stdout.write("".join(f"{line}\n" for line in found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
