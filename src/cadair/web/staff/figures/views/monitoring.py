"""Who nominates: whether it is asked; the totals stand among the figures (PRI-08)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.nominations.actions import ask_who_nominates
from cadair.nominations.monitoring import is_monitored, totals
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonRole, SeasonState
from cadair.web.shared.guards import WRITE, Visit, season_page


def who_nominates(season: Season) -> dict[str, Any]:
    """What the figures page tells of it."""
    return {
        "can_ask": season.state in (SeasonState.DRAFT, SeasonState.OPEN),
        "is_monitored": is_monitored(season),
        "totals": totals(season),
    }


@season_page(SeasonRole.ORGANISER, methods=WRITE)
def ask(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Ask nominators who they are, or ask no more."""
    is_asked = request.POST.get("ask") == "yes"
    try:
        ask_who_nominates(season=visit.season, is_asked=is_asked, by=visit.actor)
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    else:
        words = _("Nominators are asked.") if is_asked else _("Nominators are asked no more.")
        messages.success(request, words)
    return redirect("staff_figures", season=visit.season.key)
