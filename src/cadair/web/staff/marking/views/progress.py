"""How far judges are: counts, and never a mark (PRO-05)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from cadair.judging.actions import marks_wanted_by
from cadair.judging.actions.reminding import DAYS_BEFORE
from cadair.seasons.states import SeasonRole, SeasonState
from cadair.web.shared.desk import render_desk
from cadair.web.shared.guards import Visit, season_page
from cadair.web.staff.marking.counts import judges_progress


@season_page(SeasonRole.ORGANISER)
def progress(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/marking`: judge by judge, how many entries are marked, and who has locked."""
    season = visit.season
    if season.state not in (SeasonState.JUDGING, SeasonState.DECIDING):
        raise Http404
    context = {
        "judges": list(judges_progress(season)),
        "ends": marks_wanted_by(season),
        "is_judging": season.state == SeasonState.JUDGING,
        "days": ", ".join(str(days) for days in sorted(DAYS_BEFORE, reverse=True)),
    }
    return render_desk(request, visit, "staff_marking/marking.html", context)
