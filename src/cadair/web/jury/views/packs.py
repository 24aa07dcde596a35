"""The entries of a judge as an accessible PDF, with their name and the moment on every page."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from cadair.foundation import clock
from cadair.foundation.bilingual import active_language
from cadair.foundation.refusals import Refusal
from cadair.judging.actions import take_pack
from cadair.judging.models import Judge
from cadair.seasons.states import SeasonState
from cadair.web.jury.guards import judges_page
from cadair.web.jury.packs import pack_data, places_in_pack
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit
from cadair.web.shared.typesetting import CannotTypeset, can_typeset, typeset


@judges_page(*READ_AND_WRITE)
def pack(request: HttpRequest, visit: Visit, judge: Judge) -> HttpResponse:
    """What the document is for and how to keep it; pressing the button makes it."""
    if visit.season.state not in (SeasonState.JUDGING, SeasonState.DECIDING):
        raise Http404
    if not can_typeset():
        raise Http404
    if request.method != "POST":
        return _page(request, visit, judge)
    try:
        return _made(judge, visit, is_large="large" in request.POST)
    except Refusal as refusal:
        return _page(request, visit, judge, refused(refusal))
    except CannotTypeset:
        failed = Refusal(
            "pack-not-made",
            _("The document could not be made. Read your entries on their pages."),
        )
        return _page(request, visit, judge, refused(failed))


def _made(judge: Judge, visit: Visit, *, is_large: bool) -> HttpResponse:
    places, now = places_in_pack(judge), clock.now()
    content = typeset(
        "judge_pack.typ", pack_data(judge, places, now, is_large=is_large), made_at=now
    )
    take_pack(judge=judge, entries=len(places), is_large=is_large, by=visit.actor)
    answer = HttpResponse(content, content_type="application/pdf")
    name = f"{visit.season.key}-{judge.key}-{active_language()}.pdf"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    answer["Content-Disposition"] = disposition or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _page(
    request: HttpRequest, visit: Visit, judge: Judge, said: dict[str, Any] | None = None
) -> HttpResponse:
    context = {"entries": len(places_in_pack(judge)), **(said or {})}
    return render_desk(request, visit, "jury/pack.html", context, status=422 if said else 200)
