"""A plan that is being computed, or to be looked at before it stands."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.judging.actions import accept_plan, drop_plan
from cadair.judging.models import SharingPlan
from cadair.judging.round_states import PlanState
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit, season_page
from cadair.web.staff.sharing.overview import called, plan_that_waits, preview_of
from cadair.web.staff.sharing.views.rounds import can_share, round_of


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def plan(request: HttpRequest, visit: Visit, which: str) -> HttpResponse:
    """`desk/…/sharing/…/plan`: what it would mean; accept it, or leave everything as it is."""
    found = round_of(visit.season, which, readers__isnull=False, by_staff=False)
    waiting = plan_that_waits(found)
    if waiting is None:
        if request.method == "POST":
            messages.warning(request, _("This plan was accepted or dropped already."))
        return redirect("staff_sharing_round", season=visit.season.key, which=which)
    waiting.round = found
    more: dict[str, Any] = {}
    if request.method == "POST":
        try:
            _answer(request, waiting, visit)
        except Refusal as refusal:
            more = refused(refusal)
        else:
            return redirect("staff_sharing_round", season=visit.season.key, which=which)
    is_ready = waiting.state == PlanState.READY
    context = {
        "round": found,
        "called": called(found),
        "plan": waiting,
        "preview": preview_of(waiting) if is_ready else None,
        "can_share": can_share(found),
        **more,
    }
    return render_desk(
        request, visit, "staff_sharing/plan.html", context, status=422 if more else 200
    )


def _answer(request: HttpRequest, plan: SharingPlan, visit: Visit) -> None:
    if request.POST.get("plan", "") != plan.public_id:
        raise Refusal(
            "another-plan",
            _("Another plan was made meanwhile. This is it; look at it before you accept it."),
        )
    if "accept" in request.POST:
        accept_plan(plan=plan, by=visit.actor)
        messages.success(request, _("Accepted. From now on these judges read these entries."))
    else:
        drop_plan(plan=plan, by=visit.actor)
        messages.success(request, _("Dropped. Everything stays as it is."))
