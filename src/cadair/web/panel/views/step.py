"""Keeping screens in step: what is on the table, and moving the meeting on."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.judging.meetings import meeting_of
from cadair.outcomes.actions import put_on_table
from cadair.web.panel.guards import Room, panel_page
from cadair.web.panel.rail import digest_of
from cadair.web.shared.guards import READ, WRITE


@panel_page(*READ, for_judges=True)
def step(request: HttpRequest, room: Room) -> HttpResponse:
    """`panel/…/meeting/step`: where the meeting is; 304 as long as nothing has happened."""
    tag = f'"{digest_of(room.season)}"'
    if request.headers.get("If-None-Match") == tag:
        answer: HttpResponse = HttpResponseNotModified()
    else:
        table = meeting_of(room.season).table
        name = str(table.name) if table is not None else ""
        answer = JsonResponse(
            {"version": tag.strip('"'), "key": table.key if table else "", "name": name}
        )
    answer["ETag"] = tag
    answer["Content-Disposition"] = "attachment"
    return answer


@panel_page(*WRITE)
def take_up(request: HttpRequest, room: Room, category: str) -> HttpResponse:
    """`panel/…/<category>/take-up`: put a category on the table; whoever follows goes there."""
    found = get_object_or_404(room.season.categories, key=category)
    version = request.POST.get("version", "")
    try:
        put_on_table(
            season=room.season,
            category=found,
            by=room.visit.actor,
            seen_version=int(version) if version.isascii() and version.isdecimal() else None,
        )
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
        return redirect("panel_room", season=room.season.key)
    messages.success(request, _("On the table: %(name)s") % {"name": found.name})
    return redirect("panel_category", season=room.season.key, category=found.key)


step.is_glance = True
"""Looking whether something has happened is not being there: it keeps nobody signed in."""
