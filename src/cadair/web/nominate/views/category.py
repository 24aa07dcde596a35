"""The first page of a category: what it is for, by what it is judged, until when."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cadair.foundation.bilingual import active_language
from cadair.nominations.limits import full_categories
from cadair.seasons.formbook import limits_of
from cadair.seasons.models import Category, Season
from cadair.seasons.states import CategoryGroup, SeasonState
from cadair.web.nominate.frame import render_season
from cadair.web.nominate.views.start import begin_form, criteria_of, may_rehearse
from cadair.web.nominate.words import said
from cadair.web.shared.addresses import plain_page
from cadair.web.shared.guards import READ_AND_WRITE


@never_cache
@require_http_methods(READ_AND_WRITE)
def category(request: HttpRequest, season: str, category: str) -> HttpResponse:
    """One category; Start now begins a form in which it is chosen already."""
    found = Season.objects.select_related("programme").filter(key=season).first()
    if found is None or (found.state == SeasonState.DRAFT and not may_rehearse(request, found)):
        raise Http404
    chosen = _enterable(found).filter(key=category).first()
    if chosen is None:
        raise Http404

    def show(context: dict[str, Any], status: int = 200) -> HttpResponse:
        about = {**_about(found, chosen), **context}
        return render_season(request, found, "web_nominate/category.html", about, status=status)

    if request.method != "POST":
        return show({})
    return begin_form(request, found, show, category=chosen.key)


def _enterable(season: Season) -> Any:
    return season.categories.exclude(group=CategoryGroup.OVERALL)


def _about(season: Season, chosen: Category) -> dict[str, Any]:
    language = active_language()
    most = limits_of(season).most_per_category
    others = _enterable(season).exclude(pk=chosen.pk).order_by(f"sort_{language}")
    return {
        "category": {"name": said(chosen.name), "definition": said(chosen.definition)},
        "is_full": most is not None and bool(full_categories(season, [chosen], most)),
        "criteria": criteria_of(season),
        "others": [{"key": each.key, "name": said(each.name)} for each in others],
        "contact": plain_page(language, "contact"),
    }
