"""Files and links that were sent in: opened by organisers, kept from the judges or not."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cadair.nominations.actions import withhold_evidence
from cadair.nominations.models import Evidence
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonRole
from cadair.web.shared.attachments import attachment
from cadair.web.shared.guards import READ, READ_AND_WRITE, WRITE, Visit, season_page


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def download(request: HttpRequest, visit: Visit, evidence: str) -> HttpResponse:
    """`desk/…/evidence/<id>`: the clean copy of a file."""
    found = _found(visit.season, evidence)
    if request.method == "POST":
        # Refused only now: what belongs to another season is not there, whatever one sends.
        return HttpResponseNotAllowed(READ)
    return attachment(found.file)


@season_page(SeasonRole.ORGANISER, methods=WRITE)
def judges(request: HttpRequest, visit: Visit, evidence: str) -> HttpResponse:
    """`desk/…/evidence/<id>/judges`: keep it from the judges, or let them see it again."""
    found = _found(visit.season, evidence)
    is_withheld = "show" not in request.POST
    kept = withhold_evidence(evidence=found, is_withheld=is_withheld, by=visit.actor)
    if is_withheld:
        messages.success(request, _("The judges do not see it."))
    else:
        messages.success(request, _("The judges see it."))
    nomination = kept.nomination.public_id if kept.nomination else ""
    return redirect("staff_nomination", season=visit.season.key, nomination=nomination)


def _found(season: Season, public_id: str) -> Evidence:
    there = Evidence.objects.filter(nomination__season=season).select_related("file", "nomination")
    return get_object_or_404(there, public_id=public_id)
