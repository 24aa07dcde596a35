"""Looking over one’s own marks, and locking them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.judging.actions import lock_scorecards
from cadair.judging.desks import desk_of
from cadair.judging.models import Judge
from cadair.seasons.states import SeasonState
from cadair.web.jury.guards import judges_page
from cadair.web.jury.overview import overview
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit


@judges_page(*READ_AND_WRITE)
def lock(request: HttpRequest, visit: Visit, judge: Judge) -> HttpResponse:
    """My marks by category, what is missing, and the button that locks them all."""
    season = visit.season
    if season.state not in (SeasonState.JUDGING, SeasonState.DECIDING):
        raise Http404
    if request.method != "POST":
        return _page(request, visit, judge)
    try:
        _require_confirmation(request)
        lock_scorecards(judge=judge, by=visit.actor)
    except Refusal as refusal:
        return _page(request, visit, judge, refusal)
    return redirect("jury_desk", season=season.key)


def _require_confirmation(request: HttpRequest) -> None:
    if request.POST.get("confirm") != "yes":
        raise Refusal("not-confirmed", _("Tick the box to say that you have finished, then lock."))


def _page(
    request: HttpRequest, visit: Visit, judge: Judge, refusal: Refusal | None = None
) -> HttpResponse:
    places = desk_of(judge)
    desk = reverse("jury_desk", kwargs={"season": visit.season.key})
    context: dict[str, Any] = {
        "overview": overview(judge, places, desk),
        "is_judging": visit.season.state == SeasonState.JUDGING,
    }
    if refusal is None:
        return render_desk(request, visit, "jury/lock.html", context)
    # What is missing stands below with its links; the list of the refusal would repeat it.
    said = refused(refusal)
    if not context["overview"].is_complete:
        said["refusal"]["problems"] = []
    return render_desk(request, visit, "jury/lock.html", {**context, **said}, status=422)
