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
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import django
import psutil

from benchmarks.clone_to_page import ROOT
from tests.journeys.server import free_port

if TYPE_CHECKING:
    from benchmarks.judges import Desk

JUDGES, ENTRIES, ROUNDS = 20, 150, 2
A_SECOND = 100
SECONDS = int(sys.argv[1]) if len(sys.argv) > 1 else 60
GRACE_SECONDS = 15
"""A server that cannot keep up is not waited for any longer than this."""

WORKERS = 2
MOST_MS = 300
PATIENCE_SECONDS = 30
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
CLOSES = re.compile(rb"\r\nconnection: *close", re.IGNORECASE)


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


class Browser:
    """One connection that is kept, and as little work as possible: it shares the two cores."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._socket: socket.socket | None = None

    def send(self, request: bytes) -> int:
        """Send one request; the status of its answer, once all of that is here.

        The server closes what was idle for long: then the request is sent once more, as a
        browser does. A save that was kept already is told so by its fingerprint, never lost.
        """
        for is_fresh in (self._socket is None, True):
            if self._socket is None:
                where = ("127.0.0.1", self._port)
                self._socket = socket.create_connection(where, PATIENCE_SECONDS)
                self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            try:
                self._socket.sendall(request)
                return self._status(self._socket)
            except (ConnectionError, BrokenPipeError):
                self.close()
                if is_fresh:
                    raise
        raise ConnectionError("closed twice")

    def _status(self, connection: socket.socket) -> int:
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += self._more(connection)
        head, _blank, body = answer.partition(b"\r\n\r\n")
        length = LENGTH.search(head)
        while length and len(body) < int(length[1]):
            body += self._more(connection)
        if length is None or CLOSES.search(head):
            self.close()
        return int(head[9:12])

    @staticmethod
    def _more(connection: socket.socket) -> bytes:
        part = connection.recv(65536)
        if not part:
            raise ConnectionResetError("the server closed the connection")
        return part

    def close(self) -> None:
        """Close the connection; the next request opens another."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None


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


def processor_seconds(pid: int) -> float:
    """What the server and its workers have computed so far; a busy machine hardly changes it."""
    server_process = psutil.Process(pid)
    everybody = [server_process, *server_process.children(recursive=True)]
    return float(sum(sum(each.cpu_times()[:2]) for each in everybody))


def database_seconds() -> float:
    """What PostgreSQL’s own processes have computed; SQLite works inside the workers."""
    place = os.environ.get("PGHOST")
    total = 0.0
    for each in psutil.process_iter(["cmdline", "name"]):
        words = " ".join(each.info["cmdline"] or ())
        if place and each.info["name"] == "postgres" and place in words:
            total += processor_seconds(each.pid)
    return total


def at(part: float, times: list[float]) -> float:
    """The time within which this part of all saves came back, in milliseconds."""
    return round(sorted(times)[min(len(times) - 1, int(part * len(times)))] * 1000, 1)


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
        program = str(Path(sys.executable).parent / "cadair")
        subprocess.run([program, "migrate"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        django.setup()
        result = measured(folder, env)
    wrong = verdict(result)
    result["verdict"] = "; ".join(wrong) if wrong else "kept"
    sys.stdout.write(json.dumps(result, indent=1) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
