"""The organiser’s list of 2,530 nominations, filtered, beside a bare page of its size.

    CADAIR_VAR=… python -m benchmarks.nominations_list

Makes a season of its own and prints JSON; `benchmarks.run` prepares the database and calls it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from typing import Any, Final

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"

ENTRIES: Final = 2400
NOMINATIONS: Final = 2530
BODIES: Final = 400
KEY: Final = "bench-list"
LIST: Final = f"/en/desk/{KEY}/nominations/"
QUERIES: Final = {
    "list": "",
    "list, filtered": "eligibility=unchecked&category=category-3",
    "list, searched": "q=ystwyth+prosiect",
    "list, filtered and searched": "eligibility=unchecked&language=cy&q=heddlu",
}

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def make_season() -> str:
    """A season with nominations in both languages; the cookie of its organiser."""
    from benchmarks.judges import _signed_in
    from cadair.people.models import Account
    from cadair.seasons.models import Programme, Role, Season

    programme = Programme.objects.create(
        key=KEY, name_cy="Mesur", name_en="Bench", slug_cy="mesur-rhestr", slug_en="bench-list"
    )
    season = Season.objects.create(
        programme=programme, key=KEY, year=2026, name_cy="Mesur", name_en="Bench", state="checking"
    )
    _make_nominations(season, _make_entries(season, _make_categories(season), _make_bodies()))
    account = Account.objects.create(email="bench-organiser@example.org", name="Organiser")
    Role.objects.create(season=season, account=account, role="organiser")
    return _signed_in(account)


def _make_categories(season: Any) -> Any:
    from benchmarks.judges import CATEGORIES
    from cadair.foundation.welsh.sorting import sort_key_cy, sort_key_en
    from cadair.seasons.models import Category

    return Category.objects.bulk_create(
        Category(
            season=season,
            key=f"category-{n}",
            group="theme",
            position=n,
            name_cy=f"Categori {n}",
            name_en=f"Category {n}",
            sort_cy=sort_key_cy(f"Categori {n}"),
            sort_en=sort_key_en(f"Category {n}"),
            slug_cy=f"categori-{n}",
            slug_en=f"category-{n}",
        )
        for n in range(CATEGORIES)
    )


def _make_bodies() -> Any:
    from cadair.foundation.welsh.sorting import sort_key_cy, sort_key_en
    from cadair.people.models import Organisation

    return Organisation.objects.bulk_create(
        Organisation(
            key=f"list-body-{n}",
            name_cy=f"Heddlu a Chyngor Tŷ’r Ŵyl {n}",
            name_en=f"Police and Council of Housetown {n}",
            sort_cy=sort_key_cy(f"Heddlu {n}"),
            sort_en=sort_key_en(f"Police {n}"),
            is_checked=n % 20 != 0,
        )
        for n in range(BODIES)
    )


def _make_entries(season: Any, categories: Any, bodies: Any) -> Any:
    from cadair.nominations.models import Entry, EntryCategory, EntryOrganisation

    entries = Entry.objects.bulk_create(
        Entry(
            season=season,
            reference=f"2026-{n:04}",
            title_cy=f"Prosiect strydoedd diogel Dyffryn Ystŵyth rhif {n}" if n % 3 == 0 else "",
            title_en="" if n % 3 == 0 else f"The safer streets project of Ystwyth number {n}",
            title_language="cy" if n % 3 == 0 else "en",
            kind="project",
            eligibility="unchecked" if n % 2 else "eligible",
        )
        for n in range(ENTRIES)
    )
    EntryCategory.objects.bulk_create(
        EntryCategory(entry=entry, category=categories[n % len(categories)])
        for n, entry in enumerate(entries)
    )
    EntryOrganisation.objects.bulk_create(
        EntryOrganisation(entry=entry, organisation=bodies[(n * step) % BODIES], position=step)
        for n, entry in enumerate(entries)
        for step in (1, 7)
        if step == 1 or (n * 7) % BODIES != n % BODIES
    )
    return entries


def _make_nominations(season: Any, entries: Any) -> None:
    from cadair.foundation import clock
    from cadair.nominations.models import Nomination

    Nomination.objects.bulk_create(
        Nomination(
            season=season,
            entry=entries[n % ENTRIES],
            reference=f"N-{n:04}",
            language="cy" if n % 3 == 0 else "en",
            relation="third-party",
            nominator_name=f"Siân Example {n}",
            nominator_email=f"nominator{n}@example.org",
            nominator_organisation="Cyngor Example",
            submitted_at=clock.now(),
            summary="Summary of what was done. " * 20,
            answers={"prevention": "Answer. " * 200, "impact": "Answer. " * 200},
        )
        for n in range(NOMINATIONS)
    )


def _with(application: Application, query: str, cookie: str) -> Application:
    """The application as one browser asks it."""

    def asked(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        return application({**environ, "QUERY_STRING": query, "HTTP_COOKIE": cookie}, start)

    return asked


def main() -> None:
    """Measure the list as it is asked for, and right after it a bare page of its size."""
    django.setup()
    from django.core.wsgi import get_wsgi_application
    from django.db import transaction

    from benchmarks.pages import call, milliseconds, queries

    plain = get_wsgi_application()
    with transaction.atomic():
        cookie = make_season()
    rows = []
    for name, query in QUERIES.items():
        application = _with(plain, query, cookie)
        size = len(call(application, LIST, encoding="identity"))
        rows.append(
            {
                "page": name,
                "path": f"{LIST}{'?' if query else ''}{query}",
                "bytes": size,
                "wire": len(call(application, LIST)),
                "queries": queries(application, LIST),
                "ms": round(milliseconds(application, LIST), 2),
                "bare_ms": round(milliseconds(application, f"/bench/bare/{size}/"), 2),
            }
        )
    sys.stdout.write(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
