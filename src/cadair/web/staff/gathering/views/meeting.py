"""When the panel meets: the days judges are asked about, what they say, the day that is chosen."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.judging.actions import ask_for_dates, choose_date, remind_of_dates
from cadair.judging.dates import answers_of, panel_of, silent_judges
from cadair.judging.models import DateOption, DatePoll
from cadair.seasons.states import SeasonRole, SeasonState
from cadair.web.shared.calendar import calendar_of
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit, season_page
from cadair.web.staff.gathering.forms import DatesForm


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def dates(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/meeting`: ask the judges, see who can come when, remind, choose."""
    poll = DatePoll.objects.filter(season=visit.season).select_related("chosen").first()
    if request.method != "POST":
        return _page(request, visit, poll, DatesForm(poll=poll))
    form = DatesForm(request.POST if "ask" in request.POST else None, poll=poll)
    if "ask" in request.POST and not form.is_valid():
        return _page(request, visit, poll, form)
    try:
        done = _act(request, visit, form)
    except Refusal as refusal:
        return _page(request, visit, poll, form, refusal)
    messages.success(request, done)
    return redirect("staff_dates", season=visit.season.key)


def _act(request: HttpRequest, visit: Visit, form: DatesForm) -> str:
    if "ask" in request.POST:
        ask_for_dates(season=visit.season, dates=form.dates(), by=visit.actor)
        return _("The judges are asked. You see here who can come when.")
    if "remind" in request.POST:
        remind_of_dates(season=visit.season, by=visit.actor)
        return _("Whoever has not answered is reminded, at most once a day.")
    option = get_object_or_404(
        DateOption, poll__season=visit.season, public_id=request.POST.get("choose", "")
    )
    choose_date(option=option, by=visit.actor)
    return _("The day is chosen, and the judges are told.")


def _page(
    request: HttpRequest,
    visit: Visit,
    poll: DatePoll | None,
    form: DatesForm,
    refusal: Refusal | None = None,
) -> HttpResponse:
    judges = panel_of(visit.season)
    set_for = visit.season.moments.filter(key="panel_meets").first()
    context: dict[str, Any] = {
        "poll": poll,
        "form": form,
        "judges": judges,
        "lines": answers_of(poll, judges) if poll else [],
        "silent": silent_judges(poll) if poll and not poll.chosen else [],
        "published": set_for.at if set_for else None,
        "is_over": visit.season.state in (SeasonState.SEALED, SeasonState.RELEASED),
        "without_account": [judge for judge in judges if judge.account is None],
        **(refused(refusal) if refusal else {}),
    }
    status = 422 if request.method == "POST" else 200
    return render_desk(request, visit, "staff_gathering/dates.html", context, status=status)


@season_page(SeasonRole.ORGANISER)
def calendar(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/meeting/calendar`: the meeting as a file for a calendar, in the page’s language."""
    poll = DatePoll.objects.filter(season=visit.season).select_related("chosen").first()
    if poll is None or poll.chosen is None:
        raise Http404
    return calendar_of(request, visit.season, poll)
