"""Taking a passage out of what the panel reads, and giving it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.nominations.actions import lift_redaction, redact_passage
from cadair.nominations.states import RedactionReason
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import refused
from cadair.web.shared.guards import WRITE, Visit, season_page
from cadair.web.staff.reading.forms import TakeOutForm
from cadair.web.staff.reading.views.reading import nomination_of, show


@season_page(SeasonRole.ORGANISER, methods=WRITE)
def take_out(request: HttpRequest, visit: Visit, nomination: str) -> HttpResponse:
    """What was selected, typed or suggested; what was typed stays where it is refused."""
    found = nomination_of(visit.season, nomination)
    form = TakeOutForm(request.POST)
    if not form.is_valid():
        return show(request, visit, found, form=form, status=422)
    try:
        redact_passage(
            nomination=found,
            passage=form.cleaned_data["passage"].replace("\r\n", "\n"),
            reason=RedactionReason(form.cleaned_data["reason"]),
            by=visit.actor,
            **form.place(),
        )
    except Refusal as refusal:
        return show(request, visit, found, form=form, more=refused(refusal), status=422)
    messages.success(request, _("Taken out. The panel reads a mark in its place."))
    return redirect("staff_read", season=visit.season.key, nomination=found.public_id)


@season_page(SeasonRole.ORGANISER, methods=WRITE)
def give_back(request: HttpRequest, visit: Visit, nomination: str, redaction: str) -> HttpResponse:
    """Let the panel read it after all."""
    found = nomination_of(visit.season, nomination)
    taken = get_object_or_404(found.redactions.select_related("nomination"), public_id=redaction)
    try:
        lift_redaction(redaction=taken, by=visit.actor)
    except Refusal as refusal:
        return show(request, visit, found, more=refused(refusal), status=422)
    messages.success(request, _("Given back. The panel reads these words."))
    return redirect("staff_read", season=visit.season.key, nomination=found.public_id)
