"""The room: the rail at full size, and before the meeting its door."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.judging.queries import missing_scorecards
from cadair.outcomes.actions import propose_season
from cadair.outcomes.models import Proposal
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonState
from cadair.web.panel.elapsed import elapsed
from cadair.web.panel.guards import MEETING, Room, panel_page
from cadair.web.panel.motions import open_motions
from cadair.web.panel.rail import rail_of
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE


@panel_page(*READ_AND_WRITE, from_meeting_on=False, for_judges=True)
def room(request: HttpRequest, room: Room) -> HttpResponse:
    """`panel/…`: what is decided, what is left; a press computes what the rules suggest."""
    if room.season.state not in MEETING:
        return _door(request, room)
    if request.method != "POST":
        return _page(request, room)
    try:
        propose_season(season=room.season, by=room.visit.actor)
    except Refusal as refusal:
        return _page(request, room, refusal)
    messages.success(request, _("Done: what the rules suggest is on each category’s page."))
    return redirect("panel_room", season=room.season.key)


def _page(request: HttpRequest, room: Room, refusal: Refusal | None = None) -> HttpResponse:
    context: dict[str, Any] = {
        "room": room,
        "rail": rail_of(room),
        "has_suggestions": Proposal.objects.filter(season=room.season).exists(),
        "elapsed": elapsed(room.season),
        "motions": open_motions(room) if room.is_deciding else [],
        "is_deciding": room.is_deciding,
        "is_sealed": room.season.state == SeasonState.SEALED,
        "is_released": room.season.state == SeasonState.RELEASED,
    }
    if refusal is None:
        return render_desk(request, room.visit, "panel/room.html", context)
    return render_desk(
        request, room.visit, "panel/room.html", {**context, **refused(refusal)}, status=422
    )


def _door(request: HttpRequest, room: Room) -> HttpResponse:
    """Who has locked and who has not; never a mark (PRO-05)."""
    is_judging = room.season.state == SeasonState.JUDGING
    context = {
        "is_judging": is_judging,
        "judges": _locked(room.season) if is_judging else [],
        "is_organiser": room.is_organiser,
    }
    return render_desk(request, room.visit, "panel/door.html", context)


def _locked(season: Season) -> list[tuple[str, bool]]:
    owing = {judge for judge, _entry, _category in missing_scorecards(season)}
    return [(judge.name, judge.key not in owing) for judge in season.judges.all()]
