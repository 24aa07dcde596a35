"""The worker and the mail of a load: Cadair's worker, and a mail server that counts."""

from __future__ import annotations

import contextlib
import subprocess
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path
from typing import Any

from benchmarks.clone_to_page import ROOT
from benchmarks.load import PATIENCE_SECONDS, PROGRAM


class Mailbox:
    """Takes mail and counts it by Message-ID, as mail programs do."""

    def __init__(self) -> None:
        self.messages: Counter[str] = Counter()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        """Accept a message."""
        self.messages[str(message_from_bytes(envelope.content)["Message-ID"])] += 1
        return "250 OK"


@contextlib.contextmanager
def worker(folder: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Cadair's worker; whoever kills it starts another and puts it into the list."""
    running = [start_worker(folder)]
    try:
        yield running
    finally:
        for each in running:
            each.terminate()
            each.wait(PATIENCE_SECONDS)


def start_worker(folder: Path) -> subprocess.Popen[bytes]:
    """Another worker, beside or instead of the first."""
    with (folder / "worker.log").open("ab") as log:
        return subprocess.Popen([PROGRAM, "worker"], cwd=ROOT, stdout=log, stderr=log)
