"""How long what is kept in a season, what would go now, and what is held back (PRI-11)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cadair.audit.models import RetentionHold
from cadair.audit.states import HoldKind
from cadair.foundation.refusals import NotNow, Refusal
from cadair.retention.actions import lift_hold, place_hold
from cadair.retention.holds import holds_of
from cadair.retention.queries import last_runs, outlook
from cadair.retention.rules import ALWAYS
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonRole, SeasonState
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, WRITE, Visit, season_page
from cadair.web.staff.figures.forms import HoldForm

RUNS_SHOWN = 7


@season_page(SeasonRole.ORGANISER)
def keeping(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/keeping`: the rules with their days, a dry run, what is held, the last looks."""
    season = visit.season
    looks = outlook(season)
    context = {
        "looks": looks,
        "is_out": season.state == SeasonState.RELEASED,
        "is_due": any(each.now for each in looks),
        "always": ALWAYS,
        "holds": _holds(season),
        "is_held": holds_of(season).filter(lifted_at=None, subject_ref="").exists(),
        "runs": [{"at": run.at, "whole": sum(run.gone.values())} for run in last_runs(RUNS_SHOWN)],
    }
    return render_desk(request, visit, "staff_figures/keeping.html", context)


def _holds(season: Season) -> Sequence[dict[str, Any]]:
    """What is held back, and what was, with the number of the nomination where it is one."""
    found = list(holds_of(season))
    ids = [each.subject_ref.removeprefix("nomination:") for each in found]
    named = season.nominations.filter(public_id__in=ids).values_list("public_id", "reference")
    numbers = dict(named)
    return [
        {"hold": each, "number": numbers.get(one, ""), "is_season": not each.subject_ref}
        for each, one in zip(found, ids, strict=True)
    ]


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def hold(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Keep something longer than its time."""
    bound = request.POST if request.method == "POST" else None
    form = HoldForm(bound, season=visit.season)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        try:
            place_hold(
                season=visit.season,
                nomination=form.nomination,
                kind=HoldKind(form.cleaned_data["kind"]),
                reason=form.cleaned_data["reason"],
                by=visit.actor,
            )
        except Refusal as refusal:
            context |= refused(refusal)
        else:
            messages.success(request, _("It is kept until you say otherwise."))
            return redirect("staff_keeping", season=visit.season.key)
    status = 422 if form.is_bound else 200
    return render_desk(request, visit, "staff_figures/hold.html", context, status=status)


@season_page(SeasonRole.ORGANISER, methods=WRITE)
def lift(request: HttpRequest, visit: Visit, hold: str) -> HttpResponse:
    """Keep something no longer than its time."""
    there = RetentionHold.objects.filter(season=visit.season.public_id)
    found = get_object_or_404(there, public_id=hold)
    try:
        lift_hold(season=visit.season, hold=found, by=visit.actor)
    except NotNow as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("The usual time counts again. What is due goes tomorrow."))
    return redirect("staff_keeping", season=visit.season.key)
