"""A round with one answer an entry: pass or fail, one overall score, or marks of a live final."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.judging.actions import confirm_paper, lock_papers
from cadair.judging.answers import OwnRound, own_round
from cadair.judging.models import Judge, Paper
from cadair.judging.round_states import PaperState, RoundMethod
from cadair.web.jury.guards import judges_page
from cadair.web.jury.rounds import (
    ASKS,
    address_of,
    can_answer,
    lines,
    name_of,
    own_round_or_404,
    progress,
)
from cadair.web.jury.views.rounds_ballot import ballot_page
from cadair.web.jury.views.rounds_pairs import pairs_page
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit

WHOLE_NUMBER = 6


@judges_page(*READ_AND_WRITE)
def round_page(request: HttpRequest, visit: Visit, judge: Judge, *, round_id: str) -> HttpResponse:
    """What is asked of me in this round, and how far I am; a round for others is not there."""
    own = own_round_or_404(judge, round_id)
    if own.round.method == RoundMethod.RANKED_BALLOT:
        return ballot_page(request, visit, judge, own)
    if own.round.method == RoundMethod.PAIRWISE:
        return pairs_page(request, visit, judge, own)
    if request.method != "POST":
        return _page(request, visit, judge, own)
    try:
        _act(request, visit, judge, own)
    except Refusal as refusal:
        again = own_round(own.round, judge)
        return _page(request, visit, judge, again, refusal, status=422)
    return redirect(address_of(judge, own.round))


def _act(request: HttpRequest, visit: Visit, judge: Judge, own: OwnRound) -> None:
    if "paper" in request.POST:
        _confirm(request, visit, judge, own)
    else:
        if request.POST.get("confirm") != "yes":
            raise Refusal(
                "not-confirmed", _("Tick the box to say that you have finished, then lock.")
            )
        lock_papers(round_=own.round, judge=judge, by=visit.actor)
        messages.success(request, _("Locked. Thank you: your part in this round is done."))


def _confirm(request: HttpRequest, visit: Visit, judge: Judge, own: OwnRound) -> None:
    """One paper is right as it was typed in, or is put right."""
    papers = Paper.objects.filter(round=own.round, judge=judge).select_related("round", "entry")
    paper = get_object_or_404(papers, public_id=request.POST.get("paper", ""))
    right = request.POST.get("points", "").strip() if "correct" in request.POST else None
    shown = request.POST.get("shown", "")
    kept = confirm_paper(
        paper=paper,
        by=visit.actor,
        points=None if right is None else whole_number(right),
        shown=int(shown) if shown.isdecimal() and len(shown) < WHOLE_NUMBER else None,
    )
    said = _("Confirmed: %(reference)s, %(points)s")
    messages.success(request, said % {"reference": kept.entry.reference, "points": kept.points})


def whole_number(text: str) -> int:
    """What somebody typed as a number; −1, which no scale has, for everything else."""
    text = text.strip()
    is_number = text.isdecimal() and text.isascii() and len(text) < WHOLE_NUMBER
    return int(text) if is_number else -1


def _page(
    request: HttpRequest,
    visit: Visit,
    judge: Judge,
    own: OwnRound,
    refusal: Refusal | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    found, is_final = lines(own, judge), own.round.method == RoundMethod.LIVE_FINAL
    typed = request.POST.get("points", "") if request.method == "POST" else ""
    context: dict[str, Any] = {
        **frame(own),
        "lines": found,
        "to_confirm": [line for line in found if line.is_to_confirm],
        "typed": {"paper": request.POST.get("paper", ""), "points": typed},
        "can_lock": can_answer(own) and own.is_given and _is_anything_open(found),
        "next": None if is_final else next((line for line in found if not line.is_answered), None),
    }
    if refusal is not None:
        context |= refused(refusal)
    return render_desk(request, visit, "jury/rounds/papers.html", context, status=status)


def _is_anything_open(found: list[Any]) -> bool:
    return any(line.paper and line.paper.state == PaperState.OPEN for line in found)


def frame(own: OwnRound) -> dict[str, Any]:
    """What every page of a round shows of it."""
    return {
        "own": own,
        "round_name": name_of(own.round),
        "asks": ASKS[own.round.method],
        "progress": progress(own),
        "can_answer": can_answer(own),
    }
