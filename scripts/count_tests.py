"""Add up the results of several pytest runs: one closing line for people and for CI."""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree

# The files were written by our own test run a moment ago.


def counts(path: Path) -> dict[str, int]:
    """`tests`, `failures`, `errors`, `skipped` of one junit file; no file counts as one failure."""
    if not path.is_file():
        return {"tests": 1, "failures": 1, "errors": 0, "skipped": 0}
    suites = ElementTree.parse(path).getroot().iter("testsuite")  # noqa: S314
    total = dict.fromkeys(("tests", "failures", "errors", "skipped"), 0)
    for suite in suites:
        for key in total:
            total[key] += int(suite.get(key, "0"))
    return total


def main(paths: list[str]) -> int:
    """Print `total: N passed, N failed, N skipped`; 1 if anything failed or nothing passed."""
    all_counts = [counts(Path(path)) for path in paths]
    total = {
        key: sum(c[key] for c in all_counts) for key in ("tests", "failures", "errors", "skipped")
    }
    failed = total["failures"] + total["errors"]
    passed = total["tests"] - failed - total["skipped"]
    sys.stdout.write(f"total: {passed} passed, {failed} failed, {total['skipped']} skipped\n")
    return 0 if passed and not failed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
