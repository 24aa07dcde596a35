"""What every load is made of: our own server on a fresh database, browsers, and what they cost.

Requests are sent by the clock, not when the last one came back: an answer counts from the moment at
which its request was due, so that a server that stands still cannot look fast.
"""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psutil

from benchmarks.clone_to_page import ROOT
from tests.journeys.server import free_port

WORKERS = 2
GRACE_SECONDS = 15
"""A server that cannot keep up is not waited for any longer than this."""

PATIENCE_SECONDS = 30
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
CLOSES = re.compile(rb"\r\nconnection: *close", re.IGNORECASE)
PROGRAM = str(Path(sys.executable).parent / "cadair")


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
    program = [PROGRAM, "serve", "--port", str(port)]
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
