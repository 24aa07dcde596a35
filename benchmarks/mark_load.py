"""A hundred saved marks a second for a minute, by twenty judges at once, and none of them lost.

    python -m benchmarks.mark_load [seconds]                                    # SQLite
    python scripts/with_postgresql.py .venv/bin/python -m benchmarks.mark_load  # PostgreSQL

Starts Cadair's own server with two workers on a database in a temporary folder, on this machine
only, and stops it after at most a minute of load. Requests are sent by the clock, not when the last
one came back: a save counts from the moment at which it was due, so that a server that stands still
cannot look fast. Afterwards every acknowledged save is looked for in the database.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import django

from benchmarks.clone_to_page import ROOT
from benchmarks.load import (
    GRACE_SECONDS,
    PATIENCE_SECONDS,
    PROGRAM,
    WORKERS,
    Browser,
    at,
    database_seconds,
    environment,
    processor_seconds,
    server,
)

if TYPE_CHECKING:
    from benchmarks.judges import Desk

JUDGES, ENTRIES, ROUNDS = 20, 150, 2
A_SECOND = 100
SECONDS = int(sys.argv[1]) if len(sys.argv) > 1 else 60
MOST_MS = 300


@dataclass
class Log:
    """What one judge's browser saw: how long each save took, and what the last answer confirmed."""

    from_due: list[float] = field(default_factory=list)
    from_sent: list[float] = field(default_factory=list)
    kept: dict[str, int] = field(default_factory=dict)
    acknowledged: int = 0
    failed: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Save:
    """One request, ready to be sent, and what it gives where."""

    sheet: str
    value: int
    request: bytes


def _first_page(
    connection: http.client.HTTPConnection, cookie: str, sheet: str
) -> tuple[dict[str, str], str]:
    """Open an entry as a browser does; what each form then carries."""
    headers = {"Host": "localhost", "Cookie": cookie}
    connection.request("GET", sheet, headers=headers)
    page = connection.getresponse()
    text = page.read().decode()
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)
    assert found, (page.status, text[:500])
    headers["Cookie"] += "; " + str(page.headers["Set-Cookie"]).split(";")[0]
    return {**headers, "Content-Type": "application/x-www-form-urlencoded"}, found[1]


def _requests(number: int, port: int, cookie: str, sheets: tuple[str, ...]) -> list[Save]:
    """Everything one judge will send, made before the clock starts."""
    from benchmarks.judges import CRITERIA
    from cadair.judging.desks import fingerprint

    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
    headers, token = _first_page(connection, cookie, sheets[0])
    connection.close()
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    saves = []
    for turn in range(A_SECOND * SECONDS // JUDGES):
        round_, sheet = turn // ENTRIES, sheets[turn % ENTRIES]
        value = (turn + number) % 11
        before = (turn - ENTRIES + number) % 11
        shown = fingerprint("open", dict.fromkeys(CRITERIA, before) if round_ else {}, "")
        form = {f"mark-{key}": str(value) for key in CRITERIA}
        form |= {"shown": shown, "next": "1", "csrfmiddlewaretoken": token}
        body = urlencode(form)
        text = f"POST {sheet} HTTP/1.1\r\n{head}Content-Length: {len(body)}\r\n\r\n{body}"
        saves.append(Save(sheet, value, text.encode()))
    return saves


def judge(number: int, port: int, saves: list[Save], start: float) -> Log:
    """One judge saves entry after entry, at the moments that are theirs."""
    log, browser = Log(), Browser(port)
    for turn, save in enumerate(saves):
        due = start + (turn * JUDGES + number) / A_SECOND
        time.sleep(max(0.0, due - time.monotonic()))
        sent = time.monotonic()
        if sent > start + SECONDS + GRACE_SECONDS:
            log.failed.append(f"{save.sheet}: not sent, the minute was over")
            continue
        try:
            status = browser.send(save.request)
        except OSError as problem:
            log.failed.append(f"{save.sheet}: {problem!r}")
            browser.close()
            continue
        now = time.monotonic()
        log.from_due.append(now - due)
        log.from_sent.append(now - sent)
        if status == 302:
            log.acknowledged += 1
            log.kept[save.sheet] = save.value
        else:
            log.failed.append(f"{save.sheet}: {status}")
    browser.close()
    return log


def load(port: int, desks: list[Desk]) -> tuple[list[Log], float, float]:
    """All judges at once; what each saw, the seconds it took, and what asking itself computed."""
    logs: list[Log | None] = [None] * len(desks)
    saves = [_requests(n, port, desk.cookie, desk.sheets) for n, desk in enumerate(desks)]
    start, before = time.monotonic() + 2, time.process_time()

    def run(number: int) -> None:
        logs[number] = judge(number, port, saves[number], start)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(desks))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(logs), "a judge never came to the end"
    took, own = time.monotonic() - start, time.process_time() - before
    return [log for log in logs if log is not None], took, own


def lost(judges: list[int], logs: list[Log]) -> list[str]:
    """Acknowledged saves of which the database does not hold the last word."""
    from benchmarks.judges import CRITERIA
    from cadair.audit.models import AuditEntry
    from cadair.judging.models import Mark

    missing = []
    for pk, log in zip(judges, logs, strict=True):
        rows = Mark.objects.filter(scorecard__judge=pk)
        stored: dict[str, list[int]] = {}
        for entry, value in rows.values_list("scorecard__entry__public_id", "value"):
            stored.setdefault(entry, []).append(value)
        for sheet, value in log.kept.items():
            if stored.get(sheet.split("/")[-2]) != [value] * len(CRITERIA):
                missing.append(sheet)
    acknowledged = sum(log.acknowledged for log in logs)
    recorded = AuditEntry.objects.filter(action="save_scorecard").count()
    if recorded < acknowledged:
        missing.append(f"in the record: {recorded} of {acknowledged}")
    return missing


def measured(folder: Path, env: Mapping[str, str]) -> dict[str, Any]:
    """Everything that one load shows."""
    from django.db import connections

    from benchmarks.judges import make_season

    desks = make_season(judges=JUDGES, entries=ENTRIES)
    connections.close_all()
    busy = os.getloadavg()[0]
    with server(folder, env) as (port, process):
        before, stored = processor_seconds(process), database_seconds()
        logs, seconds, own = load(port, desks)
        worked, stored = processor_seconds(process) - before, database_seconds() - stored
    from_due = [each for log in logs for each in log.from_due]
    from_sent = [each for log in logs for each in log.from_sent]
    failed = [each for log in logs for each in log.failed]
    gone = lost([desk.judge for desk in desks], logs)
    connections.close_all()
    acknowledged = sum(log.acknowledged for log in logs)
    return {
        "database": "PostgreSQL" if "PGHOST" in os.environ else "SQLite",
        "workers": WORKERS,
        "due": A_SECOND * SECONDS,
        "acknowledged": acknowledged,
        "acknowledged and not found": len(gone),
        "failed or not sent": len(failed),
        "a second": round(acknowledged / seconds, 1),
        "worker ms a save": round(worked * 1000 / acknowledged, 2),
        "database server ms a save": round(stored * 1000 / acknowledged, 2),
        "generator ms a save": round(own * 1000 / acknowledged, 2),
        "median ms": at(0.5, from_due),
        "p95 ms": at(0.95, from_due),
        "p99 ms": at(0.99, from_due),
        "longest ms": at(1, from_due),
        "p99 ms from sending": at(0.99, from_sent),
        "cores": os.cpu_count(),
        "load average before": round(busy, 1),
        "load average after": round(os.getloadavg()[0], 1),
        "examples": [*failed[:3], *gone[:3]],
    }


def verdict(result: Mapping[str, Any]) -> list[str]:
    """What is not kept; empty when everything is."""
    wrong = []
    if result["acknowledged and not found"]:
        wrong.append("saves were lost")
    if result["failed or not sent"]:
        wrong.append("not every save was acknowledged in time")
    if result["p99 ms"] > MOST_MS:
        wrong.append(f"p99 is over {MOST_MS} ms")
    return wrong


def main() -> int:
    """Prepare, load, count; 1 when a number is not kept."""
    with tempfile.TemporaryDirectory(prefix="cadair-load-") as name:
        folder = Path(name)
        env = environment(folder)
        os.environ.update(env)
        subprocess.run([PROGRAM, "migrate"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        django.setup()
        result = measured(folder, env)
    wrong = verdict(result)
    result["verdict"] = "; ".join(wrong) if wrong else "kept"
    sys.stdout.write(json.dumps(result, indent=1) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
