"""The rounds whose reading is shared out; one of them, with what a plan is to keep to."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from cadair.foundation.refusals import Refusal
from cadair.judging.actions import ask_for_plan
from cadair.judging.models import Round
from cadair.judging.round_states import RoundState
from cadair.judging.sharing import Facts, Wishes, facts_of
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonRole, SeasonState
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit, season_page
from cadair.web.staff.sharing.forms import WishesForm, wished
from cadair.web.staff.sharing.overview import (
    called,
    entry_lines,
    judge_lines,
    judges_in,
    language_marks,
    last_plan,
    plan_that_waits,
    round_lines,
    said_of,
    usual,
)

SHARING: Final = (SeasonState.CHECKING, SeasonState.JUDGING, SeasonState.DECIDING)


def round_of(season: Season, public_id: str, **wanted: Any) -> Round:
    """The round of the season with this identity.

    Raises:
        Http404: there is none.
    """
    rounds = season.rounds.select_related("category").filter(**wanted)
    found: Round = get_object_or_404(rounds, public_id=public_id)
    found.season = season
    return found


def can_share(round_: Round) -> bool:
    """Whether reading can be shared out in a round now."""
    return round_.season.state in SHARING and round_.state != RoundState.CLOSED


@season_page(SeasonRole.ORGANISER)
def listing(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/sharing`: every round that shares out its reading or hides names."""
    lines = round_lines(visit.season)
    context = {
        "shared": [line for line in lines if line.readers],
        "hidden": [line for line in lines if line.round.hides_names],
    }
    return render_desk(request, visit, "staff_sharing/listing.html", context)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def one(request: HttpRequest, visit: Visit, which: str) -> HttpResponse:
    """`desk/…/sharing/…`: who reads what now, and a form to have it planned."""
    found = round_of(visit.season, which, readers__isnull=False, by_staff=False)
    before = last_plan(found)
    wishes = Wishes.of(before.wishes) if before else Wishes(found.readers or 1)
    facts = facts_of(found, wishes)
    judges = judges_in(facts)
    form = WishesForm(
        request.POST if request.method == "POST" else None,
        judges=judges,
        initial=wished(wishes, before.seed if before else 0),
    )
    more: dict[str, Any] = {}
    if form.is_valid():
        try:
            ask_for_plan(
                round_=found,
                wishes=form.wishes(found.readers or 1, usual(found, facts)),
                by=visit.actor,
                seed=form.cleaned_data["seed"],
                is_top_up="gaps" in request.POST,
            )
        except Refusal as refusal:
            more = refused(refusal)
        else:
            return redirect("staff_sharing_plan", season=visit.season.key, which=which)
    context = {
        "round": found,
        "form": form,
        "problem": said_of(before),
        **_as_it_stands(found, facts, form, request.GET.get("page", "1")),
        **more,
    }
    status = 422 if form.is_bound else 200
    return render_desk(request, visit, "staff_sharing/round.html", context, status=status)


def _as_it_stands(found: Round, facts: Facts, form: WishesForm, page: str) -> dict[str, Any]:
    """Who reads what now: judge by judge beside the fields of the form, and entry by entry."""
    return {
        "called": called(found),
        "rows": [
            (line, language_marks(line.judge), form.of_judge(line.judge))
            for line in judge_lines(facts)
        ],
        "usual": usual(found, facts),
        "listed": entry_lines(found, facts, page),
        "entries": len(facts.entries),
        "is_shared": bool(facts.told or facts.begun),
        "waiting": plan_that_waits(found),
        "can_share": can_share(found),
    }
