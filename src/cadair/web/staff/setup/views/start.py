"""Starting a season: from the last one, from a file, or from nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

import seasonfile
from cadair.foundation import clock
from cadair.foundation.bilingual import active_language
from cadair.foundation.refusals import Refusal
from cadair.people.models import Account
from cadair.people.queries import actor_of
from cadair.seasons.actions import start_awards
from cadair.seasons.models import Season
from cadair.seasons.season_file import copy_season, load_draft
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import refused
from cadair.web.staff.setup.guards import starters_page
from cadair.web.staff.setup.start_forms import AwardsForm, CopyForm, FileForm
from cadair.web.staff.setup.views.frame import bodies

FILE_NAME = "season.yaml"


def _sources(account: Account) -> list[Season]:
    """The latest season of each of the awards that this person has organised."""
    held = Season.objects.filter(
        programme__seasons__roles__account=account,
        programme__seasons__roles__role=SeasonRole.ORGANISER,
    )
    latest: dict[int, Season] = {}
    for season in held.distinct().order_by("-year"):
        latest.setdefault(season.programme_id, season)
    return list(latest.values())


@starters_page
def start(request: HttpRequest, account: Account) -> HttpResponse:
    """`desk/start`: the three ways to start a season; copies the last one."""
    sources = _sources(account)
    form = CopyForm(request.POST if request.method == "POST" else None, sources=sources)
    context: dict[str, Any] = {"form": form, "sources": sources}
    if request.method != "POST":
        return render(request, "staff_setup/start.html", context)

    def act() -> Season:
        data = form.cleaned_data
        source = next(season for season in sources if season.key == data["source"])
        return copy_season(source=source, year=data["year"], by=actor_of(account))

    return _started(request, "staff_setup/start.html", context, act)


@starters_page
def start_awards_page(request: HttpRequest, account: Account) -> HttpResponse:
    """`desk/start/new-awards`: new awards with their first season."""
    this_year = clock.to_london(clock.now()).year
    posted = request.POST if request.method == "POST" else None
    form = AwardsForm(posted, initial={"year": this_year})
    context: dict[str, Any] = {"form": form, "bodies": bodies()}
    if request.method != "POST":
        return render(request, "staff_setup/start_awards.html", context)
    return _started(
        request,
        "staff_setup/start_awards.html",
        context,
        lambda: start_awards(awards=form.awards(), by=actor_of(account)),
    )


@starters_page
def start_file(request: HttpRequest, account: Account) -> HttpResponse:
    """`desk/start/file`: a draft from a season file, with every problem by its line."""
    form = FileForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form}
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "staff_setup/start_file.html", context, status=status)
    content = form.cleaned_data["content"].replace("\r\n", "\n").encode(errors="replace")
    problems = seasonfile.check(content, name=FILE_NAME)
    if problems:
        language = active_language()
        context["problems"] = [
            {"line": each.line, "what": each.message(language)} for each in problems
        ]
        return render(request, "staff_setup/start_file.html", context, status=422)
    document = seasonfile.read(content, name=FILE_NAME)
    return _started(
        request,
        "staff_setup/start_file.html",
        context,
        lambda: load_draft(document=document, by=actor_of(account)),
    )


def _started(
    request: HttpRequest, template: str, context: dict[str, Any], act: Callable[[], Season]
) -> HttpResponse:
    if not context["form"].is_valid():
        return render(request, template, context, status=422)
    try:
        season = act()
    except Refusal as refusal:
        return render(request, template, {**context, **refused(refusal)}, status=422)
    messages.success(request, _("The season is there. You are its organiser."))
    return redirect("staff_setup", season=season.key)
