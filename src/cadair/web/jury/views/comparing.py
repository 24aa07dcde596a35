"""Comparing an entry with what one gave much to."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from cadair.judging.models import Judge
from cadair.seasons.states import SeasonState
from cadair.web.jury.comparing import comparison
from cadair.web.jury.guards import judges_page
from cadair.web.shared.desk import render_desk
from cadair.web.shared.guards import Visit


@judges_page()
def compare(request: HttpRequest, visit: Visit, judge: Judge) -> HttpResponse:
    """My own marks from so many points on, in one category or in all; nobody else’s."""
    if visit.season.state not in (SeasonState.JUDGING, SeasonState.DECIDING):
        raise Http404
    context = {"comparison": comparison(judge, request.GET)}
    return render_desk(request, visit, "jury/compare.html", context)
