"""What judges declared, how far they are, and where too few remain."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404

from cadair.judging.queries import interest_rules
from cadair.judging.states import AsideScope, EmployerTie
from cadair.seasons.states import SeasonRole, SeasonState
from cadair.web.shared.desk import render_desk
from cadair.web.shared.guards import READ, READ_AND_WRITE, Visit, season_page
from cadair.web.staff.interests.overview import (
    bodies_on_the_panel,
    declared_by,
    judge_lines,
    short_entries,
)


@season_page(SeasonRole.ORGANISER)
def interests(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/interests`: every judge, the entries that lack judges, the rules."""
    season = visit.season
    rules = interest_rules(season)
    marking = (SeasonState.CHECKING, SeasonState.JUDGING)
    context = {
        "judges": judge_lines(season),
        "short": short_entries(season),
        "needed": season.minimum_scorecards or 1,
        "can_substitute": season.state in marking,
        "bodies": bodies_on_the_panel(season),
        "employer": EmployerTie(rules.employer).label,
        "scope": AsideScope(rules.scope).label,
        "is_draft": season.state == SeasonState.DRAFT,
    }
    return render_desk(request, visit, "staff_interests/interests.html", context)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def declared(request: HttpRequest, visit: Visit, judge: str) -> HttpResponse:
    """`desk/…/interests/judge/…`: what one judge declared, why, and how it changed."""
    judges = visit.season.judges.select_related("seat__organisation", "account")
    row = get_object_or_404(judges, public_id=judge)
    if request.method == "POST":
        # Refused only now: what is not there is not there, whatever one sends.
        return HttpResponseNotAllowed(READ)
    row.season = visit.season
    context = {"judge": row, "lines": declared_by(row), "body": row.seat.organisation.name}
    return render_desk(request, visit, "staff_interests/declared.html", context)
