"""No more messages like this one: from the link in a message, without signing in (PRI-18)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from cadair.foundation.actors import Actor
from cadair.mail.actions import stop_messages
from cadair.mail.letters import stopped_by
from cadair.mail.models import OutboxMessage
from cadair.mail.queries import is_stopped
from cadair.mail.states import Topic
from cadair.seasons.models import Season
from cadair.web.respond.frame import render_linked
from cadair.web.respond.guards import HEADERS
from cadair.web.shared.guards import READ_AND_WRITE


@csrf_exempt
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """`respond/stop/…`: says what would stop; a press, here or in a mail program, stops it.

    Mail programs press without a cookie (RFC 8058): the signed link is what proves the right, as
    it would be for a stranger's form; nothing but this one topic can be changed with it.
    """
    message = stopped_by(token)
    if message is None:
        raise Http404
    if request.method not in READ_AND_WRITE:
        return HttpResponseNotAllowed(READ_AND_WRITE)
    if request.method == "POST" and not is_stopped(message.to_address, message.topic):
        stop_messages(message=message, by=Actor(ref=f"link:{message.public_id}"))
    response = _page(request, message)
    for name, value in HEADERS.items():
        response[name] = value
    return response


def _page(request: HttpRequest, message: OutboxMessage) -> HttpResponse:
    context = {
        "topic": Topic(message.topic).label,
        "is_reminder": message.topic == Topic.REMINDERS,
        "is_for_judges": message.topic == Topic.MARKING,
        "is_stopped": is_stopped(message.to_address, message.topic),
    }
    season = Season.objects.filter(public_id=message.season).first()
    if season is None:
        return render(request, "web_respond/stop.html", context)
    return render_linked(request, season, "web_respond/stop.html", context)
