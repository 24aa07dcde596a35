"""Reading one entry of a round, and what is given to it, beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.judging.actions import AnswerChanged, PaperAnswer, answer_paper
from cadair.judging.answers import OwnRound, own_paper, own_round
from cadair.judging.models import Judge, Paper
from cadair.judging.round_rules import ON_PAPERS
from cadair.judging.round_states import PaperState, RoundMethod, RoundState, Verdict
from cadair.nominations.models import Entry
from cadair.web.jury.guards import judges_page
from cadair.web.jury.rounds import (
    address_of,
    entry_or_404,
    lines,
    name_of,
    next_open,
    own_round_or_404,
    place_of,
)
from cadair.web.jury.sheets import reading
from cadair.web.jury.views.rounds import whole_number
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit

CHANGED_ELSEWHERE = 409


@dataclass(frozen=True, slots=True)
class Typed:
    """What a judge has put into the form, as it came."""

    verdict: str = ""
    points: str = ""
    reason: str = ""
    shown: int = 0

    @classmethod
    def of(cls, sent: QueryDict) -> Typed:
        """Read a sent form."""
        shown = sent.get("shown", "")
        return cls(
            verdict=sent.get("verdict", ""),
            points=sent.get("points", "").strip(),
            reason=sent.get("reason", ""),
            shown=int(shown) if shown.isdecimal() and len(shown) < 9 else 0,
        )

    @classmethod
    def kept(cls, paper: Paper | None) -> Typed:
        """What is kept."""
        if paper is None:
            return cls()
        is_away = paper.state == PaperState.ABSTAINED
        return cls(
            verdict="abstain" if is_away else str(paper.verdict),
            points="" if paper.points is None else str(paper.points),
            reason=paper.reason,
            shown=paper.version,
        )

    def given(self) -> PaperAnswer:
        """As the action takes it; what is no number is one that no scale has."""
        is_abstained = self.verdict == "abstain"
        return PaperAnswer(
            verdict="" if is_abstained else self.verdict,
            points=whole_number(self.points) if self.points else None,
            reason=self.reason,
            is_abstained=is_abstained,
        )


@judges_page(*READ_AND_WRITE)
def round_entry(
    request: HttpRequest, visit: Visit, judge: Judge, *, round_id: str, entry: str
) -> HttpResponse:
    """Read one entry of a round and answer; what is not mine to read is not there."""
    own = own_round_or_404(judge, round_id)
    if own.undeclared:
        messages.warning(
            request, _("Declare your interests in this category first; then you can read and mark.")
        )
        return redirect("jury_declare", season=visit.season.key)
    found = entry_or_404(own, judge, entry)
    if request.method == "POST":
        return _save(request, visit, judge, own, found)
    paper = own_paper(own.round, judge, found)
    return _page(request, visit, judge, own, found, Typed.kept(paper))


def _save(
    request: HttpRequest, visit: Visit, judge: Judge, own: OwnRound, entry: Entry
) -> HttpResponse:
    typed = Typed.of(request.POST)
    is_autosave = request.headers.get("Accept") == "application/json"
    try:
        paper = answer_paper(
            round_=own.round,
            judge=judge,
            entry=entry,
            answer=typed.given(),
            by=visit.actor,
            shown=typed.shown,
        )
    except Refusal as refusal:
        status = CHANGED_ELSEWHERE if isinstance(refusal, AnswerChanged) else 422
        if is_autosave:
            return JsonResponse({"message": str(refusal)}, status=status)
        return _page(request, visit, judge, own, entry, typed, refusal, status=status)
    if is_autosave:
        return JsonResponse({"shown": paper.version})
    if "next" not in request.POST:
        messages.success(request, _("Saved."))
        return redirect(request.path)
    following = next_open(lines(own_round(own.round, judge), judge), entry)
    if following is not None:
        return redirect(following.href)
    messages.success(request, _("Saved. Every entry is answered: look it over and lock."))
    return redirect(address_of(judge, own.round))


def _page(
    request: HttpRequest,
    visit: Visit,
    judge: Judge,
    own: OwnRound,
    entry: Entry,
    typed: Typed,
    refusal: Refusal | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    paper = own_paper(own.round, judge, entry)
    place = place_of(own.round, entry)
    is_open = paper is None or paper.state in (PaperState.OPEN, PaperState.ABSTAINED)
    context: dict[str, Any] = {
        "own": own,
        "round_name": name_of(own.round),
        "round_href": address_of(judge, own.round),
        "place": place,
        "read": reading(place, judge),
        "paper": paper,
        "typed": typed,
        "is_asked": own.round.method in ON_PAPERS,
        "can_answer": is_open
        and own.round.state == RoundState.OPEN
        and own.round.method in ON_PAPERS,
        "is_sift": own.round.method == RoundMethod.SIFT,
        "is_single": own.round.method == RoundMethod.SINGLE_SCORE,
        "verdicts": Verdict.choices,
    }
    if refusal is not None:
        context |= refused(refusal)
        if isinstance(refusal, AnswerChanged):
            # Saving again is a choice made with both in sight.
            kept = Typed.kept(paper)
            typed = Typed(typed.verdict, typed.points, typed.reason, kept.shown)
            context |= {"kept": kept, "typed": typed}
    return render_desk(request, visit, "jury/rounds/entry.html", context, status=status)
