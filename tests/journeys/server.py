"""The real thing: `cadair up`, as `make run` starts it, on a database and a port of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.structure.source import ROOT

PATIENCE_SECONDS = 180
"""The first start fills the database with the archives and the demo season."""


def free_port() -> int:
    """A port of this machine that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(folder: Path, port: int) -> dict[str, str]:
    """That of whoever runs the tests, without what would lead to another database."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("CADAIR_", "DJANGO_", "PG"))}
    ours = {"CADAIR_VAR": str(folder), "CADAIR_DEMO": "1", "PORT": str(port)}
    return {**clean, **ours, "PYTHONUNBUFFERED": "1"}


def wait_for(base: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the first page is served.

    Raises:
        AssertionError: the server ended or took too long; with what it printed.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            with urllib.request.urlopen(base + "/", timeout=10):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            is_lost = process.poll() is not None or time.monotonic() > deadline
            assert not is_lost, f"no page at {base}:\n{log.read_text(errors='replace')}"
            time.sleep(0.1)


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ctrl-C, and wait; what does not listen is killed with its children."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextmanager
def running(folder: Path, port: int | None = None) -> Iterator[str]:
    """Web and worker on the demo; gives the address, such as `http://localhost:4711`."""
    port = port or free_port()
    base = f"http://localhost:{port}"
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [Path(sys.executable).parent / "cadair", "up"],
            cwd=ROOT,
            env=environment(folder, port),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        wait_for(base, process, log)
        yield base
    finally:
        stop(process)
