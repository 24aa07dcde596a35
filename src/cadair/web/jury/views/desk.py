"""The desk: where a judge is, what is next, and everything that lies on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cadair.judging.desks import OwnPlace, desk_of, next_to_mark, practice_of
from cadair.judging.models import Judge
from cadair.judging.sayings import bookmarks_of, written_in
from cadair.judging.states import PlaceState
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonState
from cadair.web.jury.device import device_context
from cadair.web.jury.guards import judges_page
from cadair.web.jury.progress import (
    TO_MARK,
    Asked,
    address_of,
    listed,
    names_of_categories,
    parts,
    progress,
)
from cadair.web.jury.rounds import cards
from cadair.web.jury.timeleft import end_of_judging, time_left
from cadair.web.shared.desk import render_desk
from cadair.web.shared.guards import Visit
from cadair.web.shared.page import Link
from cadair.web.shared.typesetting import can_typeset

BEFORE = (SeasonState.DRAFT, SeasonState.OPEN, SeasonState.CHECKING)
AFTER = (SeasonState.DECIDING, SeasonState.SEALED, SeasonState.RELEASED)


@judges_page()
def desk(request: HttpRequest, visit: Visit, judge: Judge) -> HttpResponse:
    """Where I am, what is next, my entries; before judging what will happen, afterwards thanks."""
    season = visit.season
    end = end_of_judging(season)
    context: dict[str, Any] = {
        "judge": judge,
        "end": end,
        "left": time_left(end) if end else "",
        "is_before": season.state in BEFORE,
        "is_judging": season.state == SeasonState.JUDGING,
        "is_deciding": season.state == SeasonState.DECIDING,
        "is_over": season.state in (SeasonState.SEALED, SeasonState.RELEASED),
        "can_declare": season.state in (SeasonState.CHECKING, SeasonState.JUDGING),
    }
    if season.state in BEFORE or season.state == SeasonState.JUDGING:
        context |= {"practice": _practice(judge)}
    if season.state in (SeasonState.JUDGING, SeasonState.DECIDING):
        context |= _work(request, judge, desk_of(judge))
        context |= {"rounds": cards(judge)}
        context |= {"can_take": True, "has_pack": can_typeset(), **device_context(season)}
    if season.state in BEFORE:
        context |= {"dates": {each.key: each for each in season.moments.all()}}
    return render_desk(request, visit, "jury/desk.html", context)


def _work(request: HttpRequest, judge: Judge, places: Sequence[OwnPlace]) -> dict[str, Any]:
    season = judge.season
    names = names_of_categories(season)
    asked = Asked.of(request.GET, names)
    done = sum(place.is_done for place in places)
    undeclared = sum(place.state == PlaceState.UNDECLARED for place in places)
    is_locked = bool(places) and not any(
        place.state not in (PlaceState.LOCKED, PlaceState.ABSTAINED) for place in places
    )
    return {
        "places": len(places),
        "done": done,
        "to_do": len(places) - done,
        "undeclared": undeclared,
        "is_locked": is_locked,
        "progress": progress(done, len(places)),
        "parts": parts(places, names),
        "listed": listed(
            places,
            names,
            season,
            asked,
            welsh=written_in(season, "cy") if asked.is_welsh else (),
            flagged=bookmarks_of(judge),
        ),
        "states": [
            (TO_MARK, _("still to mark")),
            *((state.value, state.label) for state in PlaceState),
        ],
        "next": _next_step(season, places, undeclared=undeclared, done=done),
    }


def _next_step(
    season: Season, places: Sequence[OwnPlace], *, undeclared: int, done: int
) -> Link | None:
    """The one button: declare, then read and mark, then lock."""
    if undeclared:
        href = reverse("jury_declare", kwargs={"season": season.key})
        return Link(_("Declare your interests"), href)
    following = next_to_mark(places, after=(0, 0))
    if following is not None:
        start = reverse("jury_desk", kwargs={"season": season.key})
        words = _("Read and mark the next entry") if done else _("Begin to read and mark")
        return Link(words, address_of(following, start))
    if not places:
        return None
    return Link(
        _("Look over your marks and lock"), reverse("jury_lock", kwargs={"season": season.key})
    )


def _practice(judge: Judge) -> list[tuple[OwnPlace, str]]:
    start = reverse("jury_desk", kwargs={"season": judge.season.key})
    return [(place, address_of(place, start)) for place in practice_of(judge)]
