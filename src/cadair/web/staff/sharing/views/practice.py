"""What judges gave to test entries, side by side, to talk about before it counts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from cadair.judging.practice import practice_together
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import render_desk
from cadair.web.shared.guards import Visit, season_page


@season_page(SeasonRole.ORGANISER)
def practice(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/sharing/practice`: nothing of an entry before everybody has marked it."""
    context = {"together": practice_together(visit.season)}
    return render_desk(request, visit, "staff_sharing/practice.html", context)
