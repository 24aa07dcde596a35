"""One nominee: where they can be told, what they said, and what became of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.nominations.actions import change_nominee, reopen_notice, settle_saying
from cadair.nominations.models import Nominee, Saying
from cadair.nominations.states import AgeBand, NoticeState, Remedy, SayingState
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, WRITE, Visit, season_page
from cadair.web.staff.notices.forms import NomineeForm, SettleForm


def _found(season: Season, public_id: str) -> Nominee:
    known = Nominee.objects.select_related("nomination__entry", "nomination__season", "message")
    return get_object_or_404(known, nomination__season=season, public_id=public_id)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def nominee(request: HttpRequest, visit: Visit, nominee: str) -> HttpResponse:
    """Address and age; a new address is written to at once."""
    person = _found(visit.season, nominee)
    known = {
        "age_band": person.age_band,
        "email": person.email,
        "guardian_email": person.guardian_email,
    }
    is_sent = request.method == "POST"
    form = NomineeForm(request.POST if is_sent else None, initial=known)
    about = {
        "nominee": person,
        "form": form,
        "sayings": list(person.sayings.all()),
        "can_reopen": person.state in {NoticeState.TOLD, NoticeState.EXCEPTED},
    }
    if is_sent and form.is_valid():
        typed = form.cleaned_data
        try:
            person = change_nominee(
                nominee=person,
                email=typed["email"],
                guardian_email=typed["guardian_email"],
                age_band=AgeBand(typed["age_band"]),
                by=visit.actor,
            )
        except Refusal as refusal:
            about |= refused(refusal)
        else:
            is_told = person.state == NoticeState.SENT
            messages.success(request, _("Saved. The notice was sent.") if is_told else _("Saved."))
            return redirect("staff_nominee", season=visit.season.key, nominee=person.public_id)
    status = 422 if is_sent else 200
    return render_desk(request, visit, "staff_notices/nominee.html", about, status=status)


@season_page(SeasonRole.ORGANISER, methods=WRITE)
def reopen(request: HttpRequest, visit: Visit, nominee: str) -> HttpResponse:
    """Take back that somebody was told otherwise, or need not be."""
    person = _found(visit.season, nominee)
    try:
        reopen_notice(nominee=person, by=visit.actor)
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("Taken back. This person waits for their notice again."))
    return redirect("staff_nominee", season=visit.season.key, nominee=person.public_id)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def saying(request: HttpRequest, visit: Visit, saying: str) -> HttpResponse:
    """Answer what a nominee said, and do what they asked."""
    known = Saying.objects.select_related("nominee__nomination__entry")
    said = get_object_or_404(known, nominee__nomination__season=visit.season, public_id=saying)
    is_sent = request.method == "POST"
    form = SettleForm(request.POST if is_sent else None, kind=said.kind)
    about: dict[str, Any] = {
        "saying": said,
        "nominee": said.nominee,
        "form": form,
        "is_open": said.state == SayingState.WAITING,
    }
    if is_sent and form.is_valid():
        chosen = form.cleaned_data["remedy"]
        is_heeded = chosen != "no"
        try:
            settle_saying(
                saying=said,
                is_heeded=is_heeded,
                remedy=Remedy(chosen) if is_heeded else Remedy.NOTED,
                outcome=form.cleaned_data["outcome"],
                by=visit.actor,
            )
        except Refusal as refusal:
            about |= refused(refusal)
        else:
            messages.success(request, _("Done, and the answer was sent."))
            return redirect("staff_notices", season=visit.season.key)
    status = 422 if is_sent else 200
    return render_desk(request, visit, "staff_notices/saying.html", about, status=status)
