"""What was sent, once more: changed until closing, or taken as the start of another nomination."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.nominations.actions import copy_nomination, reopen_nomination
from cadair.nominations.models import Draft, Nomination
from cadair.nominations.queries import nominations_sent_by
from cadair.people.models import Account
from cadair.people.queries import actor_of
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonState
from cadair.web.nominate.frame import is_open, render_season
from cadair.web.nominate.limits import too_often
from cadair.web.nominate.words import said
from cadair.web.nominate.writing import Writing, account_of, draft_page
from cadair.web.shared.desk import refused
from cadair.web.shared.guards import signed_in_page


@signed_in_page()
def change(request: HttpRequest, account: Account, nomination: str) -> HttpResponse:
    """Say what changing means, then open the form again."""
    found = _mine(account, nomination)
    context: dict[str, Any] = {"nomination": found, "can_change": is_open(found.season)}
    if request.method != "POST":
        return render_season(request, found.season, "web_nominate/change.html", context)
    try:
        draft = reopen_nomination(nomination=found, account=account, by=actor_of(account))
    except Refusal as refusal:
        context |= refused(refusal)
        return render_season(request, found.season, "web_nominate/change.html", context, status=422)
    return _to_tasks(found.season, draft)


@draft_page("POST")
def reopen(request: HttpRequest, writing: Writing) -> HttpResponse:
    """Open what this browser sent a moment ago."""
    if writing.draft.nomination is None:
        return writing.go_to("nominate_tasks")
    try:
        reopen_nomination(
            nomination=writing.draft.nomination, account=account_of(request), by=writing.actor
        )
    except Refusal as refusal:
        messages.warning(request, str(refusal.message))
        return writing.go_to("nominate_sent")
    return writing.go_to("nominate_tasks")


@signed_in_page()
def copy(request: HttpRequest, account: Account, nomination: str) -> HttpResponse:
    """Begin another form with what this one said, in a season that is open."""
    found = _mine(account, nomination)
    seasons = _open_seasons(found)
    context: dict[str, Any] = {
        "nomination": found,
        "seasons": [{"key": each.key, "name": said(each.name)} for each in seasons],
    }
    if request.method != "POST":
        return render_season(request, found.season, "web_nominate/copy.html", context)
    chosen = next((each for each in seasons if each.key == request.POST.get("season")), None)
    if chosen is None:
        context["refusal"] = {"message": _("Choose the awards in which you want to nominate.")}
        return render_season(request, found.season, "web_nominate/copy.html", context, status=422)
    return too_often(request, "start") or _copied(request, found, chosen, account, context)


def _copied(
    request: HttpRequest,
    nomination: Nomination,
    season: Season,
    account: Account,
    context: dict[str, Any],
) -> HttpResponse:
    try:
        draft = copy_nomination(
            nomination=nomination, season=season, account=account, by=actor_of(account)
        )
    except Refusal as refusal:
        context |= refused(refusal)
        return render_season(
            request, nomination.season, "web_nominate/copy.html", context, status=422
        )
    messages.success(request, _("A new form was begun with what you wrote. Read every page over."))
    return _to_tasks(season, draft)


def _mine(account: Account, public_id: str) -> Nomination:
    found = nominations_sent_by(account).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def _open_seasons(nomination: Nomination) -> list[Season]:
    """The seasons of the same awards in which one can nominate now, the newest first."""
    there = Season.objects.filter(
        programme=nomination.season.programme_id, state=SeasonState.OPEN
    ).select_related("programme")
    return [each for each in there.order_by("-year") if is_open(each)]


def _to_tasks(season: Season, draft: Draft) -> HttpResponse:
    return redirect("nominate_tasks", season=season.key, draft=draft.public_id)
