"""A vote on a category: open, by judge, or secret, by numbers alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cadair.foundation.bilingual import active_language
from cadair.foundation.refusals import Refusal
from cadair.foundation.welsh.sorting import sort_key
from cadair.judging.meeting_states import Stance
from cadair.judging.models import Judge
from cadair.nominations.models import Entry
from cadair.outcomes.actions import VoteCast, hold_poll
from cadair.outcomes.queries import candidates, free_judges, kinds_given_in
from cadair.seasons.models import Category
from cadair.web.panel.discussing import entry_title, polls_of
from cadair.web.panel.guards import Room, panel_page
from cadair.web.panel.rail import rail_of
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE

OTHER: Final = (Stance.AGAINST, Stance.ABSTAINS)
LONGEST: Final = 3


@panel_page(*READ_AND_WRITE)
def vote(request: HttpRequest, room: Room, category: str) -> HttpResponse:
    """`panel/…/<category>/vote`: write down how each voted, or how many of what."""
    found = get_object_or_404(room.season.categories, key=category)
    found.season = room.season
    there = redirect("panel_category", season=room.season.key, category=found.key)
    if room.is_closed(found):
        return there
    entries = list(candidates(found, kinds_given_in(found)))
    entries.sort(key=lambda each: sort_key(entry_title(each), active_language()))
    judges = free_judges(found)
    if request.method != "POST":
        return _page(request, room, found, entries, judges)
    sent = request.POST
    try:
        if "secret" in sent:
            hold_poll(category=found, counts=_numbers(sent, entries), by=room.visit.actor)
        else:
            hold_poll(category=found, votes=_votes(sent, entries, judges), by=room.visit.actor)
    except Refusal as refusal:
        return _page(request, room, found, entries, judges, refusal)
    messages.success(request, _("The vote is written down. It decides nothing by itself."))
    return there


def _votes(
    sent: QueryDict, entries: Sequence[Entry], judges: Sequence[Judge]
) -> dict[Judge, VoteCast]:
    said = _choices(entries)
    found = {}
    for judge in judges:
        value = sent.get(f"vote-{judge.public_id}", "")
        if value:
            if value not in said:
                raise Refusal("vote-unknown", _("This is none of the choices. Choose again."))
            found[judge] = said[value]
    return found


def _numbers(sent: QueryDict, entries: Sequence[Entry]) -> list[tuple[VoteCast, int]]:
    found = []
    for key, cast in _choices(entries).items():
        text = sent.get(f"count-{key}", "").strip() or "0"
        if not (text.isascii() and text.isdecimal() and len(text) <= LONGEST):
            raise Refusal("vote-not-a-number", _("Write how many voted so as a whole number."))
        found.append((cast, int(text)))
    return found


def _choices(entries: Sequence[Entry]) -> Mapping[str, VoteCast]:
    for_one = {each.public_id: VoteCast(Stance.FOR, each) for each in entries}
    return {**for_one, **{each.value: VoteCast(each) for each in OTHER}}


def _page(
    request: HttpRequest,
    room: Room,
    category: Category,
    entries: Sequence[Entry],
    judges: Sequence[Judge],
    refusal: Refusal | None = None,
) -> HttpResponse:
    sent = request.POST if refusal else QueryDict()
    said = [(each.public_id, entry_title(each)) for each in entries]
    said += [(each.value, str(each.label)) for each in OTHER]
    context: dict[str, Any] = {
        "room": room,
        "category": category,
        "rail": rail_of(room, category),
        "polls": polls_of(category),
        "choices": said,
        "judges": [(each, sent.get(f"vote-{each.public_id}", "")) for each in judges],
        "counts": [(key, words, sent.get(f"count-{key}", "")) for key, words in said],
        "is_secret": "secret" in sent,
    }
    if refusal is None:
        return render_desk(request, room.visit, "panel/vote.html", context)
    return render_desk(
        request, room.visit, "panel/vote.html", {**context, **refused(refusal)}, status=422
    )
