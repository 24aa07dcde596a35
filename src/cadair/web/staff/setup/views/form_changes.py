"""Changing the nominators’ form while nominations are open: seen first, then confirmed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.publishing.actions import announce_season
from cadair.seasons.actions import ask_further, retire_question, reword_question
from cadair.seasons.models import Question, SeasonChange
from cadair.seasons.questions import SUMMARY
from cadair.seasons.states import SeasonRole, SeasonState
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit, season_page
from cadair.web.staff.life.forms import ToldForm
from cadair.web.staff.life.rehearsal import previewed
from cadair.web.staff.setup.form_changing import FurtherForm, RewordForm


@dataclass(frozen=True, slots=True)
class Changing:
    """One change: its words, its form, and what it does."""

    title: str | Promise
    lead: str | Promise
    make: Callable[[Any], Any]
    act: Callable[[Any], SeasonChange]
    question: Question | None = None


@season_page(SeasonRole.ORGANISER)
def change_form(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/changes/form`: every question, and what may still be done with it."""
    season = visit.season
    asked = season.questions.select_related("section").order_by("section__position", "position")
    context = {
        "questions": [
            {"row": row, "may_retire": row.key != SUMMARY and not row.is_retired} for row in asked
        ],
        "is_open": season.state == SeasonState.OPEN,
    }
    return render_desk(request, visit, "staff_setup/change_form.html", context)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def reword(request: HttpRequest, visit: Visit, question: str) -> HttpResponse:
    """`desk/…/changes/form/…/wording`: better words for a question that asks the same."""
    row = _found(visit, question)
    changing = Changing(
        title=_("Word a question better"),
        lead=_("It must ask the same as before: answers that were sent stay as they are."),
        make=lambda data: RewordForm(data, question=row),
        act=lambda form: reword_question(
            question=row, wording=form.wording(), told=form.told(), by=visit.actor
        ),
        question=row,
    )
    return _changed(request, visit, changing)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def retire(request: HttpRequest, visit: Visit, question: str) -> HttpResponse:
    """`desk/…/changes/form/…/retire`: ask a question no longer."""
    row = _found(visit, question)
    changing = Changing(
        title=_("Ask a question no longer"),
        lead=_("Nobody is asked from now on. Answers that were sent stay with their nomination."),
        make=ToldForm,
        act=lambda form: retire_question(question=row, told=form.told(), by=visit.actor),
        question=row,
    )
    return _changed(request, visit, changing)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def further(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/changes/form/new`: one question more, which nobody has to answer."""
    season = visit.season
    changing = Changing(
        title=_("Ask one thing more"),
        lead=_(
            "It stands at the end of its section, and nobody has to answer it: some have sent "
            "their nomination without it."
        ),
        make=lambda data: FurtherForm(data, season=season),
        act=lambda form: ask_further(
            section=form.section_chosen(),
            words=form.words_written(),
            told=form.told(),
            by=visit.actor,
        ),
    )
    return _changed(request, visit, changing)


def _found(visit: Visit, public_id: str) -> Question:
    asked = visit.season.questions.select_related("section").filter(is_retired=False)
    found: Question = get_object_or_404(asked, public_id=public_id)
    return found


def _changed(request: HttpRequest, visit: Visit, changing: Changing) -> HttpResponse:
    """The form; then what would come of it; then, once that was seen, the change itself."""
    is_sent = request.method == "POST"
    form = changing.make(request.POST if is_sent else None)
    context = {
        "offer": {"title": changing.title, "text": changing.lead},
        "form": form,
        "question": changing.question,
        "is_open": visit.season.state == SeasonState.OPEN,
    }
    template = "staff_setup/change_question.html"
    if not is_sent or "edit" in request.POST or not form.is_valid():
        status = 422 if is_sent and "edit" not in request.POST else 200
        return render_desk(request, visit, template, context, status=status)
    try:
        if "confirm" not in request.POST:
            context |= {"preview": previewed(lambda: changing.act(form))}
            return render_desk(request, visit, "staff_life/confirm_change.html", context)
        with transaction.atomic():
            changing.act(form)
            announce_season(season=visit.season, by=visit.actor)
    except Refusal as refusal:
        context |= refused(refusal)
        return render_desk(request, visit, template, context, status=422)
    messages.success(request, _("Changed. The public page shows it, and the e-mails go out."))
    return redirect("staff_changes", season=visit.season.key)
