"""What every page of the form has in sight: which season, which language, until when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cadair.foundation.refusals import NotNow
from cadair.nominations.actions.filled_forms import YOU
from cadair.nominations.models import Draft
from cadair.nominations.rules import (
    extended_until,
    has_more_time,
    is_in_grace,
    is_yet_to_open,
    last_moment,
    require_open,
)
from cadair.nominations.states import NominationSource
from cadair.people.models import Account
from cadair.seasons.models import Season
from cadair.seasons.queries import closing_time, opening_time
from cadair.web.nominate.limits import TRAP
from cadair.web.nominate.words import said
from cadair.web.nominate.writing import Writing, account_of, whoever
from cadair.web.shared.page import LANGUAGE_NAMES


def is_open(season: Season) -> bool:
    """Whether nominations are taken at this moment."""
    try:
        require_open(season)
    except NotNow:
        return False
    return True


def takes_from(request: HttpRequest, season: Season) -> bool:
    """Whether nominations are taken from this person at this moment: some have more time."""
    return is_open(season) or has_more_time(season, whoever(request))


def render_form(
    request: HttpRequest,
    writing: Writing,
    template: str,
    context: Mapping[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """A page of a form that somebody is writing."""
    draft = writing.draft
    about = {
        "draft": draft,
        "arguments": writing.arguments,
        "grace_until": _grace_of(draft),
        **_more_time_of(request, draft),
        "is_owner": writing.is_owner,
        "saved_by": _saved_by(writing),
        "written_in": LANGUAGE_NAMES["cy" if draft.language == "cy" else "en"],
    }
    return render_season(request, writing.season, template, {**about, **context}, status=status)


def _saved_by(writing: Writing) -> str:
    """Who saved last, where several write and it was somebody else; else empty."""
    draft = writing.draft
    if draft.saved_by_id is None or draft.saved_by_id == writing.actor.account_id:
        return ""
    return named(draft.saved_by)


def named(account: Account | None) -> str:
    """How somebody is called on a form that several write."""
    return (account.name or account.email) if account else ""


def _grace_of(draft: Draft) -> datetime | None:
    """Until when a form is still taken that was begun before closing, while that is so."""
    if draft.is_test or not is_in_grace(draft.season, draft.started_at):
        return None
    return last_moment(draft.season, draft.started_at)


def _more_time_of(request: HttpRequest, draft: Draft) -> dict[str, Any]:
    """Until when it is taken after closing, where whoever nominates was given more time."""
    if draft.is_test or is_open(draft.season):
        return {}
    account = account_of(request)
    address = account.email if account else ""
    if draft.source != NominationSource.WEB:
        address = str(draft.values_of(YOU).get("email", ""))
    until = extended_until(draft.season, address)
    return {"is_open": True, "more_until": until} if until else {"is_open": False}


def render_season(
    request: HttpRequest,
    season: Season,
    template: str,
    context: Mapping[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """A page about nominating in a season."""
    about = {
        "season": season,
        "season_name": said(season.name),
        "closes_at": closing_time(season),
        "opens_at": opening_time(season) if is_yet_to_open(season) else None,
        "is_open": takes_from(request, season),
        "trap": TRAP,
    }
    return render(request, template, {**about, **context}, status=status)
