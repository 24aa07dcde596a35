"""Processor time and queries of a judge's pages and of saving a mark, called in this process.

    CADAIR_VAR=… python -m benchmarks.judging

Prints JSON. One judge with 253 entries, of which some are marked. Time is processor time, the
median of many calls after a warm-up, as in `benchmarks.pages`.
"""

from __future__ import annotations

import io
import json
import os
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count, cycle
from typing import Any
from urllib.parse import urlencode

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"

ENTRIES = 253
WARM_UP = 30
CALLS = 200
MOST_MS = {"desk": 10, "declarations": None, "reading": 10, "saving a mark": 15}

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer, as far as it is measured."""

    status: str
    headers: dict[str, str]
    body: bytes


def ask(
    application: Application, path: str, cookie: str, form: dict[str, str] | None = None
) -> Answered:
    """One request of a signed-in judge; a form makes it a POST."""
    body = urlencode(form or {}).encode()
    seen: list[Any] = []
    environ = {
        "REQUEST_METHOD": "POST" if form is not None else "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_COOKIE": cookie,
        "HTTP_HOST": "localhost:8000",
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(body)),
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
    }
    answer = application(environ, lambda line, headers, *_rest: seen.extend((line, headers)))
    text = b"".join(answer)
    close = getattr(answer, "close", None)
    if close:
        close()
    return Answered(seen[0], dict(seen[1]), text)


def token_of(page: Answered) -> tuple[str, str]:
    """The hidden CSRF token of a page, and the cookie that belongs to it."""
    found = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page.body)
    assert found, page.status
    return found[1].decode(), page.headers["Set-Cookie"].split(";")[0]


def measured(call: Callable[[], Answered], expected: str) -> float:
    """The median processor time of a call."""
    times = []
    for number in range(WARM_UP + CALLS):
        start = time.process_time_ns()
        answer = call()
        taken = time.process_time_ns() - start
        assert answer.status.startswith(expected), (answer.status, answer.body[:300])
        if number >= WARM_UP:
            times.append(taken)
    return statistics.median(times) / 1e6


def queries(call: Callable[[], Answered]) -> int:
    """How many statements one call sends."""
    from django.db import connections

    sent = 0

    def counting(execute: Callable[..., Any], *arguments: Any) -> Any:
        nonlocal sent
        sent += 1
        return execute(*arguments)

    with ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(counting))
        call()
    return sent


def saves(application: Application, cookie: str, sheets: tuple[str, ...]) -> Iterator[Answered]:
    """Save other marks each time, entry after entry, as “Save and next” does."""
    from benchmarks.judges import CRITERIA

    token, csrf = token_of(ask(application, sheets[0], cookie))
    for number, sheet in zip(count(), cycle(sheets)):
        form = {f"mark-{key}": str((number + n) % 11) for n, key in enumerate(CRITERIA)}
        form |= {"comment": f"Number {number}", "next": "1", "csrfmiddlewaretoken": token}
        yield ask(application, sheet, f"{cookie}; {csrf}", form | {"shown": _shown(number)})


def _shown(number: int) -> str:
    """What the page would have carried; the first round finds nothing kept yet."""
    from benchmarks.judges import CRITERIA
    from cadair.judging.desks import fingerprint

    before = number - ENTRIES
    marks = {key: (before + n) % 11 for n, key in enumerate(CRITERIA)} if before >= 0 else {}
    return fingerprint("open", marks, f"Number {before}" if before >= 0 else "")


def main() -> None:
    """Make the season, measure, print."""
    django.setup()
    from django.core.wsgi import get_wsgi_application

    from benchmarks.judges import KEY, make_season

    [desk] = make_season(judges=1, entries=ENTRIES)
    application = get_wsgi_application()
    save = saves(application, desk.cookie, desk.sheets)
    next(save)
    pages = {
        "desk": f"/en/judging/{KEY}/",
        "declarations": f"/en/judging/{KEY}/declare/",
        "reading": desk.sheets[1],
        "locking": f"/en/judging/{KEY}/lock/",
        "bare page": "/bench/bare/20000/",
    }
    calls: dict[str, tuple[Callable[[], Answered], str]] = {
        "saving a mark": (lambda: next(save), "302")
    }
    for name, path in pages.items():
        calls[name] = (lambda path=path: ask(application, path, desk.cookie), "200")  # type: ignore[misc]
    rows = [
        {
            "page": name,
            "ms": round(measured(call, status), 2),
            "queries": queries(call),
            "most_ms": MOST_MS.get(name),
        }
        for name, (call, status) in calls.items()
    ]
    sys.stdout.write(json.dumps(rows, indent=1) + "\n")


if __name__ == "__main__":
    main()
