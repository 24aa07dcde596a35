"""The last hour before closing: 20 saves and 5 forms sent each second, with 500 forms open.

    python -m benchmarks.deadline_hour [seconds] [times the rate]   # SQLite; 300 seconds, once
    python -m benchmarks.deadline_hour kill                         # kill -9 in mid-load
    python scripts/with_postgresql.py .venv/bin/python -m benchmarks.deadline_hour …

Starts Cadair's own server (two workers), its worker and a mail server that counts, all on this
machine, and stops them. An answer counts from the moment at which its request was due. Afterwards
every acknowledged save is looked for in the database, every acknowledged form among the
nominations, and its receipt among the mail. Half of the saves are what the page sends while
somebody types, half are Continue.
"""

from __future__ import annotations

import json
import logging
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import django
import psutil
from aiosmtpd.controller import Controller

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
from benchmarks.post import Mailbox, start_worker, worker
from tests.journeys.server import free_port

if TYPE_CHECKING:
    from benchmarks.nominators import Begun

OPEN, SAVES_A_SECOND, SENT_A_SECOND = 500, 20, 5
MOST_MS = 500
HANDS = 60
"""Requests that can be under way at once; those that are due meanwhile wait, and it counts."""

TOKEN = "a" * 32
KILLED_AFTER = (4.0, 9.0, 14.0)
KILL_SECONDS = 20
PAGES = ("prevention", "innovation", "impact")


@dataclass(frozen=True, slots=True)
class Request:
    """One request with the moment at which it is due, in seconds from the start.

    `text` is what a save writes to `page` of the form with the key `draft`; a form that is sent
    writes nothing.
    """

    due: float
    draft: int
    page: str
    text: str
    content: bytes


@dataclass
class Log:
    """What came back: seconds from due, and what the server says it has kept."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    saves: list[float] = field(default_factory=list)
    sends: list[float] = field(default_factory=list)
    kept: dict[tuple[int, str], set[str]] = field(default_factory=dict)
    sent: set[int] = field(default_factory=set)
    failed: list[str] = field(default_factory=list)

    def answered(self, request: Request, status: int, took: float) -> None:
        """Note an answer: what was acknowledged, or that it was not."""
        with self.lock:
            (self.saves if request.text else self.sends).append(took)
            if status not in {200, 302}:
                self.failed.append(f"{request.page or 'check'}: {status}")
            elif request.text:
                # Two saves of one page may be under way at once: either may be the last.
                self.kept.setdefault((request.draft, request.page), set()).add(request.text)
            else:
                self.sent.add(request.draft)

    def broken(self, request: Request, problem: object) -> None:
        """Note a request without an answer: it may be kept or not."""
        with self.lock:
            self.failed.append(f"{request.page or 'check'}: {problem!r}")
            if request.text and (request.draft, request.page) in self.kept:
                self.kept[request.draft, request.page].add(request.text)


def _content(form: Begun, path: str, fields: Mapping[str, str], address: str) -> bytes:
    body = urlencode({**fields, "csrfmiddlewaretoken": TOKEN})
    head = (
        f"POST {form.address}{path} HTTP/1.1\r\nHost: localhost\r\n"
        f"Cookie: {form.cookie}; csrf={TOKEN}\r\nX-Forwarded-For: {address}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return (head + body).encode()


def requests(
    writing: list[Begun], sending: list[Begun], seconds: float, rate: float
) -> list[Request]:
    """Everything that will be sent, in the order in which it is due."""
    from benchmarks.nominators import ANSWER

    found = []
    for number in range(int(SAVES_A_SECOND * rate * seconds)):
        form = writing[number % len(writing)]
        page = PAGES[(number // len(writing)) % len(PAGES)]
        text = f"{number} {ANSWER}".strip()
        fields = {"answer": text, "seen": "999999999"}
        if number % 2:
            fields["autosave"] = "1"
        content = _content(form, f"question/{page}/", fields, _address(number % len(writing)))
        due = number / (SAVES_A_SECOND * rate)
        found.append(Request(due, form.pk, page, text, content))
    for number, form in enumerate(sending):
        content = _content(form, "check/", {"declared": "1"}, _address(100_000 + number))
        found.append(Request(number / (SENT_A_SECOND * rate), form.pk, "", "", content))
    return sorted(found, key=lambda each: each.due)


def _address(number: int) -> str:
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def load(port: int, due: list[Request], seconds: float) -> tuple[Log, float]:
    """Send everything when it is due; what came back, and the seconds it took."""
    log, waiting = Log(), queue.SimpleQueue[Request | None]()
    start = time.monotonic() + 1
    hands = [
        threading.Thread(target=_hand, args=(port, waiting, log, start, seconds))
        for _ in range(HANDS)
    ]
    for each in hands:
        each.start()
    for request in due:
        time.sleep(max(0.0, start + request.due - time.monotonic()))
        waiting.put(request)
    for _each in hands:
        waiting.put(None)
    for each in hands:
        each.join()
    return log, time.monotonic() - start


def _hand(
    port: int,
    waiting: queue.SimpleQueue[Request | None],
    log: Log,
    start: float,
    seconds: float,
) -> None:
    """Send one request after the other, as long as there are any."""
    browser = Browser(port)
    while (request := waiting.get()) is not None:
        if time.monotonic() > start + seconds + GRACE_SECONDS:
            log.broken(request, "not sent, the time was over")
            continue
        try:
            status = browser.send(request.content)
            log.answered(request, status, time.monotonic() - start - request.due)
        except OSError as problem:
            browser.close()
            log.broken(request, problem)
    browser.close()


def lost(log: Log) -> list[str]:
    """What was acknowledged and is not there."""
    from cadair.nominations.models import Draft

    answers = dict(
        Draft.objects.filter(pk__in={pk for pk, _page in log.kept}).values_list("pk", "answers")
    )
    missing = [
        f"save of {page} in {pk}"
        for (pk, page), texts in log.kept.items()
        if answers[pk].get(f"question-{page}", {}).get("values", {}).get("answer") not in texts
    ]
    sent = set(
        Draft.objects.filter(pk__in=log.sent).exclude(nomination=None).values_list("pk", flat=True)
    )
    return missing + [f"form {pk} sent" for pk in log.sent - sent]


def receipts(log: Log, mailbox: Mailbox) -> dict[str, int]:
    """How many receipts each acknowledged form has: in the outbox, and in the mail.

    Two messages with one Message-ID are one receipt, of which a mail program shows one.
    """
    from cadair.mail.models import OutboxMessage
    from cadair.nominations.models import Draft

    sent = Draft.objects.filter(pk__in=log.sent).values_list("nomination__public_id", flat=True)
    wanted = {f"nomination-received:{each}" for each in sent}
    queued = OutboxMessage.objects.filter(once__in=wanted)
    ids = [f"<{each}@" for each in queued.values_list("public_id", flat=True)]
    arrived = Counter(message.split("@")[0] + "@" for message in mailbox.messages)
    return {
        "wanted": len(wanted),
        "in the outbox": queued.count(),
        "in the mail": sum(arrived[each] == 1 for each in ids),
        "sent again with the same Message-ID": sum(n - 1 for n in mailbox.messages.values()),
    }


def _wait_for_mail(seconds: float) -> None:
    from cadair.mail.models import OutboxMessage
    from cadair.mail.states import Delivery

    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not OutboxMessage.objects.filter(state=Delivery.WAITING).exists():
            return
        time.sleep(1)


def measured(folder: Path, mailbox: Mailbox, seconds: float, rate: float) -> dict[str, Any]:
    """Everything that one load shows."""
    from django.db import connections

    from benchmarks.nominators import begin, make_season

    season = make_season()
    writing = begin(season, OPEN)
    sending = begin(season, int(SENT_A_SECOND * rate * seconds))
    due, busy = requests(writing, sending, seconds, rate), os.getloadavg()[0]
    connections.close_all()
    with server(folder, {}) as (port, process), worker(folder):
        before, stored = processor_seconds(process), database_seconds()
        log, took = load(port, due, seconds)
        worked, stored = processor_seconds(process) - before, database_seconds() - stored
        _wait_for_mail(PATIENCE_SECONDS)
    gone, count = lost(log), len(log.saves) + len(log.sends)
    connections.close_all()
    return {
        "database": "PostgreSQL" if "PGHOST" in os.environ else "SQLite",
        "workers": WORKERS,
        "a second": f"{SAVES_A_SECOND * rate:g} saves, {SENT_A_SECOND * rate:g} sent",
        "seconds": round(took, 1),
        "due": len(due),
        "acknowledged saves": len(log.saves),
        "acknowledged forms": len(log.sent),
        "acknowledged and not found": len(gone),
        "failed or not sent": len(log.failed),
        "receipts": receipts(log, mailbox),
        "worker ms a request": round(worked * 1000 / max(count, 1), 1),
        "database server ms a request": round(stored * 1000 / max(count, 1), 1),
        "median ms of a save": at(0.5, log.saves),
        "p99 ms of a save": at(0.99, log.saves),
        "median ms of sending": at(0.5, log.sends),
        "p99 ms of sending": at(0.99, log.sends),
        "p99 ms": at(0.99, log.saves + log.sends),
        "longest ms": at(1, log.saves + log.sends),
        "load average before": round(busy, 1),
        "load average after": round(os.getloadavg()[0], 1),
        "examples": [*log.failed[:3], *gone[:3]],
    }


def killed(folder: Path, mailbox: Mailbox) -> dict[str, Any]:
    """Kill web workers and worker again and again in mid-load, without a word of warning."""
    from django.db import connections

    from benchmarks.nominators import begin, make_season

    season = make_season()
    writing, sending = begin(season, OPEN), begin(season, SENT_A_SECOND * KILL_SECONDS)
    due = requests(writing, sending, KILL_SECONDS, 1)
    connections.close_all()
    with server(folder, {}) as (port, process), worker(folder) as workers:
        timers = [
            threading.Timer(1 + after, _kill, [process, folder, workers]) for after in KILLED_AFTER
        ]
        for each in timers:
            each.start()
        log, _took = load(port, due, KILL_SECONDS)
        for each in timers:
            each.join()
        # What a killed worker held is taken by the next one after five minutes.
        _wait_for_mail(400)
    gone = lost(log)
    result = {
        "database": "PostgreSQL" if "PGHOST" in os.environ else "SQLite",
        "killed": f"web workers and worker, {len(KILLED_AFTER)} times",
        "due": len(due),
        "acknowledged saves": len(log.saves),
        "acknowledged forms": len(log.sent),
        "acknowledged and not found": len(gone),
        "without an answer, because of the kill": len(log.failed),
        "receipts": receipts(log, mailbox),
        "examples": gone[:3],
    }
    connections.close_all()
    return result


def _kill(server_process: int, folder: Path, workers: list[subprocess.Popen[bytes]]) -> None:
    for child in psutil.Process(server_process).children():
        child.send_signal(signal.SIGKILL)
    workers[-1].kill()
    workers[-1].wait()
    workers[-1] = start_worker(folder)


def verdict(result: Mapping[str, Any]) -> list[str]:
    """What is not kept; empty when everything is."""
    wrong = []
    mail = result["receipts"]
    if result["acknowledged and not found"]:
        wrong.append("something acknowledged was lost")
    if not mail["wanted"] == mail["in the outbox"] == mail["in the mail"]:
        wrong.append("not exactly one receipt for every form")
    if result.get("failed or not sent"):
        wrong.append("not everything was acknowledged")
    if result.get("p99 ms", 0) > MOST_MS:
        wrong.append(f"p99 is over {MOST_MS} ms")
    return wrong


def main(words: list[str]) -> int:
    """Prepare, load, count; 1 when something is not kept."""
    logging.getLogger("mail.log").setLevel(logging.WARNING)
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    with tempfile.TemporaryDirectory(prefix="cadair-load-") as name:
        folder = Path(name)
        os.environ.update(environment(folder))
        os.environ["CADAIR_TRUSTED_PROXY"] = "127.0.0.1"
        os.environ["CADAIR_MAIL_URL"] = f"smtp+plain://127.0.0.1:{controller.port}"
        subprocess.run([PROGRAM, "migrate"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        django.setup()
        if words[:1] == ["kill"]:
            result = killed(folder, mailbox)
        else:
            numbers = [float(word) for word in words]
            seconds, rate = (*numbers, *(300.0, 1.0)[len(numbers) :])[:2]
            result = measured(folder, mailbox, seconds, rate)
    controller.stop()
    wrong = verdict(result)
    result["verdict"] = "; ".join(wrong) if wrong else "kept"
    sys.stdout.write(json.dumps(result, indent=1) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
