"""The set-up in one page, and opening the season."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cadair.foundation.bilingual import active_language
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import Refusal
from cadair.seasons.actions import open_season
from cadair.seasons.models import Season
from cadair.seasons.plan import MOMENT_NAMES, moment_words
from cadair.seasons.queries import current_rules
from cadair.seasons.questions import form_of
from cadair.seasons.rulebook import rules_document
from cadair.seasons.states import SeasonRole, SeasonState
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit, season_page
from cadair.web.staff.setup.readiness import parts_of


@season_page(SeasonRole.ORGANISER)
def setup(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/set-up`: what is done, what is missing, in which language, and where."""
    season = visit.season
    parts = parts_of(season)
    needed = [part for part in parts if not part.is_free]
    context = {
        "parts": parts,
        "is_draft": season.state == SeasonState.DRAFT,
        "done": sum(part.is_done for part in needed),
        "needed": len(needed),
        "rules": current_rules(season),
    }
    return render_desk(request, visit, "staff_setup/setup.html", context)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def opening(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/set-up/open`: what is frozen, its hash, what cannot change; then the button."""
    season = visit.season
    if season.state != SeasonState.DRAFT:
        return redirect("staff_setup", season=season.key)
    if request.method != "POST":
        return _opening(request, visit, {})
    if request.POST.get("rules") != sha256_of(rules_document(season)):
        return _opening(request, visit, {"is_changed": True}, status=422)
    try:
        open_season(season=season, by=visit.actor)
    except Refusal as refusal:
        return _opening(request, visit, refused(refusal), status=422)
    messages.success(request, _("The season is open for nominations. Its rules are frozen."))
    return redirect("staff_today", season=season.key)


def _opening(
    request: HttpRequest, visit: Visit, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    season = visit.season
    frame = {
        "missing": [part for part in parts_of(season) if not part.is_done],
        "sha256": sha256_of(rules_document(season)),
        "frozen": _frozen(season),
        "undated": _undated(season),
        "back": "staff_setup",
    }
    return render_desk(request, visit, "staff_setup/open.html", {**frame, **context}, status=status)


def _undated(season: Season) -> list[str]:
    """The dates nobody has said: as the timetable is frozen, nobody could say them later."""
    there = set(season.moments.values_list("key", flat=True))
    return [str(name) for key, name in MOMENT_NAMES.items() if key not in there]


def _frozen(season: Season) -> list[tuple[str, list[str]]]:
    language = active_language()
    moments = {moment.key: moment for moment in season.moments.all()}
    return [
        (
            _("Dates"),
            [
                f"{name}: {moment_words(moments[key], language)}"
                for key, name in MOMENT_NAMES.items()
                if key in moments
            ],
        ),
        (_("Categories"), [_name(row) for row in season.categories.all()]),
        (_("Criteria"), [_name(row) for row in season.criteria.all()]),
        (_("The form"), [str(part.name) for part in form_of(season)]),
        (_("Kinds of award and their rules"), [_name(row) for row in season.award_kinds.all()]),
        (
            _("The rules in words"),
            [_("In both languages") + f": {season.texts.exclude(key='introduction').count()}"],
        ),
    ]


def _name(row: Any) -> str:
    name: str = row.name.in_language(active_language())
    return name
