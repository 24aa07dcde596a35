"""The page of a referee: what is nominated, and what they can say of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cadair.foundation.bilingual import active_language
from cadair.foundation.refusals import Refusal
from cadair.nominations.actions import answer_as_referee
from cadair.nominations.models import Endorsement
from cadair.nominations.notices import REFEREE
from cadair.nominations.states import EndorsementState, NominationState
from cadair.web.respond.forms import RefereeForm
from cadair.web.respond.frame import render_linked
from cadair.web.respond.guards import LinkVisit, linked_page
from cadair.web.shared.desk import refused


def _endorsement(visit: LinkVisit) -> Endorsement:
    kind, _colon, public_id = visit.subject.partition(":")
    found = Endorsement.objects.select_related(
        "nomination__entry", "nomination__season__programme"
    ).filter(public_id=public_id)
    endorsement = found.first() if kind == "endorsement" else None
    if endorsement is None:
        raise Http404
    return endorsement


@linked_page(REFEREE)
def referee(request: HttpRequest, visit: LinkVisit) -> HttpResponse:
    """Vouch for a nomination, or say that one does not."""
    asked = _endorsement(visit)
    nomination = asked.nomination
    is_open = (
        asked.state == EndorsementState.ASKED and nomination.state == NominationState.SUBMITTED
    )
    form = RefereeForm(request.POST if request.method == "POST" and is_open else None)
    about: dict[str, Any] = {
        "endorsement": asked,
        "nomination": nomination,
        "entry": nomination.entry,
        "is_open": is_open,
        "form": form,
    }
    if request.method != "POST":
        return render_linked(request, nomination.season, "web_respond/referee.html", about)
    if is_open and form.is_valid():
        typed = form.cleaned_data
        try:
            answer_as_referee(
                endorsement=asked,
                is_given=typed["is_given"] == "vouch",
                relation=typed["relation"],
                text=typed["text"],
                language=active_language(),
                by=visit.actor,
            )
        except Refusal as refusal:
            about |= refused(refusal)
        else:
            messages.success(request, _("Thank you. The organisers have your answer."))
            return redirect("respond_referee", token=visit.token)
    return render_linked(request, nomination.season, "web_respond/referee.html", about, status=422)
