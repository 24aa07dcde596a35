"""Asking somebody to read entries for which too few judges remain."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.judging.actions import name_substitute
from cadair.seasons.states import SeasonRole, SeasonState
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit, season_page
from cadair.web.staff.interests.forms import SubstituteForm
from cadair.web.staff.interests.overview import short_entries


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def substitute(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/interests/substitute`: which entries, and who reads them."""
    season = visit.season
    short = short_entries(season)
    choices = [(each.public_id, f"{each.reference} {each.title}") for each, _left in short]
    sent = request.POST if request.method == "POST" else None
    form = SubstituteForm(sent, season=season, entries=choices)
    context = {
        "form": form,
        "short": short,
        "is_open": season.state in (SeasonState.CHECKING, SeasonState.JUDGING),
    }
    if form.is_valid():
        entries = season.entries.filter(public_id__in=form.cleaned_data["entries"])
        try:
            judge = name_substitute(
                season=season,
                substitute=form.substitute(),
                entries=list(entries),
                by=visit.actor,
            )
        except Refusal as refusal:
            context |= refused(refusal)
        else:
            messages.success(
                request,
                _("Asked: %(name)s. They see only these entries, once they have declared.")
                % {"name": judge.name},
            )
            return redirect("staff_interests", season=season.key)
    status = 422 if form.is_bound else 200
    return render_desk(request, visit, "staff_interests/substitute.html", context, status=status)
