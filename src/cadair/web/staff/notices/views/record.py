"""Who answers for the data: the words of every notice of the season."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.seasons.actions import write_controller_record
from cadair.seasons.controllers import controller_of
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit, season_page
from cadair.web.staff.notices.forms import RecordForm


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def record(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Read and write the record; each saving is a new version."""
    controller = controller_of(visit.season)
    known = {
        f"{name}_{side}": words
        for name, text in controller.words.items()
        for side, words in text.as_dict().items()
    }
    is_sent = request.method == "POST"
    form = RecordForm(request.POST if is_sent else None, initial=known)
    own = controller.record
    is_checked = own is not None and own.season_id == visit.season.pk and own.is_checked
    about = {"form": form, "controller": controller, "is_checked": is_checked}
    if is_sent and form.is_valid():
        try:
            write_controller_record(season=visit.season, words=form.words(), by=visit.actor)
        except Refusal as refusal:
            about |= refused(refusal)
        else:
            messages.success(request, _("Saved. Notices say this from now on."))
            return redirect("staff_notice_record", season=visit.season.key)
    status = 422 if is_sent else 200
    return render_desk(request, visit, "staff_notices/record.html", about, status=status)
