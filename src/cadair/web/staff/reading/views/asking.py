"""Questions to nominators: asking one, every one with its state, taking one back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cadair.foundation import clock
from cadair.foundation.refusals import Refusal
from cadair.nominations.actions import ask_clarification, withdraw_clarification
from cadair.nominations.models import Clarification
from cadair.nominations.queries import languages_written_in
from cadair.nominations.states import ClarificationState
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, WRITE, Visit, season_page
from cadair.web.staff.reading.forms import AskForm
from cadair.web.staff.reading.views.reading import nomination_of, title_of

TAGS = {
    ClarificationState.ASKED: "tag--gold",
    ClarificationState.ANSWERED: "tag--laurel",
    ClarificationState.LAPSED: "tag--wrong",
    ClarificationState.WITHDRAWN: "",
}


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def ask(request: HttpRequest, visit: Visit, nomination: str) -> HttpResponse:
    """A question in the languages of the nominator, and the last day to answer."""
    found = nomination_of(visit.season, nomination)
    sent = request.POST if request.method == "POST" else None
    form = AskForm(sent, languages=languages_written_in([found]))
    title, language = title_of(found)
    context: dict[str, Any] = {
        "nomination": found,
        "title": title,
        "title_language": language,
        "form": form,
    }
    if form.is_valid():
        try:
            ask_clarification(
                nomination=found,
                question=form.question(),
                answer_by=form.cleaned_data["answer_by"],
                by=visit.actor,
            )
        except Refusal as refusal:
            context |= refused(refusal)
        else:
            messages.success(request, _("Asked. The nominator gets a letter with a link."))
            return redirect("staff_questions", season=visit.season.key)
    status = 422 if form.is_bound else 200
    return render_desk(request, visit, "staff_reading/ask.html", context, status=status)


@season_page(SeasonRole.ORGANISER)
def questions(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Every question with its state, what waits first."""
    return _list(request, visit)


def _list(
    request: HttpRequest, visit: Visit, more: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    today = clock.to_london(clock.now()).date()
    found = sorted(_of(visit.season), key=lambda each: each.state != ClarificationState.ASKED)
    lines = [
        {
            "asked": each,
            "nomination": each.nomination,
            "texts": [(key, text) for key, text in each.question.as_dict().items() if text],
            "state": ClarificationState(each.state).label,
            "tag": TAGS[ClarificationState(each.state)],
            "is_waiting": each.state == ClarificationState.ASKED,
            "is_late": each.state == ClarificationState.ASKED and each.answer_by < today,
            "is_unread": each.state == ClarificationState.ANSWERED and not each.is_read,
        }
        for each in found
    ]
    context = {"lines": lines, **(more or {})}
    return render_desk(request, visit, "staff_reading/questions.html", context, status=status)


def _of(season: Season) -> list[Clarification]:
    asked = Clarification.objects.filter(nomination__season=season)
    return list(asked.select_related("nomination__entry").order_by("answer_by", "pk"))


@season_page(SeasonRole.ORGANISER, methods=WRITE)
def take_back(request: HttpRequest, visit: Visit, question: str) -> HttpResponse:
    """The question waits no longer, and its link opens nothing."""
    every = Clarification.objects.filter(nomination__season=visit.season)
    found = get_object_or_404(every.select_related("nomination"), public_id=question)
    try:
        withdraw_clarification(clarification=found, by=visit.actor)
    except Refusal as refusal:
        return _list(request, visit, refused(refusal), status=422)
    messages.success(request, _("The question is taken back."))
    return redirect("staff_questions", season=visit.season.key)
