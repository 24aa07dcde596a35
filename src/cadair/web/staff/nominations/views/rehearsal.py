"""A rehearsal: three nominations with one button, the form in test mode, and all of it wiped."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.nominations.actions import Nominator, make_test_nominations, wipe_rehearsal
from cadair.nominations.queries import rehearsal_of
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit, season_page
from cadair.web.staff.nominations.asking import Ask
from cadair.web.staff.nominations.rows import lines_of
from cadair.web.staff.nominations.sheet import REHEARSED_IN


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def rehearsal(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/rehearsal`: what there is of it; a POST makes three nominations to practise on."""
    season = visit.season
    context: dict[str, Any] = {}
    if request.method == "POST":
        name = visit.account.name or visit.account.email
        sender = Nominator(name=name, email=visit.account.email)
        try:
            make_test_nominations(season=season, nominator=sender, by=visit.actor)
        except Refusal as refusal:
            context = refused(refusal)
        else:
            messages.success(request, _("Three test nominations are there. They never count."))
            return redirect("staff_rehearsal", season=season.key)
    rows = Ask(show="test", sort="oldest").rows(season)
    names = {each.pk: str(each.name) for each in season.categories.all()}
    context |= {
        "rehearsal": rehearsal_of(season),
        "form_address": reverse("nominate_start", kwargs={"season": season.key}),
        "lines": lines_of([pk for pk, _entry, _with in rows][:100], names),
        "can_rehearse": season.state in REHEARSED_IN,
    }
    status = 422 if request.method == "POST" else 200
    return render_desk(request, visit, "staff_nominations/rehearsal.html", context, status=status)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def wipe(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What would go; a POST takes it away."""
    if request.method == "POST":
        wipe_rehearsal(season=visit.season, by=visit.actor)
        messages.success(request, _("The rehearsal is wiped. Nothing of it is left."))
        return redirect("staff_rehearsal", season=visit.season.key)
    context = {"rehearsal": rehearsal_of(visit.season)}
    return render_desk(request, visit, "staff_nominations/wipe.html", context)
