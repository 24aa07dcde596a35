"""Who was asked to vouch, what they said, and who has not answered."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.nominations.actions import end_asking, remind_referee
from cadair.nominations.models import Endorsement
from cadair.nominations.notices import is_referee_asked_for, is_referee_required
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import render_desk
from cadair.web.shared.guards import WRITE, Visit, season_page


@season_page(SeasonRole.ORGANISER)
def referees(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/referees`: every request of the season."""
    asked = Endorsement.objects.filter(nomination__season=visit.season)
    about = {
        "asked": asked.select_related("nomination__entry"),
        "is_required": is_referee_required(visit.season),
        "is_asked_for": is_referee_asked_for(visit.season),
    }
    return render_desk(request, visit, "staff_notices/referees.html", about)


@season_page(SeasonRole.ORGANISER, methods=WRITE)
def move(request: HttpRequest, visit: Visit, endorsement: str) -> HttpResponse:
    """Remind somebody, or ask them no longer."""
    known = Endorsement.objects.select_related("nomination__season")
    asked = get_object_or_404(known, nomination__season=visit.season, public_id=endorsement)
    try:
        if "remind" in request.POST:
            remind_referee(endorsement=asked, by=visit.actor)
            messages.success(request, _("The reminder was sent."))
        else:
            end_asking(endorsement=asked, by=visit.actor)
            messages.success(request, _("This person is asked no longer."))
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    return redirect("staff_referees", season=visit.season.key)
