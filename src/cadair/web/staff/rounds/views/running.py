"""One round while it runs: how far its judges are, who judges, and who goes on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.judging.actions import begin_round, close_round, name_round_judges
from cadair.judging.advancing import Going, going_on, missing_before_round, owed_in, progress_of
from cadair.judging.counting import shown
from cadair.judging.desks import title_of
from cadair.judging.models import Judge, Round
from cadair.judging.round_plans import called
from cadair.judging.round_states import RoundState
from cadair.judging.rounds import entries_in, next_round, previous_round
from cadair.nominations.models import Entry
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit, season_page
from cadair.web.staff.rounds.forms import JudgesForm


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def one(request: HttpRequest, visit: Visit, round: str) -> HttpResponse:  # noqa: A002 - the word of the address
    """`desk/…/rounds/round/…`: counts by judge, never a mark (PRO-05); begin it."""
    found = _round(visit, round)
    context = _frame(found)
    if request.method == "POST":
        try:
            begin_round(round=found, by=visit.actor)
        except Refusal as refusal:
            context |= refused(refusal)
            return render_desk(request, visit, "staff_rounds/round.html", context, status=422)
        messages.success(request, _("The round has begun. Its judges get an e-mail."))
        return redirect("staff_round", season=visit.season.key, round=found.public_id)
    return render_desk(request, visit, "staff_rounds/round.html", context)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def closing(request: HttpRequest, visit: Visit, round: str) -> HttpResponse:  # noqa: A002 - the word of the address
    """`desk/…/rounds/round/…/close`: who would go on; others can be added with a reason."""
    found = _round(visit, round)
    if found.state != RoundState.OPEN or found.is_called:
        return redirect("staff_round", season=visit.season.key, round=found.public_id)
    context = _frame(found)
    going = going_on(found) if not context["owed"] else []
    ticked = set(request.POST.getlist("going")) if request.method == "POST" else set()
    context |= {
        "going": [_line(each, ticked) for each in going],
        "is_last": next_round(found) is None,
        "reason": request.POST.get("reason", ""),
    }
    if request.method == "POST":
        try:
            close_round(
                round=found,
                going=_chosen(going, ticked),
                reason=request.POST.get("reason", ""),
                by=visit.actor,
            )
        except Refusal as refusal:
            context |= refused(refusal)
            return render_desk(request, visit, "staff_rounds/close.html", context, status=422)
        messages.success(request, _("The round is closed."))
        return redirect("staff_round", season=visit.season.key, round=found.public_id)
    return render_desk(request, visit, "staff_rounds/close.html", context)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def judges(request: HttpRequest, visit: Visit, round: str) -> HttpResponse:  # noqa: A002 - the word of the address
    """`desk/…/rounds/round/…/judges`: who judges in it; nobody named, the whole panel."""
    found = _round(visit, round)
    named = set(Judge.objects.filter(rounds__round=found).values_list("public_id", flat=True))
    sent = request.POST if request.method == "POST" else None
    form = JudgesForm(sent, judges=visit.season.judges.all(), named=named)
    context = {**_frame(found), "form": form}
    if sent is not None and form.is_valid():
        try:
            name_round_judges(round=found, judges=form.chosen(), by=visit.actor)
        except Refusal as refusal:
            context |= refused(refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("staff_round", season=visit.season.key, round=found.public_id)
    status = 200 if sent is None else 422
    return render_desk(request, visit, "staff_rounds/judges.html", context, status=status)


def _round(visit: Visit, public_id: str) -> Round:
    rounds = Round.objects.select_related("season", "category")
    return get_object_or_404(rounds, season=visit.season, public_id=public_id)


def _frame(round_: Round) -> dict[str, Any]:
    is_open, is_waiting = round_.state == RoundState.OPEN, round_.state == RoundState.WAITING
    before, after = previous_round(round_), next_round(round_)
    return {
        "round": round_,
        "name": called(round_),
        "progress": [] if is_waiting else progress_of(round_),
        "entries": entries_in(round_).count(),
        "owed": [str(each) for each in owed_in(round_)] if is_open else [],
        "missing": [str(each) for each in missing_before_round(round_)] if is_waiting else [],
        "is_open": is_open,
        "is_waiting": is_waiting,
        "before": (before, called(before)) if before else None,
        "after": (after, called(after)) if after else None,
        "came": _came(after) if after is not None and not is_open and not is_waiting else [],
    }


def _came(after: Round) -> list[dict[str, Any]]:
    rows = after.entries.select_related("entry").order_by("entry__reference")
    return [{"entry": row.entry, "title": _title(row.entry), "reason": row.reason} for row in rows]


def _line(going: Going, ticked: set[str]) -> dict[str, Any]:
    return {
        "entry": going.entry,
        "title": _title(going.entry),
        "points": shown(going.points) if going.points is not None else "",
        "state": going.state.label if going.state is not None else "",
        "goes_on": going.goes_on,
        "is_tied": going.is_tied,
        "is_ticked": going.goes_on or going.entry.public_id in ticked,
    }


def _title(entry: Entry) -> tuple[str, str]:
    """The title and its language, as its author wrote it."""
    return title_of(entry.title_cy, entry.title_en, entry.title_language)


def _chosen(going: list[Going], ticked: set[str]) -> list[Entry]:
    """Those of the rule, and who was ticked besides."""
    return [each.entry for each in going if each.goes_on or each.entry.public_id in ticked]
