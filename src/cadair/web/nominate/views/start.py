"""The first page: who may nominate, until when, what one needs, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cadair.foundation.bilingual import BilingualText, active_language
from cadair.foundation.refusals import Refusal
from cadair.nominations.actions import start_draft
from cadair.nominations.rules import REHEARSED_IN
from cadair.seasons.formbook import limits_of
from cadair.seasons.models import Season
from cadair.seasons.rules import roles_of
from cadair.seasons.states import CategoryGroup, SeasonRole, SeasonState
from cadair.web.nominate.frame import render_season
from cadair.web.nominate.limits import is_trapped, too_often
from cadair.web.nominate.words import said
from cadair.web.nominate.writing import account_of, adopt, begun_here, remember, whoever
from cadair.web.shared.addresses import plain_page
from cadair.web.shared.desk import refused
from cadair.web.shared.guards import READ_AND_WRITE, SECOND_FACTOR


@never_cache
@require_http_methods(READ_AND_WRITE)
def start(request: HttpRequest, season: str) -> HttpResponse:
    """What somebody needs to know before they begin; Start now begins a form."""
    found = Season.objects.select_related("programme").filter(key=season).first()
    if found is None:
        raise Http404
    can_rehearse = may_rehearse(request, found)
    if found.state == SeasonState.DRAFT and not can_rehearse:
        raise Http404
    adopt(request)

    def show(context: dict[str, Any], status: int = 200) -> HttpResponse:
        return _show(request, found, {"may_rehearse": can_rehearse, **context}, status=status)

    return begin_form(request, found, show) if request.method == "POST" else show({})


def begin_form(
    request: HttpRequest, season: Season, show: Callable[..., HttpResponse], *, category: str = ""
) -> HttpResponse:
    """Begin a form, unless a machine asks or somebody asks too often; else `show` why not."""
    if is_trapped(request):
        words = _("Leave the field “Leave this empty” empty, and press the button again.")
        return show({"refusal": {"message": words}}, status=422)
    return too_often(request, "start") or _begin(request, season, show, category)


def _begin(
    request: HttpRequest, season: Season, show: Callable[..., HttpResponse], category: str
) -> HttpResponse:
    account = account_of(request)
    try:
        draft = start_draft(
            season=season,
            language=active_language(),
            account=account,
            by=whoever(request),
            is_test="test" in request.POST,
            category=category,
        )
    except Refusal as refusal:
        return show(refused(refusal), status=422)
    if account is None:
        remember(request, draft)
    first = "nominate_fits" if season.eligibility_questions.exists() else "nominate_tasks"
    return redirect(first, season=season.key, draft=draft.public_id)


def may_rehearse(request: HttpRequest, season: Season) -> bool:
    """An organiser who has shown a second factor, as on the other pages of the season."""
    if not request.user.is_authenticated or SECOND_FACTOR not in request.session:
        return False
    is_organiser = SeasonRole.ORGANISER in roles_of(whoever(request), season)
    return is_organiser and season.state in REHEARSED_IN


def _show(
    request: HttpRequest, season: Season, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    language = active_language()
    texts = {each.key: said(each.text) for each in season.texts.all()}
    categories = season.categories.exclude(group=CategoryGroup.OVERALL)
    about = {
        "introduction": texts.get("introduction", ""),
        "eligibility": texts.get("eligibility", ""),
        "categories": [
            {"key": each.key, "name": said(each.name), "definition": said(each.definition)}
            for each in categories.order_by(f"sort_{language}")
        ],
        "criteria": criteria_of(season),
        "limits": _limits(season),
        "begun": begun_here(request, season),
        "contact": plain_page(language, "contact"),
        "privacy": plain_page(language, "privacy"),
    }
    return render_season(
        request, season, "web_nominate/start.html", {**about, **context}, status=status
    )


def criteria_of(season: Season) -> list[dict[str, Any]]:
    """What the panel looks for, in the reader's language."""
    return [
        {
            "name": said(each.name),
            "asks": [said(BilingualText.from_dict(ask)) for ask in each.asks],
        }
        for each in season.criteria.all()
    ]


def _limits(season: Season) -> list[str]:
    """The limits that somebody should know before they begin."""
    rules = limits_of(season)
    sentences = (
        (rules.most_per_nominator, _("Nominations from one person, at most: %(most)s")),
        (rules.most_per_organisation, _("Nominations from one organisation, at most: %(most)s")),
        (rules.most_categories, _("Categories for one nomination, at most: %(most)s")),
        (rules.most_per_category, _("Nominations in one category, at most: %(most)s")),
    )
    return [words % {"most": most} for most, words in sentences if most is not None]
