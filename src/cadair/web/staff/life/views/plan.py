"""The plan: what is to be done by when, and by whom."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cadair.foundation import clock
from cadair.foundation.refusals import Refusal
from cadair.seasons.actions import (
    add_plan_step,
    change_plan_step,
    make_plan,
    remove_plan_step,
    tick_plan_step,
)
from cadair.seasons.models import PlanStep, Season
from cadair.seasons.plan import USUAL_STEPS, ceremony_day, is_done, title_of
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, WRITE, Visit, season_page
from cadair.web.staff.life.forms import NewStepForm, PlanForm, StepForm


def _lines(season: Season) -> list[dict[str, Any]]:
    today = clock.to_london(clock.now()).date()
    return [
        {
            "step": step,
            "title": title_of(step),
            "owner": (step.owner.name or step.owner.email) if step.owner else "",
            "is_done": is_done(step, season),
            "is_late": step.due_date < today and not is_done(step, season),
            "is_today": step.due_date == today and not is_done(step, season),
        }
        for step in season.plan.select_related("owner").order_by("due_date", "id")
    ]


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def plan(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/plan`: every step; makes the usual ones; adds one of one’s own."""
    if request.method == "POST" and "make" in request.POST:
        return _make(request, visit)
    is_adding = request.method == "POST"
    form = NewStepForm(request.POST if is_adding else None, season=visit.season)
    if is_adding and form.is_valid():
        try:
            add_plan_step(
                season=visit.season,
                title=form.title(),
                due_date=form.cleaned_data["due_date"],
                owner=form.owner_account(),
                by=visit.actor,
            )
        except Refusal as refusal:
            return _page(request, visit, {"form": form, **refused(refusal)}, status=422)
        messages.success(request, _("The step is in the plan."))
        return redirect("staff_plan", season=visit.season.key)
    return _page(request, visit, {"form": form}, status=422 if is_adding else 200)


def _make(request: HttpRequest, visit: Visit) -> HttpResponse:
    form = PlanForm(request.POST, season=visit.season)
    try:
        if form.is_valid():
            owner = form.owner_account()
            make_plan(season=visit.season, owner=owner, by=visit.actor)
    except Refusal as refusal:
        empty = NewStepForm(season=visit.season)
        return _page(request, visit, {"form": empty, **refused(refusal)}, status=422)
    messages.success(request, _("The usual steps are in the plan."))
    return redirect("staff_plan", season=visit.season.key)


def _page(
    request: HttpRequest, visit: Visit, context: dict[str, Any], *, status: int
) -> HttpResponse:
    season = visit.season
    there = set(season.plan.exclude(key="").values_list("key", flat=True))
    frame = {
        "lines": _lines(season),
        "missing": [step.title for step in USUAL_STEPS if step.key not in there],
        "ceremony": ceremony_day(season),
        "plan_form": PlanForm(season=season, auto_id="make_%s"),
    }
    return render_desk(request, visit, "staff_life/plan.html", {**frame, **context}, status=status)


def _step(visit: Visit, public_id: str) -> PlanStep:
    return get_object_or_404(visit.season.plan.select_related("owner"), public_id=public_id)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def plan_step(request: HttpRequest, visit: Visit, step: str) -> HttpResponse:
    """`desk/…/plan/<step>`: moves a step, gives it to somebody, or takes it out."""
    found = _step(visit, step)
    if request.method == "POST" and "remove" in request.POST:
        remove_plan_step(step=found, by=visit.actor)
        messages.success(request, _("The step is out of the plan."))
        return redirect("staff_plan", season=visit.season.key)
    data = request.POST if request.method == "POST" else None
    form = StepForm(data, season=visit.season, step=found)
    context: dict[str, Any] = {"form": form, "step": found, "title": title_of(found)}
    if form.is_valid():
        try:
            change_plan_step(
                step=found,
                due_date=form.cleaned_data["due_date"],
                owner=form.owner_account(),
                title=None if found.key else form.title(),
                by=visit.actor,
            )
        except Refusal as refusal:
            context |= refused(refusal)
            return render_desk(request, visit, "staff_life/plan_step.html", context, status=422)
        messages.success(request, _("The step is changed."))
        return redirect("staff_plan", season=visit.season.key)
    status = 422 if form.is_bound else 200
    return render_desk(request, visit, "staff_life/plan_step.html", context, status=status)


@season_page(SeasonRole.ORGANISER, methods=WRITE)
def plan_tick(request: HttpRequest, visit: Visit, step: str) -> HttpResponse:
    """`desk/…/plan/<step>/done`: a step is done, or is not after all."""
    found = _step(visit, step)
    is_done = request.POST.get("done") == "1"
    tick_plan_step(step=found, is_done=is_done, by=visit.actor)
    if is_done:
        messages.success(request, _("Done: %(step)s.") % {"step": title_of(found)})
    return redirect("staff_plan", season=visit.season.key)
