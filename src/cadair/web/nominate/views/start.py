"""The first page: who may nominate, until when, what one needs, and what becomes of it."""

from __future__ import annotations

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
    may_rehearse = _may_rehearse(request, found)
    if found.state == SeasonState.DRAFT and not may_rehearse:
        raise Http404
    adopt(request)
    context: dict[str, Any] = {"may_rehearse": may_rehearse}
    if request.method != "POST":
        return _show(request, found, context)
    if is_trapped(request):
        words = _("Leave the field “Leave this empty” empty, and press the button again.")
        context["refusal"] = {"message": words}
        return _show(request, found, context, status=422)
    return too_often(request, "start") or _begin(request, found, context)


def _begin(request: HttpRequest, season: Season, context: dict[str, Any]) -> HttpResponse:
    account = account_of(request)
    try:
        draft = start_draft(
            season=season,
            language=active_language(),
            account=account,
            by=whoever(request),
            is_test="test" in request.POST,
        )
    except Refusal as refusal:
        return _show(request, season, {**context, **refused(refusal)}, status=422)
    if account is None:
        remember(request, draft)
    return redirect("nominate_tasks", season=season.key, draft=draft.public_id)


def _may_rehearse(request: HttpRequest, season: Season) -> bool:
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
            {"name": said(each.name), "definition": said(each.definition)}
            for each in categories.order_by(f"sort_{language}")
        ],
        "criteria": [
            {
                "name": said(each.name),
                "asks": [said(BilingualText.from_dict(ask)) for ask in each.asks],
            }
            for each in season.criteria.all()
        ],
        "begun": begun_here(request, season),
        "contact": plain_page(language, "contact"),
        "privacy": plain_page(language, "privacy"),
    }
    return render_season(
        request, season, "web_nominate/start.html", {**about, **context}, status=status
    )
