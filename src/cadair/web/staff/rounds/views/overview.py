"""All categories with their rounds, and ready-made ways with the hours they take."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.judging.actions import set_rounds
from cadair.judging.actions.rounds import CHANGEABLE
from cadair.judging.round_plans import PRESETS, Preset
from cadair.publishing.actions import announce_season
from cadair.seasons.models import Category, Season
from cadair.seasons.states import CategoryGroup, SeasonRole, SeasonState
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit, season_page
from cadair.web.staff.rounds.forms import PRESET_NAMES, PresetForm, ToldForm
from cadair.web.staff.rounds.hours import compared


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def rounds(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/rounds`: how each category is judged; one way for many at once."""
    season = visit.season
    categories = entered(season)
    sent = request.POST if request.method == "POST" else None
    form = PresetForm(sent, categories=categories)
    told = ToldForm(sent) if season.state in CHANGEABLE else None
    context: dict[str, Any] = {"form": form, "told": told}
    if sent is not None and form.is_valid() and (told is None or told.is_valid()):
        try:
            with transaction.atomic():
                set_rounds(
                    season=season,
                    categories=form.chosen(),
                    rounds=PRESETS[Preset(form.cleaned_data["preset"])],
                    told=told.told() if told else None,
                    by=visit.actor,
                )
                announced(visit)
        except Refusal as refusal:
            context |= refused(refusal)
        else:
            messages.success(request, _("Saved. These categories are judged like this."))
            return redirect("staff_rounds", season=season.key)
    comparison = compared(season)
    context |= {
        "categories": categories,
        "hours": comparison,
        "ways": [(PRESET_NAMES[each.preset], each.loads) for each in comparison.ways],
        "can_change": season.state == SeasonState.DRAFT or told is not None,
    }
    status = 200 if sent is None else 422
    return render_desk(request, visit, "staff_rounds/rounds.html", context, status=status)


def announced(visit: Visit) -> None:
    """Show the public what has changed, where the season is public already."""
    if visit.season.state != SeasonState.DRAFT:
        announce_season(season=visit.season, by=visit.actor)


def entered(season: Season) -> list[Category]:
    """The categories that can be entered, with their rounds."""
    found = season.categories.exclude(group=CategoryGroup.OVERALL).order_by("position")
    return list(found.prefetch_related("rounds"))
