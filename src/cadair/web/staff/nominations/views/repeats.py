"""Entries that look like the same thing twice: with the reasons, to be grouped or dismissed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cadair.foundation.refusals import NotNow
from cadair.nominations.actions import ask_for_repeats, dismiss_repeat
from cadair.nominations.models import Entry, Nomination, Repeat, RepeatSearch
from cadair.nominations.repeats import suggested_repeats
from cadair.nominations.states import Eligibility, RepeatReason
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import render_desk
from cadair.web.shared.guards import READ_AND_WRITE, WRITE, Visit, season_page
from cadair.web.staff.nominations.rows import named
from cadair.web.staff.nominations.sheet import CHECKED_IN

PAGE = 25


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def repeats(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/nominations/repeats`: suggestions in pairs; a POST has the season searched again."""
    season = visit.season
    if request.method == "POST":
        ask_for_repeats(season=season, by=visit.actor)
        messages.success(
            request, _("The search has been asked for. Come back to this page in a minute.")
        )
        return redirect("staff_repeats", season=season.key)
    page = Paginator(suggested_repeats(season).select_related("one", "other"), PAGE).get_page(
        request.GET.get("page")
    )
    search = RepeatSearch.objects.filter(season=season).first()
    context = {
        "pairs": _pairs(list(page.object_list)),
        "page_of": page,
        "search": search,
        "is_being_searched": _is_waiting(search),
        "is_open": season.state in CHECKED_IN,
    }
    return render_desk(request, visit, "staff_nominations/repeats.html", context)


@season_page(SeasonRole.ORGANISER, methods=WRITE)
def dismiss(request: HttpRequest, visit: Visit, repeat: str) -> HttpResponse:
    """Say that two entries are not the same; a POST."""
    found = get_object_or_404(visit.season.repeats.all(), public_id=repeat)
    found.season = visit.season
    try:
        dismiss_repeat(repeat=found, by=visit.actor)
    except NotNow as refusal:
        messages.warning(request, str(refusal.message))
    else:
        messages.success(request, _("Noted: they are not the same. They are not suggested again."))
    return redirect("staff_repeats", season=visit.season.key)


def _is_waiting(search: RepeatSearch | None) -> bool:
    if search is None or search.asked_at is None:
        return False
    return search.looked_at is None or search.looked_at < search.asked_at


def _pairs(found: Sequence[Repeat]) -> list[dict[str, Any]]:
    sides = [side for each in found for side in (each.one, each.other)]
    first = _first_nominations([side.pk for side in sides])
    return [
        {
            "repeat": each,
            "sides": [_side(each.one, first), _side(each.other, first)],
            "into": each.one.reference,
            "from": each.other.public_id,
            "reasons": [str(RepeatReason(code).label) for code in each.reasons],
        }
        for each in found
    ]


def _side(entry: Entry, first: Mapping[int, str]) -> dict[str, Any]:
    return {
        "named": named(entry),
        "nomination": first.get(entry.pk, ""),
        "state": str(Eligibility(entry.eligibility).label),
    }


def _first_nominations(entries: Sequence[int]) -> dict[int, str]:
    """The page of each entry: that of its first nomination."""
    sent = Nomination.objects.filter(entry__in=entries).order_by("-submitted_at", "-pk")
    return dict(sent.values_list("entry_id", "public_id"))
