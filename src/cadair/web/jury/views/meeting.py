"""The meeting, for a judge: on which days they can come, the day that was chosen, what to read."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.judging.actions import answer_dates
from cadair.judging.dates import answers_of
from cadair.judging.gathering_states import CanCome
from cadair.judging.models import DatePoll, Judge
from cadair.web.jury.guards import judges_page
from cadair.web.shared.attachments import attachment
from cadair.web.shared.calendar import calendar_of
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ, READ_AND_WRITE, Visit


@judges_page(*READ_AND_WRITE)
def meeting(request: HttpRequest, visit: Visit, judge: Judge) -> HttpResponse:
    """`judging/…/meeting`: say when I can come, see when it is, read what there is to read."""
    poll = _poll(judge)
    sent = {
        option.public_id: value
        for option in (poll.options.all() if poll else ())
        if (value := request.POST.get(f"option-{option.public_id}", ""))
    }
    context: dict[str, Any] = {}
    if request.method == "POST":
        try:
            answer_dates(judge=judge, answers=sent, by=visit.actor)
        except Refusal as refusal:
            context = refused(refusal)
        else:
            messages.success(request, _("Thank you. You can change it until a day is chosen."))
            return redirect("jury_meeting", season=visit.season.key)
    lines = answers_of(poll, [judge]) if poll and not judge.is_substitute else []
    context |= {
        "poll": poll,
        "choices": CanCome.choices,
        "lines": [(line.option, sent.get(line.option.public_id) or line.said[0]) for line in lines],
        "has_answered": bool(lines) and all(line.said[0] for line in lines),
        "papers": visit.season.briefings.select_related("file"),
    }
    status = 422 if request.method == "POST" else 200
    return render_desk(request, visit, "jury/meeting.html", context, status=status)


@judges_page()
def meeting_calendar(request: HttpRequest, visit: Visit, judge: Judge) -> HttpResponse:
    """`judging/…/meeting/calendar`: the day that was chosen, for a calendar."""
    poll = _poll(judge)
    if poll is None:
        raise Http404
    return calendar_of(request, visit.season, poll)


@judges_page(*READ_AND_WRITE)
def meeting_paper(request: HttpRequest, visit: Visit, _judge: Judge, *, paper: str) -> HttpResponse:
    """`judging/…/meeting/papers/…`: the file of a paper, once it was checked."""
    row = get_object_or_404(visit.season.briefings.select_related("file"), public_id=paper)
    if request.method == "POST":
        # Refused only now: what is not there is not there, whatever one sends.
        return HttpResponseNotAllowed(READ)
    return attachment(row.file, str(row.title))


def _poll(judge: Judge) -> DatePoll | None:
    return DatePoll.objects.filter(season=judge.season_id).select_related("chosen").first()
