"""Ranking by numbers or with Up and Down, and casting the ballot (ACC-12)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.judging.actions import AnswerChanged, cast_ballot, save_ballot
from cadair.judging.answers import OwnRound, own_round
from cadair.judging.models import Judge
from cadair.nominations.models import Entry
from cadair.web.jury.ballots import Sheet, moved, numbers, sheet, typed_ranks
from cadair.web.jury.rounds import ASKS, address_of, can_answer, name_of, progress
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import Visit

CHANGED_ELSEWHERE = 409


def ballot_page(request: HttpRequest, visit: Visit, judge: Judge, own: OwnRound) -> HttpResponse:
    """The judge’s ballot, until it is cast and as it was cast."""
    shown = sheet(own, judge)
    if request.method != "POST":
        return _page(request, visit, own, shown)
    typed = typed_ranks(request.POST, shown)
    try:
        return _keep(request, visit, judge, own, shown)
    except Refusal as refusal:
        again = sheet(own, judge, typed)
        status = CHANGED_ELSEWHERE if isinstance(refusal, AnswerChanged) else 422
        current = own_round(own.round, judge)
        return _page(request, visit, current, again, refusal, status=status)


def _keep(
    request: HttpRequest, visit: Visit, judge: Judge, own: OwnRound, shown: Sheet
) -> HttpResponse:
    ranks = numbers(typed_ranks(request.POST, shown), shown)
    where = address_of(judge, own.round)
    step = {"up": -1, "down": 1}
    pressed = next((name for name in step if name in request.POST), "")
    line = next((each for each in shown.lines if each.key == request.POST.get(pressed)), None)
    if line is not None:
        target: Entry | None = shown.entries.get(line.key)
        order = moved(ranks, target, step[pressed])
        ranks = {entry: at for at, entry in enumerate(order, start=1)}
        _save(request, visit, judge, own, ranks)
        messages.success(
            request,
            _("%(title)s: moved to %(rank)s of %(of)s")
            % {"title": line.title, "rank": ranks[target], "of": len(order)},
        )
        return redirect(f"{where}?moved={pressed}-{line.key}#row-{line.key}")
    with transaction.atomic():
        _save(request, visit, judge, own, ranks)
        if "cast" in request.POST:
            if request.POST.get("confirm") != "yes":
                raise Refusal(
                    "not-confirmed",
                    _("Tick the box to say that this is your ballot, then cast it."),
                )
            cast_ballot(round_=own.round, judge=judge, by=visit.actor)
    cast = "cast" in request.POST
    messages.success(request, _("Your ballot is cast. Thank you.") if cast else _("Saved."))
    return redirect(where)


def _save(
    request: HttpRequest,
    visit: Visit,
    judge: Judge,
    own: OwnRound,
    ranks: dict[Entry | None, int],
) -> None:
    shown = request.POST.get("shown", "")
    save_ballot(
        round_=own.round,
        judge=judge,
        ranks=ranks,
        by=visit.actor,
        shown=int(shown) if shown.isdecimal() and len(shown) < 9 else 0,
    )


def _page(
    request: HttpRequest,
    visit: Visit,
    own: OwnRound,
    shown: Sheet,
    refusal: Refusal | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    pressed, _dash, key = request.GET.get("moved", "").partition("-")
    context: dict[str, Any] = {
        "own": own,
        "round_name": name_of(own.round),
        "asks": ASKS[own.round.method],
        "progress": progress(own),
        "can_answer": can_answer(own) and not own.undeclared,
        "sheet": shown,
        "focus": {"pressed": pressed, "key": key},
        **(refused(refusal) if refusal is not None else {}),
    }
    return render_desk(request, visit, "jury/rounds/ballot.html", context, status=status)
