"""Organisers sift where the rules say so; and what the readers of any sift say together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.judging.actions import AnswerChanged, PaperAnswer, lock_sift, sift_as_staff
from cadair.judging.answers import is_answered
from cadair.judging.counting import Consensus, consensus
from cadair.judging.models import Paper, Round
from cadair.judging.round_states import PaperState, RoundMethod, RoundState, SiftState
from cadair.judging.rounds import entries_in
from cadair.nominations.models import Entry
from cadair.nominations.queries import nominations_behind, panel_texts
from cadair.seasons.questions import questions_of
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit, season_page
from cadair.web.staff.finals.views.keying import name_of, round_or_404

TAGS = {
    SiftState.THROUGH: "tag--laurel",
    SiftState.NOT_THROUGH: "tag--wrong",
    SiftState.READ_AGAIN: "tag--gold",
    SiftState.WAITING: "",
}


@dataclass(frozen=True, slots=True)
class Line:
    """An entry with what I said of it and what all say together."""

    entry: Entry
    paper: Paper | None
    together: Consensus
    tag: str

    @property
    def state(self) -> str:
        """What all say together, in words."""
        return str(self.together.state.label)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def sift(request: HttpRequest, visit: Visit, *, round_id: str) -> HttpResponse:
    """`desk/…/sift/…`: every entry, what I said where organisers sift, and what all say."""
    round_ = round_or_404(visit, round_id, RoundMethod.SIFT)
    if request.method != "POST":
        return _list(request, visit, round_)
    try:
        _require_confirmation(request)
        lock_sift(round_=round_, by=visit.actor)
    except Refusal as refusal:
        return _list(request, visit, round_, refusal)
    messages.success(request, _("Locked. What you said counts now."))
    return redirect("staff_sift", season=visit.season.key, round_id=round_.public_id)


def _require_confirmation(request: HttpRequest) -> None:
    if request.POST.get("confirm") != "yes":
        raise Refusal("not-confirmed", _("Tick the box to say that you have finished, then lock."))


def _own(round_: Round, visit: Visit) -> dict[int, Paper]:
    papers = Paper.objects.filter(round=round_, judge=None, account=visit.account)
    return {each.entry_id: each for each in papers}


def _list(
    request: HttpRequest, visit: Visit, round_: Round, refusal: Refusal | None = None
) -> HttpResponse:
    own, together = _own(round_, visit), consensus(round_)
    found = [
        Line(entry, own.get(entry.pk), together[entry.pk], TAGS[together[entry.pk].state])
        for entry in entries_in(round_)
    ]
    states = [each.state for each in together.values()]
    context: dict[str, Any] = {
        "round": round_,
        "round_name": name_of(round_),
        "lines": found,
        "is_open": round_.state == RoundState.OPEN,
        "next": next((line for line in found if not is_answered(round_, line.paper)), None),
        "can_lock": round_.by_staff
        and round_.state == RoundState.OPEN
        and any(
            line.paper and line.paper.state == PaperState.OPEN and is_answered(round_, line.paper)
            for line in found
        ),
        "totals": [(state.label, states.count(state)) for state in SiftState],
        **(refused(refusal) if refusal is not None else {}),
    }
    status = 422 if refusal is not None else 200
    return render_desk(request, visit, "staff_finals/sift.html", context, status=status)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def one(request: HttpRequest, visit: Visit, *, round_id: str, entry: str) -> HttpResponse:
    """`desk/…/sift/…/…`: read one entry as judges would, and say whether it passes."""
    round_ = round_or_404(visit, round_id, RoundMethod.SIFT)
    if not round_.by_staff:
        raise Http404
    found = get_object_or_404(entries_in(round_), public_id=entry)
    paper = _own(round_, visit).get(found.pk)
    if request.method != "POST":
        return _one(request, visit, round_, found, _kept(paper))
    typed = {name: request.POST.get(name, "") for name in ("verdict", "reason", "shown")}
    try:
        sift_as_staff(
            round_=round_,
            entry=found,
            answer=_answer(typed),
            by=visit.actor,
            shown=_version(typed["shown"]),
        )
    except Refusal as refusal:
        kept = _kept(_own(round_, visit).get(found.pk))
        is_changed = isinstance(refusal, AnswerChanged)
        more = {"kept": kept} if is_changed else {}
        shown = {**typed, "shown": kept["shown"]} if is_changed else typed
        return _one(request, visit, round_, found, shown, {**refused(refusal), **more})
    return redirect(_after(visit, round_, found))


def _answer(typed: dict[str, str]) -> PaperAnswer:
    is_abstained = typed["verdict"] == "abstain"
    return PaperAnswer(
        verdict="" if is_abstained else typed["verdict"],
        reason=typed["reason"],
        is_abstained=is_abstained,
    )


def _version(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _kept(paper: Paper | None) -> dict[str, str]:
    if paper is None:
        return {"verdict": "", "reason": "", "shown": "0"}
    is_away = paper.state == PaperState.ABSTAINED
    return {
        "verdict": "abstain" if is_away else str(paper.verdict),
        "reason": paper.reason,
        "shown": str(paper.version),
    }


def _after(visit: Visit, round_: Round, entry: Entry) -> str:
    """The next entry that I have not answered, then from the top; otherwise the list."""
    own = _own(round_, visit)
    entries = list(entries_in(round_))
    at = [each.pk for each in entries].index(entry.pk)
    names = {"season": visit.season.key, "round_id": round_.public_id}
    for each in [*entries[at + 1 :], *entries[:at]]:
        if not is_answered(round_, own.get(each.pk)):
            return reverse("staff_sift_entry", kwargs={**names, "entry": each.public_id})
    return reverse("staff_sift", kwargs=names)


def _one(
    request: HttpRequest,
    visit: Visit,
    round_: Round,
    entry: Entry,
    typed: dict[str, str],
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    asked = questions_of(visit.season)
    paper = _own(round_, visit).get(entry.pk)
    is_locked = paper is not None and paper.state == PaperState.LOCKED
    context: dict[str, Any] = {
        "round": round_,
        "round_name": name_of(round_),
        "entry": entry,
        "texts": [panel_texts(each, asked) for each in nominations_behind(entry)],
        "typed": typed,
        "can_answer": round_.state == RoundState.OPEN and not is_locked,
        **(more or {}),
    }
    status = 422 if more else 200
    return render_desk(request, visit, "staff_finals/sift_entry.html", context, status=status)
