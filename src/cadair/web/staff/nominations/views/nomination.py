"""A nomination with its entry, and the desk on which one entry after the other is checked."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404

from cadair.foundation.welsh.text import clean_line
from cadair.nominations.models import Entry
from cadair.nominations.queries import standing_entries, unchecked_entries
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import render_desk
from cadair.web.shared.guards import READ, READ_AND_WRITE, Visit, season_page
from cadair.web.staff.nominations.asking import Ask
from cadair.web.staff.nominations.sheet import can_be_checked, sheet_of


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def nomination(request: HttpRequest, visit: Visit, nomination: str) -> HttpResponse:
    """`desk/…/nominations/<id>`: all that was sent in for the entry, and what can be done."""
    sent = get_object_or_404(
        visit.season.nominations.select_related("entry__grouped_into"), public_id=nomination
    )
    if request.method == "POST":
        # Refused only now: what belongs to another season is not there, whatever one sends.
        return HttpResponseNotAllowed(READ)
    entry = sent.entry
    entry.season = visit.season
    context = {**sheet_of(visit.season, entry, sent), "first": sent, "back": Ask.of(request.GET)}
    return render_desk(request, visit, "staff_nominations/nomination.html", context)


@season_page(SeasonRole.ORGANISER)
def check(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/nominations/check`: the next unchecked entry; `?after=` goes past one."""
    season = visit.season
    entry = _next(season, clean_line(request.GET.get("after", "")))
    whole = standing_entries(season).count()
    left = unchecked_entries(season).count()
    context = {"is_desk": True, "whole": whole, "checked": whole - left, "left": left}
    if entry is None:
        return render_desk(request, visit, "staff_nominations/all_checked.html", context)
    entry.season = season
    context |= sheet_of(season, entry)
    context["is_moment"] = can_be_checked(entry, season)
    return render_desk(request, visit, "staff_nominations/nomination.html", context)


def _next(season: Season, after: str) -> Entry | None:
    """The first unchecked entry behind the one named, else the first of all."""
    unchecked = unchecked_entries(season).filter(proposed_exclusion=None)
    waiting: QuerySet[Entry] = unchecked.order_by("reference")
    passed = season.entries.filter(public_id=after).first() if after else None
    if passed is not None:
        behind = waiting.filter(reference__gt=passed.reference).first()
        if behind is not None:
            return behind
    return waiting.first()
