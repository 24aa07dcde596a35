"""How many nominations came when, for what, in which language; where people leave off."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cadair.foundation.bilingual import active_language
from cadair.foundation.cells import guarded
from cadair.nominations.figures import (
    FEWEST_SHOWN,
    Part,
    by_category,
    by_kind,
    by_language,
    by_place,
    by_relation,
    by_sector,
    by_source,
    days_of,
    season_before,
    turnaround,
)
from cadair.nominations.reached import how_far
from cadair.nominations.states import EntryKind, NominationSource, Relation
from cadair.people.states import Sector
from cadair.seasons.models import Season
from cadair.seasons.questions import questions_of
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import render_desk
from cadair.web.shared.guards import Visit, season_page
from cadair.web.staff.figures.charts import Bar, bars, curve
from cadair.web.staff.figures.views.monitoring import who_nominates

LANGUAGES = {"cy": "Cymraeg", "en": "English"}
MOST_PLACES = 20


@season_page(SeasonRole.ORGANISER)
def figures(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/figures`: charts with a table beside each."""
    season = visit.season
    days = days_of(season)
    context = {
        "days": days,
        "curve": curve(
            [day.came for day in days], [day.whole for day in days], [day.before for day in days]
        ),
        "earlier": season_before(season),
        "parts": list(_parts(season)),
        "turnaround": [
            {"language": LANGUAGES[each.language], "lang": each.language, "each": each}
            for each in turnaround(season)
        ],
        "how_far": how_far(season),
        "pages": _pages(season),
        "fewest": FEWEST_SHOWN,
        **who_nominates(season),
    }
    return render_desk(request, visit, "staff_figures/figures.html", context)


def _parts(season: Season) -> Iterator[dict[str, Any]]:
    """Each chart: its key, what it is called, what a line of it is, and its lines."""
    yield _chart("category", _("By category"), _("Category"), _by_category(season))
    spoken = [(LANGUAGES[part.key], part) for part in by_language(season)]
    yield _chart("language", _("By language"), _("Language"), spoken)
    kinds = [(_kind(part.key), part) for part in by_kind(season)]
    yield _chart("kind", _("By kind of entry"), _("Kind"), kinds)
    whose = [(_relation(part.key), part) for part in by_relation(season)]
    yield _chart("relation", _("By who nominates"), _("Who nominates"), whose)
    sectors = [(_sector(part.key), part) for part in by_sector(season)]
    yield _chart("sector", _("By sector of the organisations"), _("Sector"), sectors)
    sources = [(_source(part.key), part) for part in by_source(season)]
    yield _chart("source", _("By how it reached us"), _("How it reached us"), sources)
    places = [(part.key or _("not said"), part) for part in by_place(season)[:MOST_PLACES]]
    yield _chart("place", _("By place"), _("Place"), places)


def _chart(key: str, called: str, column: str, parts: Sequence[tuple[str, Part]]) -> dict[str, Any]:
    rows = [(label, part.nominations, part.entries) for label, part in parts]
    return {"key": key, "called": called, "column": column, "bars": bars(rows)}


def _by_category(season: Season) -> list[tuple[str, Part]]:
    language = active_language()
    names = {each.key: each.name.in_language(language) for each in season.categories.all()}
    return [(names[part.key], part) for part in by_category(season)]


def _kind(key: str) -> str:
    return str(EntryKind(key).label) if key in EntryKind.values else _("not said")


def _sector(key: str) -> str:
    return str(Sector(key).label) if key in Sector.values else _("not said")


def _source(key: str) -> str:
    return str(NominationSource(key).label) if key in NominationSource.values else _("not said")


def _relation(key: str) -> str:
    return str(Relation(key).label) if key in Relation.values else _("not said")


def _pages(season: Season) -> list[Bar]:
    """How many forms went past each page, by the name of the page."""
    found = how_far(season)
    named = _page_names(season)
    return bars([(named.get(each.page, each.page), each.reached, None) for each in found.pages])


def _page_names(season: Season) -> dict[str, str]:
    language = active_language()
    names = {
        "language": _("Language of the nomination"),
        "fits": _("Can you nominate?"),
        "categories": _("Categories"),
        "entry": _("What is nominated"),
        "people": _("People"),
        "organisations": _("Organisations"),
        "evidence": _("Evidence"),
        "you": _("About the nominator"),
    }
    for asked in questions_of(season):
        label = asked.label
        said = (label.cy or label.en) if language == "cy" else (label.en or label.cy)
        names[asked.key] = names[f"question-{asked.key}"] = said
    return names


@season_page(SeasonRole.ORGANISER)
def file(_request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/figures/file`: all of it for a spreadsheet, fit to be shared.

    Small numbers are not told, but for the days, which say nothing of anybody.
    """
    text = StringIO(newline="")
    write = csv.writer(text)
    write.writerow([_("What"), _("Of which"), _("Nominations"), _("Entries")])
    for day in days_of(visit.season):
        write.writerow([_("Per day"), day.on.isoformat(), day.came, ""])
    for part in _parts(visit.season):
        for bar in part["bars"]:
            told = [_told(bar.count), _told(bar.entries)]
            write.writerow([part["called"], guarded(bar.label), *told])
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    name = _("figures") + f"-{visit.season.key}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _told(count: int | None) -> str:
    if count is None:
        return ""
    return str(count) if count == 0 or count >= FEWEST_SHOWN else f"1–{FEWEST_SHOWN - 1}"
