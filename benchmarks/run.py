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
from typing import Any

import psutil

from benchmarks.clone_to_page import ROOT, measure
from benchmarks.load import PROGRAM
from tests.journeys.server import environment, free_port, running

RESULTS = ROOT / "benchmarks" / "RESULTS.md"
MOST_MS = {"2025 results": 12, "2025 results, Welsh": 12, "list of 250": 15, "award": 6}
MOST_QUERIES = {"2025 results": 10, "2025 results, Welsh": 10}
MOST_MS_OF_LIST = {2530: 25, 25300: 60}
MOST_SECONDS = {"csv": 20, "xlsx": 20, "repeats": 60}


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


def said_by(module: str, folder: Path) -> Any:
    """What a measurement of its own process prints."""
    answer = subprocess.run(
        [sys.executable, "-m", module],
        cwd=ROOT,
        env=environment(folder, free_port()),
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(answer.stdout)


def page_numbers(folder: Path) -> list[Number]:
    """Time and queries per page."""
    numbers = []
    for row in said_by("benchmarks.pages", folder):
        name, most = row["page"], MOST_MS[row["page"]]
        bare = (
            f"{row['bytes']:,} bytes ({row['wire']:,} compressed); bare page: {row['bare_ms']} ms"
        )
        numbers.append(Number(f"{name} (`{row['path']}`)", row["ms"], most, "ms", bare))
        numbers.append(
            Number(f"{name}: queries", row["queries"], MOST_QUERIES.get(name), "queries")
        )
    return numbers


def desk_numbers(folder: Path) -> list[Number]:
    """The organiser’s list of nominations, and a judge’s pages and saves."""
    numbers = []
    for row in said_by("benchmarks.nominations_list", folder):
        beside = f"{row['bytes']:,} bytes; {row['queries']} queries; bare page: {row['bare_ms']} ms"
        many = row["nominations"]
        name, most = f"{many:,} nominations: {row['page']}", MOST_MS_OF_LIST[many]
        numbers.append(Number(name, row["ms"], most, "ms", beside))
    for row in said_by("benchmarks.desk_work", folder):
        if row["what"] in MOST_SECONDS:
            beside = f"{row['found']:,} found or bytes; {row['peak_mb']} MB at most"
            name = f"25,300 nominations: {row['what']}"
            numbers.append(Number(name, row["seconds"], MOST_SECONDS[row["what"]], "s", beside))
    for row in said_by("benchmarks.form_page", folder):
        beside = f"{row['bytes']:,} bytes of HTML; {row['queries']} queries"
        numbers.append(Number(f"a nominator: {row['page']}", row["ms"], 8, "ms", beside))
    judging = said_by("benchmarks.judging", folder)
    bare = next(row["ms"] for row in judging if row["page"] == "bare page")
    for row in judging:
        if row["page"] != "bare page":
            beside = f"{row['queries']} queries; bare page, signed in: {bare} ms"
            name = f"a judge with 253 entries: {row['page']}"
            numbers.append(Number(name, row["ms"], row["most_ms"], "ms", beside))
    pack = said_by("benchmarks.judge_pack", folder)
    beside = f"{pack['bytes']:,} bytes; gathering: {pack['seconds_gathering']} s"
    name = f"a judge’s pack of {pack['pages']} pages, typeset"
    numbers.append(Number(name, pack["seconds_typesetting"], pack["most_seconds"], "s", beside))
    return numbers


def panel_numbers() -> list[Number]:
    """The panel room, in a database of its own: its season has the key of the judges’ one."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        ours = environment(folder, free_port())
        subprocess.run([PROGRAM, "migrate"], env=ours, check=True, stdout=subprocess.DEVNULL)
        rows = said_by("benchmarks.panel_room", folder)
    bare = next(row["ms"] for row in rows if row["page"] == "bare page")
    numbers = []
    for row in rows:
        if row["page"] != "bare page":
            beside = f"{row['queries']} queries; bare page, signed in: {bare} ms"
            name = f"the panel room with 30 entries: {row['page']}"
            numbers.append(Number(name, row["ms"], row["most_ms"], "ms", beside))
    return numbers


def load_numbers() -> list[Number]:
    """A hundred saved marks a second for a minute; on PostgreSQL too where it is installed."""
    ours = [sys.executable, "-m", "benchmarks.mark_load"]
    beside_postgresql = [sys.executable, "scripts/with_postgresql.py", *ours]
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("CADAIR_", "DJANGO_", "PG"))}
    numbers = []
    for command in (ours, beside_postgresql):
        # Its exit code says what the table says; only an answer that is no JSON stops us.
        answer = subprocess.run(
            command, cwd=ROOT, env=clean, check=False, capture_output=True, text=True
        )
        if "PostgreSQL is not installed" in answer.stderr:
            continue
        seen = json.loads(answer.stdout)
        name = f"100 marks a second for a minute, {seen['database']}"
        lost = seen["due"] - seen["acknowledged"] + seen["acknowledged and not found"]
        beside = (
            f"median {seen['median ms']} ms; processor a save: workers {seen['worker ms a save']} "
            f"ms, database server {seen['database server ms a save']} ms, asking "
            f"{seen['generator ms a save']} ms; load average {seen['load average after']}"
        )
        numbers.append(Number(f"{name}: p99", seen["p99 ms"], 300, "ms", beside))
        numbers.append(Number(f"{name}: lost or late", lost, 0, "saves"))
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
        f"Load average of the last quarter of an hour: {os.getloadavg()[2]:.1f}.",
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
        numbers = [
            memory_number(folder),
            *page_numbers(folder),
            *desk_numbers(folder),
            *panel_numbers(),
            *load_numbers(),
            *start_numbers(),
        ]
    text = table(numbers)
    RESULTS.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 0 if all(number.is_kept for number in numbers) else 1


if __name__ == "__main__":
    sys.exit(main())
