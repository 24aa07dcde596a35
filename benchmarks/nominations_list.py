"""The organiser’s list of 2,530 and of 25,300 nominations, beside a bare page of its size.

    CADAIR_VAR=… python -m benchmarks.nominations_list

Makes two seasons of its own and prints JSON; `benchmarks.run` prepares the database and calls it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from typing import Any, Final

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"

SIZES: Final = (2530, 25300)
BEHIND_ONE_ENTRY: Final = 2530 / 2400
BODIES: Final = 400
PLACES: Final = ("Bangor", "Caernarfon", "Y Drenewydd", "Llanelli", "Tŷ-du", "Aberystwyth")
QUERIES: Final = {
    "list": "",
    "list, filtered": "eligibility=unchecked&category=category-3",
    "list, by title": "sort=title",
    "list, by place": "place=bangor",
    "list, flagged": "flag=incomplete",
    "list, last page": "page=9999",
    "list, searched": "q=ystwyth+prosiect",
    "list, filtered and searched": "eligibility=unchecked&language=cy&q=heddlu",
}

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def address_of(size: int) -> str:
    """Where the list of the season with so many nominations is."""
    return f"/en/desk/bench-list-{size}/nominations/"


def make_season(size: int) -> str:
    """A season with nominations in both languages; the cookie of its organiser."""
    from benchmarks.judges import _signed_in
    from cadair.nominations.actions import index_season
    from cadair.people.models import Account
    from cadair.seasons.models import Programme, Role, Season

    key = f"bench-list-{size}"
    programme = Programme.objects.create(
        key=key, name_cy="Mesur", name_en="Bench", slug_cy=f"mesur-{size}", slug_en=key
    )
    season = Season.objects.create(
        programme=programme, key=key, year=2026, name_cy="Mesur", name_en="Bench", state="checking"
    )
    number = round(size / BEHIND_ONE_ENTRY)
    entries = _make_entries(season, _make_categories(season), _make_bodies(size), number)
    _make_nominations(season, entries, size)
    index_season(season=season)
    account = Account.objects.create(email=f"bench-organiser-{size}@example.org", name="Organiser")
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


def _make_bodies(size: int) -> Any:
    from cadair.foundation.welsh.sorting import sort_key_cy, sort_key_en
    from cadair.people.models import Organisation

    return Organisation.objects.bulk_create(
        Organisation(
            key=f"list-{size}-body-{n}",
            name_cy=f"Heddlu a Chyngor Tŷ’r Ŵyl {n}",
            name_en=f"Police and Council of Housetown {n}",
            sort_cy=sort_key_cy(f"Heddlu {n}"),
            sort_en=sort_key_en(f"Police {n}"),
            is_checked=n % 20 != 0,
        )
        for n in range(BODIES)
    )


def _make_entries(season: Any, categories: Any, bodies: Any, number: int) -> Any:
    from cadair.nominations.models import Entry, EntryCategory, EntryOrganisation

    entries = Entry.objects.bulk_create(
        Entry(
            season=season,
            reference=f"2026-{n:05}",
            title_cy=f"Prosiect strydoedd diogel Dyffryn Ystŵyth rhif {n}" if n % 3 == 0 else "",
            title_en="" if n % 3 == 0 else f"The safer streets project of Ystwyth number {n}",
            title_language="cy" if n % 3 == 0 else "en",
            kind="project",
            place_cy=PLACES[n % len(PLACES)],
            place_en=PLACES[n % len(PLACES)],
            eligibility="unchecked" if n % 2 else "eligible",
        )
        for n in range(number)
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


def _make_nominations(season: Any, entries: Any, size: int) -> None:
    from cadair.foundation import clock
    from cadair.nominations.models import Flag, Nomination

    sent = Nomination.objects.bulk_create(
        Nomination(
            season=season,
            entry=entries[n % len(entries)],
            reference=f"N-{n:05}",
            language="cy" if n % 3 == 0 else "en",
            relation="third-party",
            nominator_name=f"Siân Example {n}",
            nominator_email=f"nominator{n}@example.org",
            nominator_organisation="Cyngor Example",
            submitted_at=clock.now(),
            summary="Summary of what was done. " * 20,
            answers={"prevention": "Answer. " * 200, "impact": "Answer. " * 200},
        )
        for n in range(size)
    )
    Flag.objects.bulk_create(
        Flag(nomination=each, kind="incomplete", raised_at=clock.now(), raised_by_ref="bench:1")
        for each in sent[::40]
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
    rows = []
    for size in SIZES:
        with transaction.atomic():
            cookie = make_season(size)
        for name, query in QUERIES.items():
            application, there = _with(plain, query, cookie), address_of(size)
            length = len(call(application, there, encoding="identity"))
            rows.append(
                {
                    "page": name,
                    "nominations": size,
                    "path": f"{there}{'?' if query else ''}{query}",
                    "bytes": length,
                    "wire": len(call(application, there)),
                    "queries": queries(application, there),
                    "ms": round(milliseconds(application, there), 2),
                    "bare_ms": round(milliseconds(application, f"/bench/bare/{length}/"), 2),
                }
            )
    sys.stdout.write(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
