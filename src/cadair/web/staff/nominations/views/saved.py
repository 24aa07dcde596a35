"""Lists under a name: kept with their filters, for oneself or for every organiser."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.nominations.actions import remove_view, save_view
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, WRITE, Visit, season_page
from cadair.web.staff.nominations.asking import Ask
from cadair.web.staff.nominations.forms import ViewForm


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def save(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/nominations/save?…`: the list of the address, under a name."""
    ask = Ask.of(request.GET)
    form = ViewForm(request.POST if request.method == "POST" else None)
    number, entries = ask.counted(visit.season)
    context: dict[str, Any] = {"ask": ask, "form": form, "number": number, "entries": entries}
    if form.is_valid():
        try:
            save_view(
                season=visit.season,
                account=visit.account,
                name=form.cleaned_data["name"],
                query=ask.query,
                is_shared=form.cleaned_data["is_shared"],
                by=visit.actor,
            )
        except Refusal as refusal:
            context |= refused(refusal)
        else:
            messages.success(request, _("The list is saved. It stands above the filters."))
            there = redirect("staff_nominations", season=visit.season.key)
            there["Location"] += ask.query
            return there
    status = 422 if form.is_bound else 200
    return render_desk(request, visit, "staff_nominations/save.html", context, status=status)


@season_page(SeasonRole.ORGANISER, methods=WRITE)
def remove(request: HttpRequest, visit: Visit, view: str) -> HttpResponse:
    """Take one of one’s own lists away; a POST."""
    mine = visit.season.saved_views.filter(account=visit.account)
    found = get_object_or_404(mine, public_id=view)
    found.season = visit.season
    remove_view(view=found, by=visit.actor)
    messages.success(request, _("The list is removed. Nothing in it has changed."))
    return redirect("staff_nominations", season=visit.season.key)
