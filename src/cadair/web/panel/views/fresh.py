"""A fresh ballot, or fresh marks, by those present: called, followed and closed on one page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.judging.models import Round
from cadair.judging.round_states import RoundMethod
from cadair.nominations.models import Entry
from cadair.outcomes.actions import call_round, close_called_round, propose_season
from cadair.outcomes.queries import candidates, judges_for_a_round, kinds_given_in
from cadair.seasons.models import Category
from cadair.seasons.states import CategoryGroup
from cadair.web.panel.fresh import called_rounds, to_choose
from cadair.web.panel.guards import Room, panel_page
from cadair.web.panel.rail import rail_of
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE


@panel_page(*READ_AND_WRITE)
def fresh(request: HttpRequest, room: Room, category: str) -> HttpResponse:
    """`panel/…/<category>/round`: choose among whom and how, follow who has answered, count."""
    found = get_object_or_404(room.season.categories, key=category)
    found.season = room.season
    if room.is_closed(found):
        return redirect("panel_category", season=room.season.key, category=found.key)
    entries = list(candidates(found, kinds_given_in(found)))
    if request.method != "POST":
        return _page(request, room, found, entries)
    try:
        _act(request, room, found, entries)
    except Refusal as refusal:
        return _page(request, room, found, entries, refusal)
    return redirect("panel_fresh", season=room.season.key, category=found.key)


def _act(request: HttpRequest, room: Room, category: Category, entries: Sequence[Entry]) -> None:
    sent, actor = request.POST, room.visit.actor
    if sent.get("close"):
        round_ = get_object_or_404(category.rounds, public_id=sent["close"])
        with transaction.atomic():
            close_called_round(round_=round_, by=actor)
            # A rule that is decided by ballot now has its ballots.
            propose_season(season=room.season, by=actor)
        messages.success(request, _("Closed and counted. The count is below."))
        return
    chosen, asked = set(sent.getlist("entry")), set(sent.getlist("judge"))
    call_round(
        category=category,
        method=_method(sent.get("method", "")),
        entries=[each for each in entries if each.public_id in chosen],
        judges=[each for each in judges_for_a_round(category) if each.public_id in asked],
        by=actor,
    )
    messages.success(request, _("It is open. Everybody who takes part has it on their own page."))


def _method(value: str) -> RoundMethod:
    if value not in RoundMethod.values:
        raise Refusal("nothing-chosen", _("Choose how it is judged."))
    return RoundMethod(value)


def _page(
    request: HttpRequest,
    room: Room,
    category: Category,
    entries: Sequence[Entry],
    refusal: Refusal | None = None,
) -> HttpResponse:
    sent = request.POST if refusal is not None and "close" not in request.POST else None
    rounds = called_rounds(category)
    asked = set(sent.getlist("judge")) if sent is not None else None
    context: dict[str, Any] = {
        "room": room,
        "category": category,
        "rail": rail_of(room, category),
        "open": next((each for each in rounds if each.is_open), None),
        "closed": [each for each in rounds if not each.is_open],
        "is_overall": category.group == CategoryGroup.OVERALL,
        "candidates": to_choose(category, entries, sent.getlist("entry") if sent else None),
        "judges": [
            (each, asked is None or each.public_id in asked, [one.reference for one in left])
            for each, left in judges_for_a_round(category).items()
        ],
        "method": sent.get("method", "") if sent else RoundMethod.RANKED_BALLOT.value,
        "can_call": room.is_deciding and not _is_open(category),
    }
    if refusal is None:
        return render_desk(request, room.visit, "panel/fresh.html", context)
    return render_desk(
        request, room.visit, "panel/fresh.html", {**context, **refused(refusal)}, status=422
    )


def _is_open(category: Category) -> bool:
    return Round.objects.filter(category=category, state="open").exists()
