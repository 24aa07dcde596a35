"""Two entries side by side, and one press for the better one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.judging.actions import compare_two, lock_comparisons, take_back_comparison
from cadair.judging.answers import OwnRound, next_pair, own_comparisons, own_round
from cadair.judging.models import Comparison, Judge
from cadair.nominations.models import Entry
from cadair.web.jury.rounds import (
    ASKS,
    address_of,
    can_answer,
    entry_or_404,
    name_of,
    place_of,
    progress,
    titled,
)
from cadair.web.jury.sheets import Reading, reading
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import Visit

MOST_SKIPPED = 40


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two, with what is read of it."""

    entry: Entry
    other: Entry
    title: str
    lang: str
    href: str
    read: Reading


@dataclass(frozen=True, slots=True)
class Made:
    """A comparison the judge made, by the titles of both."""

    comparison: Comparison
    winner: str
    winner_lang: str
    loser: str
    loser_lang: str


def pairs_page(request: HttpRequest, visit: Visit, judge: Judge, own: OwnRound) -> HttpResponse:
    """The next two, what was said so far, and locking."""
    if request.method != "POST":
        return _page(request, visit, judge, own)
    try:
        return _act(request, visit, judge, own)
    except Refusal as refusal:
        again = own_round(own.round, judge)
        return _page(request, visit, judge, again, refusal, status=422)


def _act(request: HttpRequest, visit: Visit, judge: Judge, own: OwnRound) -> HttpResponse:
    where = address_of(judge, own.round)
    if "better" in request.POST:
        winner = entry_or_404(own, judge, request.POST["better"])
        loser = entry_or_404(own, judge, _other(request, winner))
        compare_two(round_=own.round, judge=judge, winner=winner, loser=loser, by=visit.actor)
        return redirect(f"{where}#pair")
    if "take-back" in request.POST:
        made = Comparison.objects.filter(round=own.round, judge=judge).select_related(
            "judge", "round", "winner", "loser"
        )
        comparison = get_object_or_404(made, public_id=request.POST["take-back"])
        take_back_comparison(comparison=comparison, by=visit.actor)
        messages.success(request, _("Taken back. You are asked about these two again."))
        return redirect(where)
    if request.POST.get("confirm") != "yes":
        raise Refusal("not-confirmed", _("Tick the box to say that you have finished, then lock."))
    lock_comparisons(round_=own.round, judge=judge, by=visit.actor)
    messages.success(request, _("Locked. Thank you: your part in this round is done."))
    return redirect(where)


def _other(request: HttpRequest, winner: Entry) -> str:
    both = request.POST.get("pair", "").split(".")[:2]
    return next((key for key in both if key != winner.public_id), "")


def _page(
    request: HttpRequest,
    visit: Visit,
    judge: Judge,
    own: OwnRound,
    refusal: Refusal | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    is_open = can_answer(own) and not own.undeclared
    skipped = request.GET.getlist("skip")[:MOST_SKIPPED]
    sides = _sides(judge, own, skipped) if is_open else []
    pair = ".".join(side.entry.public_id for side in sides)
    context: dict[str, Any] = {
        "own": own,
        "round_name": name_of(own.round),
        "asks": ASKS[own.round.method],
        "progress": progress(own),
        "can_answer": is_open,
        "sides": sides,
        "pair": pair,
        "skip": "&".join(f"skip={each}" for each in [*skipped, pair]),
        "made": _made(judge, own),
        **(refused(refusal) if refusal is not None else {}),
    }
    return render_desk(request, visit, "jury/rounds/pairs.html", context, status=status)


def _sides(judge: Judge, own: OwnRound, skipped: list[str]) -> list[Side]:
    found = next_pair(own.round, judge, _numbers(own, skipped))
    if found is None:
        return []
    where = address_of(judge, own.round)
    shown = titled(judge, found)
    others = {found[0].pk: found[1], found[1].pk: found[0]}
    return [
        Side(
            entry=entry,
            other=others[entry.pk],
            title=title,
            lang=lang,
            href=f"{where}{entry.public_id}/",
            read=reading(place_of(own.round, entry), judge),
        )
        for entry, title, lang in shown
    ]


def _numbers(own: OwnRound, skipped: list[str]) -> list[tuple[int, int]]:
    """The pairs that the address says were passed over; what it says wrongly is ignored."""
    if not skipped:
        return []
    season = own.round.season
    numbers = dict(season.entries.values_list("public_id", "pk"))
    pairs = [each.split(".") for each in skipped]
    return [
        (numbers[pair[0]], numbers[pair[1]])
        for pair in pairs
        if len(pair) == 2 and pair[0] in numbers and pair[1] in numbers
    ]


def _made(judge: Judge, own: OwnRound) -> list[Made]:
    """The latest first."""
    made = own_comparisons(own.round, judge)
    entries = Entry.objects.in_bulk({pk for each in made for pk in (each.winner_id, each.loser_id)})
    titles = {entry.pk: (title, lang) for entry, title, lang in titled(judge, entries.values())}
    return [Made(each, *titles[each.winner_id], *titles[each.loser_id]) for each in reversed(made)]
