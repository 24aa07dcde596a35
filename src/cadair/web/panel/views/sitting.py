"""Who is in the room: attendance, apologies, quorum, adjourning and going on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.judging.actions import begin_sitting, end_sitting, keep_attendance, set_quorum
from cadair.judging.meeting_states import Presence, SittingEnd
from cadair.judging.meetings import current_sitting, meeting_of
from cadair.judging.models import Attendance, Judge, Sitting
from cadair.web.panel.attending import Line, attendance_of, sittings_of
from cadair.web.panel.guards import Room, panel_page
from cadair.web.panel.moments import MomentForm
from cadair.web.panel.rail import rail_of
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE


@panel_page(*READ_AND_WRITE)
def sitting(request: HttpRequest, room: Room) -> HttpResponse:
    """`panel/…/meeting/attendance`: who is here, whether they are enough, when it goes on."""
    form = MomentForm(request.POST if "adjourn" in request.POST else None)
    if request.method != "POST":
        return _page(request, room, form)
    try:
        _act(request, room, form)
    except Refusal as refusal:
        return _page(request, room, form, refused(refusal), status=422)
    except ValidationError as problem:
        form.add_error("day", problem)
        return _page(request, room, form, status=422)
    return redirect("panel_sitting", season=room.season.key)


def _act(request: HttpRequest, room: Room, form: MomentForm) -> None:
    season, actor, sent = room.season, room.visit.actor, request.POST
    there = current_sitting(season)
    if "quorum" in sent:
        set_quorum(season=season, quorum=_number(sent["quorum"]), by=actor)
        messages.success(request, _("Saved."))
    elif "adjourn" in sent and there is not None:
        goes_on = form.moment() if form.is_valid() and _is_dated(form) else None
        if form.errors:
            raise ValidationError(_("Enter a day and an hour."))
        end_sitting(sitting=there, end=SittingEnd.ADJOURNED, by=actor, goes_on_at=goes_on)
        messages.success(request, _("Adjourned. Everything decided so far stands."))
    elif "over" in sent and there is not None:
        end_sitting(sitting=there, end=SittingEnd.OVER, by=actor)
        messages.success(request, _("The meeting is over."))
    elif there is not None:
        keep_attendance(sitting=there, attendance=_attendance(sent, room), by=actor)
        messages.success(request, _("Saved."))
    else:
        begin_sitting(season=season, attendance=_attendance(sent, room), by=actor)
        messages.success(request, _("The meeting is on."))


def _is_dated(form: MomentForm) -> bool:
    return bool(form.cleaned_data.get("day") or form.cleaned_data.get("hour"))


def _number(text: str) -> int | None:
    text = text.strip()
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < len("1000")):
        raise Refusal("quorum-not-a-number", _("Write a number of judges, or leave it empty."))
    return int(text)


def _attendance(sent: QueryDict, room: Room) -> dict[Judge, Presence]:
    found = {}
    for judge in room.season.judges.all():
        value = sent.get(f"presence-{judge.public_id}", "")
        if value in Presence.values:
            found[judge] = Presence(value)
    return found


def _page(
    request: HttpRequest,
    room: Room,
    form: MomentForm,
    more: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    there: Sitting | None = current_sitting(room.season)
    sent = request.POST if status != HttpResponse.status_code else QueryDict()
    quorum = meeting_of(room.season).quorum
    lines: list[Line] = attendance_of(room.season, there, sent)
    context: dict[str, Any] = {
        "room": room,
        "rail": rail_of(room),
        "sitting": there,
        "lines": lines,
        "choices": [(each.value, each.label) for each in Presence],
        "sittings": sittings_of(room.season),
        "quorum": sent.get("quorum", "" if quorum is None else str(quorum)),
        "form": form,
        "has_attendance": Attendance.objects.filter(sitting__season=room.season).exists(),
    }
    return render_desk(
        request, room.visit, "panel/sitting.html", {**context, **(more or {})}, status=status
    )
