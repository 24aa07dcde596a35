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
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode

import django
import psutil

from benchmarks.clone_to_page import ROOT
from tests.journeys.server import free_port

JUDGES, ENTRIES, ROUNDS = 20, 150, 2
A_SECOND = 100
SECONDS = int(sys.argv[1]) if len(sys.argv) > 1 else 60
GRACE_SECONDS = 15
"""A server that cannot keep up is not waited for any longer than this."""

WORKERS = 2
MOST_MS = 300
PATIENCE_SECONDS = 30


@dataclass
class Log:
    """What one judge's browser saw: how long each save took, and what the last answer confirmed."""

    from_due: list[float] = field(default_factory=list)
    from_sent: list[float] = field(default_factory=list)
    kept: dict[str, int] = field(default_factory=dict)
    acknowledged: int = 0
    failed: list[str] = field(default_factory=list)


def environment(folder: Path) -> dict[str, str]:
    """Where the server and this process find the database."""
    ours = {
        "CADAIR_VAR": str(folder),
        "CADAIR_DEMO": "1",
        "CADAIR_WEB_WORKERS": str(WORKERS),
        "DJANGO_SETTINGS_MODULE": "cadair.config.settings",
        "PYTHONUNBUFFERED": "1",
    }
    if "PGHOST" in os.environ:
        where = f"/{os.environ['PGDATABASE']}?host={quote(os.environ['PGHOST'], safe='')}"
        ours["CADAIR_DATABASE_URL"] = f"postgresql://{os.environ['PGUSER']}@{where}"
        ours["CADAIR_PUBLIC_DATABASE_URL"] = f"postgresql://cadair_public@{where}"
    return ours


@contextmanager
def server(folder: Path, env: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """Cadair's web server; gives its port and its process.

    Raises:
        SystemExit: it does not answer; its log is printed.
    """
    port, log = free_port(), folder / "server.log"
    program = [str(Path(sys.executable).parent / "cadair"), "serve", "--port", str(port)]
    with log.open("wb") as output:
        process = subprocess.Popen(
            program, cwd=ROOT, env={**os.environ, **env}, stdout=output, stderr=output
        )
    try:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not _answers(port):
            if process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit(log.read_text(errors="replace"))
            time.sleep(0.1)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/en/sign-in/", headers={"Host": "localhost"})
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()


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


def judge(number: int, port: int, cookie: str, sheets: tuple[str, ...], start: float) -> Log:
    """One judge saves entry after entry, at the moments that are theirs."""
    from benchmarks.judges import CRITERIA
    from cadair.judging.desks import fingerprint

    log = Log()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
    headers, token = _first_page(connection, cookie, sheets[0])
    for turn in range(A_SECOND * SECONDS // JUDGES):
        round_, sheet = turn // ENTRIES, sheets[turn % ENTRIES]
        value = (turn + number) % 11
        before = (turn - ENTRIES + number) % 11
        shown = fingerprint("open", dict.fromkeys(CRITERIA, before) if round_ else {}, "")
        form = {f"mark-{key}": str(value) for key in CRITERIA}
        form |= {"shown": shown, "next": "1", "csrfmiddlewaretoken": token}
        due = start + (turn * JUDGES + number) / A_SECOND
        time.sleep(max(0.0, due - time.monotonic()))
        sent = time.monotonic()
        if sent > start + SECONDS + GRACE_SECONDS:
            log.failed.append(f"{sheet}: not sent, the minute was over")
            continue
        try:
            connection.request("POST", sheet, body=urlencode(form), headers=headers)
            answer = connection.getresponse()
            answer.read()
        except OSError as problem:
            log.failed.append(f"{sheet}: {problem!r}")
            connection.close()
            continue
        now = time.monotonic()
        log.from_due.append(now - due)
        log.from_sent.append(now - sent)
        if answer.status == 302:
            log.acknowledged += 1
            log.kept[sheet] = value
        else:
            log.failed.append(f"{sheet}: {answer.status}")
    connection.close()
    return log


def load(port: int, desks: list[tuple[str, tuple[str, ...]]]) -> tuple[list[Log], float]:
    """All judges at once; what each saw, and how many seconds it took."""
    logs: list[Log | None] = [None] * len(desks)
    start = time.monotonic() + 2

    def run(number: int) -> None:
        cookie, sheets = desks[number]
        logs[number] = judge(number, port, cookie, sheets, start)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(desks))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(logs), "a judge never came to the end"
    return [log for log in logs if log is not None], time.monotonic() - start


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


def processor_seconds(pid: int) -> float:
    """What the server and its workers have computed so far; a busy machine hardly changes it."""
    server_process = psutil.Process(pid)
    everybody = [server_process, *server_process.children(recursive=True)]
    return float(sum(sum(each.cpu_times()[:2]) for each in everybody))


def at(part: float, times: list[float]) -> float:
    """The time within which this part of all saves came back, in milliseconds."""
    return round(sorted(times)[min(len(times) - 1, int(part * len(times)))] * 1000, 1)


def main() -> int:
    """Prepare, load, count; 1 when a number is not kept."""
    with tempfile.TemporaryDirectory(prefix="cadair-load-") as name:
        folder = Path(name)
        env = environment(folder)
        os.environ.update(env)
        program = str(Path(sys.executable).parent / "cadair")
        subprocess.run([program, "migrate"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        django.setup()
        from django.db import connections

        from benchmarks.judges import make_season

        desks = make_season(judges=JUDGES, entries=ENTRIES)
        connections.close_all()
        with server(folder, env) as (port, process):
            before = processor_seconds(process)
            logs, seconds = load(port, [(desk.cookie, desk.sheets) for desk in desks])
            worked = processor_seconds(process) - before
        from_due = [each for log in logs for each in log.from_due]
        from_sent = [each for log in logs for each in log.from_sent]
        failed = [each for log in logs for each in log.failed]
        gone = lost([desk.judge for desk in desks], logs)
        connections.close_all()
        acknowledged = sum(log.acknowledged for log in logs)
        result = {
            "database": "PostgreSQL" if "PGHOST" in os.environ else "SQLite",
            "workers": WORKERS,
            "saves acknowledged": acknowledged,
            "a second": round(acknowledged / seconds, 1),
            "processor ms of the workers a save": round(worked * 1000 / acknowledged, 1),
            "median ms": at(0.5, from_due),
            "p95 ms": at(0.95, from_due),
            "p99 ms": at(0.99, from_due),
            "longest ms": at(1, from_due),
            "p99 ms from sending": at(0.99, from_sent),
            "failed": len(failed),
            "lost": len(gone),
            "examples": [*failed[:3], *gone[:3]],
        }
    sys.stdout.write(json.dumps(result, indent=1) + "\n")
    is_kept = not failed and not gone and float(str(result["p99 ms"])) <= MOST_MS
    return 0 if is_kept else 1


if __name__ == "__main__":
    sys.exit(main())
