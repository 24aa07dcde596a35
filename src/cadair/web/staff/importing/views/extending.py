"""More time for one person."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from cadair.foundation import clock
from cadair.foundation.bilingual import LANGUAGES, BilingualText, Language
from cadair.foundation.refusals import Refusal
from cadair.nominations.actions import end_extension, give_extension
from cadair.seasons.queries import closing_time
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, WRITE, Visit, season_page
from cadair.web.shared.page import site_root
from cadair.web.staff.importing.forms import ExtensionForm


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def extensions(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/on-behalf/more-time`: who has more time, and giving it to somebody."""
    is_sent = request.method == "POST"
    form = ExtensionForm(request.POST if is_sent else None)
    now = clock.now()
    context: dict[str, Any] = {
        "form": form,
        "closes_at": closing_time(visit.season),
        "given": [
            (each, each.ended_at is None and each.until >= now)
            for each in visit.season.extensions.all()[:200]
        ],
    }
    if is_sent and form.is_valid():
        said = form.cleaned_data
        try:
            give_extension(
                season=visit.season,
                email=said["email"],
                until=said["until"],
                reason=said["reason"],
                page=_start_page(request, visit),
                by=visit.actor,
            )
        except Refusal as refusal:
            context |= refused(refusal)
        else:
            messages.success(request, _("Given. They are told by letter."))
            return redirect("staff_extensions", season=visit.season.key)
    status = 422 if is_sent else 200
    return render_desk(request, visit, "staff_importing/extensions.html", context, status=status)


def _start_page(request: HttpRequest, visit: Visit) -> BilingualText:
    def address(language: Language) -> str:
        with translation.override(language):
            return site_root(request) + reverse("nominate_start", args=[visit.season.key])

    return BilingualText(**{language: address(language) for language in LANGUAGES})


@season_page(SeasonRole.ORGANISER, methods=WRITE)
def end(request: HttpRequest, visit: Visit, extension: str) -> HttpResponse:
    """Take more time back."""
    found = get_object_or_404(visit.season.extensions, public_id=extension)
    found.season = visit.season
    try:
        end_extension(extension=found, by=visit.actor)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Ended. What was sent stays."))
    return redirect("staff_extensions", season=visit.season.key)
