"""A judge's entries on a device: what it keeps, what it sends, and when it has to forget."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cadair.foundation.refusals import Refusal
from cadair.judging.actions import end_device_copies, take_along
from cadair.judging.desks import own_card, place_on_desk
from cadair.judging.models import DeviceCopy, Judge
from cadair.judging.sayings import holds, is_bookmarked
from cadair.judging.states import ScorecardState
from cadair.seasons.models import Criterion
from cadair.seasons.states import SeasonState
from cadair.web.jury.device import (
    Sent,
    device_context,
    kept_of,
    listed_for_device,
    may_be_read,
    said_of,
    take_in,
)
from cadair.web.jury.guards import judges_page
from cadair.web.jury.sheets import Typed, questions, reading
from cadair.web.shared.desk import render_desk
from cadair.web.shared.guards import READ, READ_AND_WRITE, WRITE, Visit

WORKER: Final = Path(__file__).parent.parent / "static" / "jury" / "worker.js"


@judges_page(*READ_AND_WRITE)
def offline(request: HttpRequest, visit: Visit, judge: Judge) -> HttpResponse:
    """The page that a device shows where there is no network; without one, it holds nothing.

    Its form ends what is kept on every device.
    """
    _require_judging(visit)
    if request.method == "POST":
        end_device_copies(judge=judge, by=visit.actor)
        messages.success(
            request,
            _("Done. Each device is emptied as soon as it meets this service; this one, now."),
        )
        return redirect("jury_offline", season=visit.season.key)
    return render_desk(request, visit, "jury/offline.html", device_context(visit.season))


@judges_page(*READ_AND_WRITE)
def device(request: HttpRequest, visit: Visit, judge: Judge) -> HttpResponse:
    """What belongs on a device now; sent a form, it lets one more device keep it."""
    _require_judging(visit)
    found: dict[str, Any] = {}
    if request.method == "POST":
        try:
            copy = take_along(judge=judge, account=visit.account, by=visit.actor)
        except Refusal as refusal:
            said, status = said_of(refusal, judge, None)
            return _said(said, status)
        found["copy"] = copy.public_id
        found["state"] = reverse("jury_device_copy", kwargs={"copy": copy.public_id})
    return _said({**found, "csrf": get_token(request), "places": listed_for_device(judge)})


@judges_page(*READ_AND_WRITE)
def device_entry(
    request: HttpRequest, visit: Visit, judge: Judge, *, category: str, entry: str
) -> HttpResponse:
    """One entry to keep on a device, with the form for marks, where the judge may read it."""
    _require_judging(visit)
    place = place_on_desk(judge, category, entry)
    if place is None or place.entry.is_test or may_be_read(judge, category, entry) is None:
        raise Http404
    if request.method == "POST":
        # Refused only now: what is not there is not there, whatever one sends.
        return HttpResponseNotAllowed(READ)
    card = own_card(judge, place)
    typed = Typed.kept(card, is_flagged=is_bookmarked(judge, place))
    criteria = list(Criterion.objects.filter(season=visit.season))
    context = {
        "season": visit.season,
        "place": place,
        "read": reading(place, judge),
        "questions": questions(criteria, visit.season, typed),
        "typed": typed,
        "can_mark": card is None or card.state == ScorecardState.OPEN,
        "is_abstained": card is not None and card.state == ScorecardState.ABSTAINED,
        "is_offline": True,
    }
    html = render_to_string("jury/parts/on_device.html", context, request)
    return _said({"html": html, **kept_of(judge, place)})


@judges_page(*WRITE)
def device_marks(request: HttpRequest, visit: Visit, judge: Judge) -> HttpResponse:
    """Take in one scorecard that a device kept; what is refused says why, by a code."""
    sent: Sent | None = None
    try:
        sent = Sent.of(request.body)
        return _said(take_in(judge, sent, visit))
    except Refusal as refusal:
        said, status = said_of(refusal, judge, sent)
        return _said(said, status)


@never_cache
@require_safe
def device_copy(_request: HttpRequest, *, copy: str) -> HttpResponse:
    """Whether a device may keep what it has: asked without signing in, and says nothing else."""
    found = DeviceCopy.objects.filter(public_id=copy)
    known = found.select_related("judge__season").first()
    # The code says it, not the number: a page that is missing for a moment must empty nothing.
    if known is None or not holds(known, known.judge):
        return _said({"code": "copy-ended"}, 404)
    return _said({"code": "copy-holds"})


@judges_page()
def worker(_request: HttpRequest, visit: Visit, _judge: Judge) -> HttpResponse:
    """The service worker of this season’s desk: it may answer for this desk and nothing else."""
    answer = HttpResponse(_source(), content_type="text/javascript; charset=utf-8")
    answer["Content-Disposition"] = "attachment"
    answer["Service-Worker-Allowed"] = reverse("jury_desk", kwargs={"season": visit.season.key})
    return answer


@cache
def _source() -> bytes:
    return WORKER.read_bytes()


def _said(said: dict[str, Any], status: int = 200) -> JsonResponse:
    """For the script of a page: a browser that is led here opens nothing."""
    answer = JsonResponse(said, status=status)
    answer["Content-Disposition"] = "attachment"
    return answer


def _require_judging(visit: Visit) -> None:
    if visit.season.state != SeasonState.JUDGING:
        raise Http404
