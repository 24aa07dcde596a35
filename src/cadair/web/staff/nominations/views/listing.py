"""The list of nominations: filtered by its address, as a file, and found eligible as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cadair.foundation.bilingual import active_language
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import Refusal
from cadair.foundation.welsh.plurals import counted
from cadair.nominations.actions import declare_eligible, export_nominations
from cadair.nominations.models import Entry
from cadair.nominations.queries import standing_entries, unchecked_entries
from cadair.nominations.states import Eligibility, EntryKind
from cadair.people.models import Organisation
from cadair.seasons.models import Season
from cadair.seasons.states import CategoryGroup, SeasonRole
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, WRITE, Visit, season_page
from cadair.web.staff.nominations.asking import Ask, Row
from cadair.web.staff.nominations.exporting import as_csv
from cadair.web.staff.nominations.rows import lines_of, named
from cadair.web.staff.nominations.sheet import CHECKED_IN, REHEARSED_IN

PAGE: Final = 50
AT_ONCE: Final = 500
"""So many entries are found eligible with one press; more would keep everybody waiting."""


@season_page(SeasonRole.ORGANISER)
def nominations(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/nominations`: all that was sent in, as far as the address asks for it."""
    season, ask = visit.season, Ask.of(request.GET)
    number, entries = ask.counted(season)
    page = Paginator(range(number), PAGE).get_page(request.GET.get("page"))
    shown = ask.found(season).values_list("pk", flat=True)[
        page.start_index() - 1 if number else 0 :
    ][:PAGE]
    categories = list(season.categories.exclude(group=CategoryGroup.OVERALL))
    language = active_language()
    names = {each.pk: each.name.in_language(language) for each in categories}
    context = {
        "ask": ask,
        "here": reverse("staff_nominations", kwargs={"season": season.key}),
        "views": _views(ask),
        "every_body": ask.but(organisation=""),
        "words": _words(),
        "can_bulk": _can_bulk(season, ask),
        "lines": lines_of(list(shown), names),
        "page_of": page,
        "joiner": "&" if ask.query else "?",
        "entries": entries,
        "unchecked": unchecked_entries(season).count(),
        "categories": [(each.key, names[each.pk]) for each in categories],
        "kinds": [(value, str(label)) for value, label in EntryKind.choices],
        "states": [(value, str(label)) for value, label in Eligibility.choices],
        "body": _body(ask),
    }
    return render_desk(request, visit, "staff_nominations/nominations.html", context)


def _views(ask: Ask) -> list[tuple[str, str, bool]]:
    """Parts of the list that are often looked at: words, query, whether it is this one."""
    unchecked, refused_ones = str(Eligibility.UNCHECKED), str(Eligibility.INELIGIBLE)
    views = (
        (_("All"), "", ""),
        (_("Needs checking"), unchecked, ""),
        (_("Not eligible"), refused_ones, ""),
        (_("Grouped"), "", "grouped"),
        (_("Test nominations"), "", "test"),
    )
    now = (ask.eligibility, ask.show)
    return [
        (words, ask.but(eligibility=state, show=show), now == (state, show))
        for words, state, show in views
    ]


def _words() -> dict[str, str]:
    """What every line repeats, looked up once."""
    return {
        "categories": _("Categories"),
        "organisations": _("Organisations"),
        "sent": _("Sent in"),
        "state": _("State"),
        "welsh": _("Welsh"),
        "english": _("English"),
        "with": _("counts with"),
        "test": _("rehearsal"),
    }


def _can_bulk(season: Season, ask: Ask) -> bool:
    states = REHEARSED_IN if ask.show == "test" else CHECKED_IN
    return season.state in states and ask.show != "grouped"


def _body(ask: Ask) -> Organisation | None:
    """The organisation to which the address narrows the list."""
    if not ask.organisation:
        return None
    return Organisation.objects.filter(key=ask.organisation).first()


@season_page(SeasonRole.ORGANISER, methods=WRITE)
def download(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The list as a file for a spreadsheet; who took it stands in the record (PRO-08)."""
    ask = Ask.of(request.GET)
    rows = ask.rows(visit.season)
    ids = [pk for pk, _entry, _with in rows]
    content = as_csv(visit.season, ids, is_sorted=ask.sort != "newest")
    export_nominations(season=visit.season, number=len(rows), by=visit.actor)
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{visit.season.key}-nominations.csv"'
    return answer


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def bulk(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Find everything eligible that the list shows and nobody has checked; first a preview."""
    ask = Ask.of(request.GET)
    entries = _to_check(visit.season, ask)
    context: dict[str, Any] = {
        "ask": ask,
        "entries": [named(entry) for entry in entries],
        "left": _left(visit.season, ask.rows(visit.season), len(entries)),
        "seal": sha256_of([entry.public_id for entry in entries]),
    }
    if request.method != "POST":
        return render_desk(request, visit, "staff_nominations/bulk.html", context)
    if request.POST.get("seal") != context["seal"]:
        context["has_changed"] = True
        return render_desk(request, visit, "staff_nominations/bulk.html", context, status=422)
    try:
        with transaction.atomic():
            for entry in entries:
                declare_eligible(entry=entry, by=visit.actor)
    except Refusal as refusal:
        context |= refused(refusal)
        return render_desk(request, visit, "staff_nominations/bulk.html", context, status=422)
    words = counted("entry", len(entries), active_language())
    messages.success(request, _("Found eligible: %(entries)s.") % {"entries": words})
    there = redirect("staff_nominations", season=visit.season.key)
    there["Location"] += ask.query
    return there


def _stand(rows: Sequence[Row]) -> set[int]:
    return {together or entry for _pk, entry, together in rows}


def _unchecked_of(season: Season, ask: Ask) -> QuerySet[Entry]:
    if ask.show == "test":
        return season.entries.filter(
            is_test=True, grouped_into=None, eligibility=Eligibility.UNCHECKED
        )
    return standing_entries(season).filter(eligibility=Eligibility.UNCHECKED)


def _to_check(season: Season, ask: Ask) -> list[Entry]:
    shown = _stand(ask.rows(season))
    waiting = _unchecked_of(season, ask).order_by("reference")
    found: list[Entry] = [entry for entry in waiting if entry.pk in shown]
    for entry in found:
        entry.season = season
    return found[:AT_ONCE]


def _left(season: Season, rows: Sequence[Row], taken: int) -> int:
    """How many of the list stay unchecked because they are too many for one press."""
    shown = _stand(rows)
    waiting = season.entries.filter(grouped_into=None, eligibility=Eligibility.UNCHECKED)
    return len(shown & set(waiting.values_list("pk", flat=True))) - taken
