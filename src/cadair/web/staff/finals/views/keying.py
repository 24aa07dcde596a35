"""A clerk types in what judges wrote on paper in an interview or a live final."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.judging.models import Round
from cadair.judging.round_rules import ANSWERING
from cadair.judging.round_states import RoundMethod, RoundState
from cadair.judging.rounds import entries_in, judges_of
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ, READ_AND_WRITE, Visit, season_page
from cadair.web.staff.finals.papers import Typed, counts, keep, lines


def round_or_404(visit: Visit, round_id: str, method: RoundMethod) -> Round:
    """A round of the season with this method that has been opened; others are not there."""
    found = Round.objects.filter(season=visit.season, method=method)
    started = found.exclude(state=RoundState.WAITING).select_related("season", "category")
    if visit.season.state not in ANSWERING:
        raise Http404
    return get_object_or_404(started, public_id=round_id)


def name_of(round_: Round) -> str:
    """The name of a round; its method where it has none."""
    return str(round_.name) or str(RoundMethod(round_.method).label)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def final(request: HttpRequest, visit: Visit, *, round_id: str) -> HttpResponse:
    """`desk/…/finals/…`: entry by entry, how many papers are typed in and confirmed."""
    round_ = round_or_404(visit, round_id, RoundMethod.LIVE_FINAL)
    if request.method == "POST":
        # Refused only now: what is not there is not there, whatever one sends.
        return HttpResponseNotAllowed(READ)
    context = {
        "round": round_,
        "round_name": name_of(round_),
        "counts": counts(round_),
        "is_open": round_.state == RoundState.OPEN,
    }
    return render_desk(request, visit, "staff_finals/final.html", context)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def key(request: HttpRequest, visit: Visit, *, round_id: str, entry: str) -> HttpResponse:
    """`desk/…/finals/…/…`: the papers of one entry, each number typed twice."""
    round_ = round_or_404(visit, round_id, RoundMethod.LIVE_FINAL)
    found = get_object_or_404(entries_in(round_), public_id=entry)
    context: dict[str, Any] = {
        "round": round_,
        "round_name": name_of(round_),
        "entry": found,
        "is_open": round_.state == RoundState.OPEN,
    }
    if request.method != "POST":
        return _page(request, visit, {**context, "lines": lines(round_, found)})
    typed = Typed.of(request.POST, judges_of(round_))
    try:
        kept = keep(round_, found, typed, visit.actor)
    except Refusal as refusal:
        again = {**context, "lines": lines(round_, found, typed), **refused(refusal)}
        return _page(request, visit, again, status=422)
    messages.success(
        request,
        _("Typed in: %(number)s. Each counts once its judge has confirmed it.") % {"number": kept},
    )
    return redirect("staff_final", season=visit.season.key, round_id=round_.public_id)


def _page(
    request: HttpRequest, visit: Visit, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    return render_desk(request, visit, "staff_finals/key.html", context, status=status)
