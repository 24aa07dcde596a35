"""Confirming: an organiser asks, a second person looks at everything and confirms."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cadair.foundation.refusals import NotNow, Refusal
from cadair.outcomes.actions import confirm_seal, request_seal, withdraw_seal_request
from cadair.outcomes.models import SealRequest
from cadair.outcomes.queries import waiting_request
from cadair.outcomes.readiness import missing_before_seal
from cadair.web.panel.guards import Room, panel_page
from cadair.web.panel.moments import AskForm
from cadair.web.panel.overview import name_behind, overview
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE


@panel_page(*READ_AND_WRITE)
def confirm(request: HttpRequest, room: Room) -> HttpResponse:
    """`panel/…/results/confirm`: everything that was decided; ask, confirm, or take it back."""
    if not room.is_deciding:
        return redirect("panel_publish", season=room.season.key)
    form = AskForm(request.POST if "ask" in request.POST else None, season=room.season)
    if request.method != "POST":
        return _page(request, room, form)
    if "ask" in request.POST and not form.is_valid():
        return _page(request, room, form, status=422)
    try:
        _act(request, room, form)
    except Refusal as refusal:
        said = refused(refusal)
        # What is missing stands below, for those who may see it.
        said["refusal"]["problems"] = []
        return _page(request, room, form, said, status=422)
    where = "panel_publish" if "confirm" in request.POST else "panel_confirm"
    return redirect(where, season=room.season.key)


def _act(request: HttpRequest, room: Room, form: AskForm) -> None:
    season, actor = room.season, room.visit.actor
    if "ask" in request.POST:
        request_seal(season=season, by=actor, release_at=form.cleaned_data["release_at"])
        messages.success(request, _("Asked. The others have an e-mail with a link to this page."))
    elif "withdraw" in request.POST:
        withdraw_seal_request(request=_meant(request, room), by=actor)
        messages.success(request, _("Taken back. Nothing was confirmed."))
    elif request.POST.get("sure") == "yes":
        confirm_seal(request=_meant(request, room), by=actor)
        messages.success(request, _("Confirmed. Nothing can be changed from now on."))
    else:
        raise Refusal("not-sure", _("Tick the box to say that you have looked at everything."))


def _meant(request: HttpRequest, room: Room) -> SealRequest:
    """The request that was on the page."""
    waiting = waiting_request(room.season)
    if waiting is None or waiting.public_id != request.POST.get("request", ""):
        raise NotNow(
            "request-gone", _("That request is gone or was replaced. Look at what stands now.")
        )
    return waiting


def _page(
    request: HttpRequest,
    room: Room,
    form: AskForm,
    more: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    everything = overview(room)
    waiting = waiting_request(room.season)
    is_own = waiting is not None and waiting.asked_by_ref == room.visit.actor.ref
    context: dict[str, Any] = {
        "form": form,
        "room": room,
        "missing": list(missing_before_seal(room.season, hidden=room.closed)),
        "everything": everything,
        "waiting": waiting,
        "asked_by": name_behind(waiting.asked_by_ref) if waiting else "",
        "is_own": is_own,
        "is_outdated": waiting is not None and waiting.sha256 != everything.sha256,
        "is_at_once": waiting is not None and waiting.release_at == waiting.asked_at,
    }
    return render_desk(
        request, room.visit, "panel/confirm.html", {**context, **(more or {})}, status=status
    )
