"""The frame of the pages behind sign-in: where else one can go in this season."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.foundation.refusals import Refusal
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonRole, SeasonState
from cadair.web.shared.guards import Visit
from cadair.web.shared.page import Link

ROOMS: Final[tuple[tuple[str, Promise, frozenset[str]], ...]] = (
    ("staff_today", _("Today"), frozenset({SeasonRole.ORGANISER})),
    ("staff_nominations", _("Nominations"), frozenset({SeasonRole.ORGANISER})),
    ("staff_setup", _("Set-up"), frozenset({SeasonRole.ORGANISER})),
    ("staff_people", _("People"), frozenset({SeasonRole.ORGANISER})),
    ("staff_letters", _("Letters"), frozenset({SeasonRole.ORGANISER})),
    (
        "jury_desk",
        _("Judging"),
        frozenset({SeasonRole.JUDGE, SeasonRole.CHAIR, SeasonRole.STAND_IN}),
    ),
    (
        "panel_room",
        _("Panel room"),
        frozenset({SeasonRole.ORGANISER, SeasonRole.CHAIR, SeasonRole.STAND_IN}),
    ),
    ("staff_translations", _("Translations"), frozenset({SeasonRole.TRANSLATOR})),
    ("panel_texts", _("Award texts"), frozenset({SeasonRole.ORGANISER, SeasonRole.TRANSLATOR})),
    ("staff_history", _("History"), frozenset({SeasonRole.ORGANISER, SeasonRole.SCRUTINEER})),
    ("staff_record", _("Judging record"), frozenset({SeasonRole.SCRUTINEER})),
)
"""The name of an address, its words, and who may go there; in the order of the menu. While the
panel decides, every judge may look on in its room."""


def rooms_of(season: Season, roles: frozenset[str], path: str = "") -> Iterator[Link]:
    """Where somebody with these parts can go in this season."""
    for name, words, who in ROOMS:
        looks_on = name == "panel_room" and season.state == SeasonState.DECIDING
        if roles.isdisjoint(who | {SeasonRole.JUDGE} if looks_on else who):
            continue
        try:
            href = reverse(name, kwargs={"season": season.key})
        except NoReverseMatch:
            continue
        yield Link(str(words), href, is_current=path.startswith(href))


def render_desk(
    request: HttpRequest,
    visit: Visit,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """Render a template that extends `shared/desk.html`."""
    frame = {
        "visit": visit,
        "season": visit.season,
        "rooms": list(rooms_of(visit.season, visit.roles, request.path)),
    }
    return render(request, template, {**frame, **(context or {})}, status=status)


def refused(refusal: Refusal) -> dict[str, Any]:
    """A refusal as a template shows it (`shared/refusal.html`): its sentence and its list."""
    return {
        "refusal": {
            "message": str(refusal.message),
            "problems": [str(problem) for problem in getattr(refusal, "problems", ())],
        }
    }
