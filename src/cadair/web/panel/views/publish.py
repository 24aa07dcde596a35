"""Publishing what is confirmed: now, at a minute, or held back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cadair.foundation.bilingual import active_language
from cadair.foundation.refusals import NotAllowed, NotNow, Refusal
from cadair.outcomes.actions import cancel_release, order_release
from cadair.outcomes.models import ReleaseOrder
from cadair.outcomes.states import ReleaseState
from cadair.publishing.actions import release_season
from cadair.publishing.letters import nominators_of
from cadair.seasons.states import SeasonState
from cadair.web.panel.guards import Room, panel_page
from cadair.web.panel.moments import AtForm, morning_after
from cadair.web.panel.overview import name_behind
from cadair.web.panel.rail import rail_of
from cadair.web.shared import addresses
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE


@panel_page(*READ_AND_WRITE)
def publish(request: HttpRequest, room: Room) -> HttpResponse:
    """`panel/…/results/publish`: where publication stands, and what an organiser can do."""
    if room.is_deciding:
        return redirect("panel_confirm", season=room.season.key)
    form = AtForm(request.POST if "at" in request.POST else None)
    if request.method != "POST":
        return _page(request, room, form)
    if "at" in request.POST and not form.is_valid():
        return _page(request, room, form, status=422)
    try:
        _act(request, room, form)
    except Refusal as refusal:
        return _page(request, room, form, refused(refusal), status=422)
    return redirect("panel_publish", season=room.season.key)


def _act(request: HttpRequest, room: Room, form: AtForm) -> None:
    season, actor = room.season, room.visit.actor
    if not room.is_organiser:
        raise NotAllowed("organisers-publish", _("Only an organiser can publish. Ask one of them."))
    if "at" in request.POST:
        order_release(season=season, by=actor, release_at=form.cleaned_data["at"])
        messages.success(request, _("Ordered. The results become public at that minute."))
    elif "morning" in request.POST:
        order_release(season=season, by=actor, release_at=morning_after(season))
        messages.success(request, _("Ordered. The results become public at that minute."))
    elif "hold" in request.POST:
        cancel_release(order=_waiting_or_refuse(room), by=actor)
        messages.success(request, _("Held back. The results stay confirmed, and nobody sees them."))
    else:
        _publish_now(request, room)


def _publish_now(request: HttpRequest, room: Room) -> None:
    if request.POST.get("sure") != "yes":
        raise Refusal("not-sure", _("Tick the box first: what is public cannot be taken back."))
    with transaction.atomic():
        order_release(season=room.season, by=room.visit.actor)
        release_season(season=room.season, by=room.visit.actor)
    messages.success(request, _("Published, in both languages."))


def _waiting(room: Room) -> ReleaseOrder | None:
    return room.season.release_orders.filter(state=ReleaseState.WAITING).first()


def _waiting_or_refuse(room: Room) -> ReleaseOrder:
    order = _waiting(room)
    if order is None:
        raise NotNow("no-order", _("No order to publish waits any more. Load the page again."))
    return order


def _page(
    request: HttpRequest,
    room: Room,
    form: AtForm,
    more: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    season = room.season
    season.refresh_from_db(fields=["state", "released_at"])
    seal = getattr(season, "seal", None)
    context: dict[str, Any] = {
        "form": form,
        "room": room,
        "order": _waiting(room),
        "morning": morning_after(season),
        "seal": seal,
        "sealed_by": name_behind(seal.sealed_by_ref) if seal else "",
        "confirmed_by": name_behind(seal.confirmed_by_ref) if seal else "",
        "awards": rail_of(room).awards,
        "nominators": len(nominators_of(season)),
        "is_released": season.state == SeasonState.RELEASED,
        "public_page": addresses.season(active_language(), season.programme.slug, season.year),
    }
    return render_desk(
        request, room.visit, "panel/publish.html", {**context, **(more or {})}, status=status
    )
