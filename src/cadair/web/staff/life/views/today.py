"""What needs you today, and the steps that move a season on."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from cadair.foundation.refusals import Refusal
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit, season_page
from cadair.web.staff.life.journey import dates_ahead, move_of, next_step, stations_of
from cadair.web.staff.life.needs import needs_of


@season_page(SeasonRole.ORGANISER)
def today(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/today`: where the season stands, what needs somebody, what is coming."""
    season = visit.season
    context = {
        "stations": stations_of(season),
        "next": next_step(season),
        "needs": needs_of(season),
        "dates": dates_ahead(season),
    }
    return render_desk(request, visit, "staff_life/today.html", context)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def next_move(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/next-step`: what the next step does, what is missing for it, and the step itself."""
    move = move_of(visit.season)
    if move is None:
        raise Http404
    if request.method != "POST":
        return render_desk(request, visit, "staff_life/next.html", {"move": move})
    try:
        move.act(visit.season, visit.actor)
    except Refusal as refusal:
        context = {"move": move, **refused(refusal)}
        return render_desk(request, visit, "staff_life/next.html", context, status=422)
    messages.success(request, move.done)
    return redirect("staff_today", season=visit.season.key)
