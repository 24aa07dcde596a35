"""All measurements in one command, beside the numbers they must keep: `make bench`.

Prints a table and writes it to benchmarks/RESULTS.md; ends with 1 when a number is not kept.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.clone_to_page import ROOT, measure
from tests.journeys.server import environment, free_port, running

RESULTS = ROOT / "benchmarks" / "RESULTS.md"
MOST_MS = {"2025 results": 12, "2025 results, Welsh": 12, "list of 250": 15, "award": 6}
MOST_QUERIES = {"2025 results": 10, "2025 results, Welsh": 10}


@dataclass(frozen=True)
class Number:
    """One measured figure, and what it must not exceed."""

    name: str
    measured: float
    most: float | None
    unit: str
    beside: str = ""

    @property
    def is_kept(self) -> bool:
        """No limit, or within it."""
        return self.most is None or self.measured <= self.most


def page_numbers(folder: Path) -> list[Number]:
    """Time and queries per page."""
    answer = subprocess.run(
        [sys.executable, "-m", "benchmarks.pages"],
        cwd=ROOT,
        env=environment(folder, free_port()),
        check=True,
        capture_output=True,
        text=True,
    )
    numbers = []
    for row in json.loads(answer.stdout):
        name, most = row["page"], MOST_MS[row["page"]]
        bare = (
            f"{row['bytes']:,} bytes ({row['wire']:,} compressed); bare page: {row['bare_ms']} ms"
        )
        numbers.append(Number(f"{name} (`{row['path']}`)", row["ms"], most, "ms", bare))
        numbers.append(
            Number(f"{name}: queries", row["queries"], MOST_QUERIES.get(name), "queries")
        )
    return numbers


def memory_number(folder: Path) -> Number:
    """The largest web process while it serves; loads every shape of page once."""
    from tests.journeys.crawl import crawl

    with running(folder) as base:
        crawl(base)
        mine = psutil.Process().children(recursive=True)
        web = [p for p in mine if "gunicorn" in " ".join(p.cmdline()) or "serve" in p.cmdline()]
        largest = max(process.memory_info().rss for process in web) / 1e6
    return Number("largest web process, after every page was read", round(largest), 120, "MB")


def start_numbers() -> list[Number]:
    """From clone to page."""
    seen = measure()
    # The measured time already holds a download at this machine's speed; what is added is the
    # same download at 20 Mbit/s, so the sum is never flattering.
    slow = seen["first_start_s"] + seen["download_at_20_mbit_s"]
    return [
        Number("download of a fresh clone and first start", seen["downloaded_mb"], 40, "MB"),
        Number("clone to first page, here", seen["first_start_s"], None, "s"),
        Number("clone to first page, with the download at 20 Mbit/s", round(slow, 1), 90, "s"),
        Number("second start to first page", seen["second_start_s"], 5, "s"),
    ]


def table(numbers: list[Number]) -> str:
    """The figures as Markdown."""
    lines = [
        "# Numbers",
        "",
        "Written by `make bench`. Pages: median processor time of an uncached request, in process.",
        f"Machine: {os.cpu_count()} cores, Python {platform.python_version()}.",
        "",
        "| what | measured | at most | kept | beside it |",
        "|---|---|---|---|---|",
    ]
    for n in numbers:
        most = f"{n.most:g} {n.unit}" if n.most is not None else "–"
        kept = "yes" if n.is_kept else "**no**"
        lines.append(f"| {n.name} | {n.measured:g} {n.unit} | {most} | {kept} | {n.beside} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Measure, print, write; 1 when a number is not kept."""
    with tempfile.TemporaryDirectory(prefix="cadair-bench-") as name:
        folder = Path(name)
        numbers = [memory_number(folder), *page_numbers(folder), *start_numbers()]
    text = table(numbers)
    RESULTS.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 0 if all(number.is_kept for number in numbers) else 1


if __name__ == "__main__":
    sys.exit(main())
