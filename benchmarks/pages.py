"""Processor time, queries and size of single pages, called in this process without a network.

    CADAIR_VAR=… python -m benchmarks.pages

Prints JSON; `benchmarks.run` prepares the database and calls it. Time is processor time of this
process (a busy machine makes it noisier, not longer), the median of many calls after a warm-up.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"

WARM_UP = 20
CALLS = 200
PROGRAMME = "safer-communities-awards"

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def call(application: Application, path: str, encoding: str = "gzip, deflate, br") -> bytes:
    """One request as a browser sends it; the body as it goes over the wire.

    Raises:
        AssertionError: the answer is not 200.
    """
    status: list[str] = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_ACCEPT_ENCODING": encoding,
        "HTTP_HOST": "localhost:8000",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": sys.stdin.buffer,
        "wsgi.errors": sys.stderr,
    }
    answer = application(environ, lambda line, *_rest: status.append(line))
    body = b"".join(answer)
    close = getattr(answer, "close", None)
    if close:
        close()
    assert status[0].startswith("200"), f"{path}: {status[0]}"
    return body


def milliseconds(application: Application, path: str) -> float:
    """The median processor time of a request."""
    for _ in range(WARM_UP):
        call(application, path)
    times = []
    for _ in range(CALLS):
        start = time.process_time_ns()
        call(application, path)
        times.append(time.process_time_ns() - start)
    return statistics.median(times) / 1e6


def queries(application: Application, path: str) -> int:
    """How many statements a request sends to any database."""
    from django.db import connections

    sent = 0

    def count(execute: Callable[..., Any], *arguments: Any) -> Any:
        nonlocal sent
        sent += 1
        return execute(*arguments)

    with ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(count))
        call(application, path)
    return sent


def paths() -> dict[str, str]:
    """What is measured: a name and an address each."""
    from benchmarks.long_list import LONG_LIST, make_long_list

    make_long_list()
    season = f"/en/{PROGRAMME}/2025/"
    from cadair.publishing.models import ReleasedSeason

    document = json.loads(
        ReleasedSeason.objects.get(
            programme_key="safer-communities", year=2025, is_current=True
        ).document
    )
    section = next(s for s in document["sections"] if s["group"] == "theme" and s["awards"])
    award = f"{season}{section['slug']['en']}/{section['awards'][0]['slug']['en']}/"
    return {
        "2025 results": season,
        "2025 results, Welsh": "/cy/gwobrau-cymunedau-mwy-diogel/2025/",
        "list of 250": LONG_LIST,
        "award": award,
    }


def main() -> None:
    """Measure every page and, right after it, a bare page of its size."""
    django.setup()
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
    rows = []
    for name, path in paths().items():
        size = len(call(application, path, encoding="identity"))
        rows.append(
            {
                "page": name,
                "path": path,
                "bytes": size,
                "wire": len(call(application, path)),
                "queries": queries(application, path),
                "ms": round(milliseconds(application, path), 2),
                "bare_ms": round(milliseconds(application, f"/bench/bare/{size}/"), 2),
            }
        )
    sys.stdout.write(json.dumps(rows))


if __name__ == "__main__":
    main()
