"""Processor time, queries and size of a nominator’s pages, and of saving one, in this process.

    CADAIR_VAR=… python -m benchmarks.form_page

Prints JSON; `benchmarks.run` prepares the database and calls it. 500 forms are open and 3,000
organisations stand in the register. What a first visit brings over the wire with styles and
letters is asserted in `tests/journeys/test_nominating.py`.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from itertools import count, cycle

import django

from benchmarks.judging import Answered, Application, ask, measured, queries, token_of

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"

OPEN, REGISTERED = 500, 3_000
MOST_MS = 8
PAGES = (
    "",
    "language/",
    "entry/",
    "people/",
    "organisations/",
    "summary/",
    "question/impact/",
    "evidence/",
    "you/",
    "check/",
)


def register(number: int) -> None:
    """Put so many organisations into the register."""
    from cadair.foundation.welsh.sorting import sort_key_cy, sort_key_en
    from cadair.people.models import Organisation

    Organisation.objects.bulk_create(
        Organisation(
            key=f"body-{each}",
            name_cy=f"Corff {each}",
            name_en=f"Body {each}",
            sort_cy=sort_key_cy(f"Corff {each}"),
            sort_en=sort_key_en(f"Body {each}"),
        )
        for each in range(number)
    )


def saves(application: Application, address: str, cookie: str) -> Iterator[Answered]:
    """Press Continue on a long text, each time with other words."""
    from benchmarks.nominators import ANSWER, CRITERIA

    page = f"{address}question/impact/"
    token, csrf = token_of(ask(application, page, cookie))
    for number, key in zip(count(), cycle(CRITERIA)):
        form = {"answer": f"{number} {ANSWER}".strip(), "seen": "999999999"}
        form["csrfmiddlewaretoken"] = token
        yield ask(application, f"{address}question/{key}/", f"{cookie}; {csrf}", form)


def main() -> None:
    """Make the season, measure, print."""
    django.setup()
    from django.core.wsgi import get_wsgi_application

    from benchmarks.nominators import begin, make_season

    form = begin(make_season(), OPEN)[0]
    register(REGISTERED)
    application = get_wsgi_application()
    save = saves(application, form.address, form.cookie)
    calls: dict[str, tuple[Callable[[], Answered], str]] = {
        f"page {page or 'of tasks'}": (
            lambda page=page: ask(application, form.address + page, form.cookie),  # type: ignore[misc]
            "200",
        )
        for page in PAGES
    }
    calls["Continue"] = (lambda: next(save), "302")
    rows = [
        {
            "page": name,
            "ms": round(measured(call, status), 2),
            "queries": queries(call),
            "bytes": len(call().body),
        }
        for name, (call, status) in calls.items()
    ]
    sys.stdout.write(json.dumps(rows, indent=1) + "\n")


if __name__ == "__main__":
    main()
