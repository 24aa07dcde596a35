"""One question of the nominators’ form, or one that is asked before it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.seasons.actions import (
    add_eligibility_question,
    add_question,
    change_eligibility_question,
    change_question,
    remove_eligibility_question,
    remove_question,
)
from cadair.seasons.models import EligibilityQuestion, FormSection, Question
from cadair.seasons.questions import questions_of
from cadair.seasons.sections import eligibility_question_of, question_of
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit, season_page
from cadair.web.staff.setup.editing import Editing, carried_out, edit
from cadair.web.staff.setup.form_parts import EligibilityForm
from cadair.web.staff.setup.form_shown import asked_of, sides_of
from cadair.web.staff.setup.question_form import QuestionForm


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def new_question(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/set-up/form/questions/new`: one more question, in the section the address names."""
    sections = visit.season.form_sections.all()
    wanted = request.GET.get("section", "")
    section = next((each for each in sections if each.public_id == wanted), None)
    section = section or sections.last()
    if section is None:
        raise Http404
    return _edit(request, visit, None, section)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def question(request: HttpRequest, visit: Visit, question: str) -> HttpResponse:
    """`desk/…/set-up/form/questions/…`: one question, to change or to remove."""
    asked = visit.season.questions.select_related("section", "criterion", "asked_if")
    row = get_object_or_404(asked, public_id=question)
    if request.method == "POST" and "remove" in request.POST:
        is_done = carried_out(
            request,
            lambda: remove_question(question=row, by=visit.actor),
            _("The question is removed."),
        )
        if is_done:
            return redirect("staff_setup_form", season=visit.season.key)
        return redirect("staff_setup_question", season=visit.season.key, question=row.public_id)
    return _edit(request, visit, row, row.section)


def _edit(
    request: HttpRequest, visit: Visit, row: Question | None, section: FormSection
) -> HttpResponse:
    editing = _editing(visit, row, section)
    if request.method != "POST" or "preview" not in request.POST:
        return edit(request, visit, editing)
    form: Any = editing.make(request.POST)
    context: dict[str, Any] = {
        "heading": editing.heading,
        "lead": editing.lead,
        "form": form,
        "stamp": request.POST.get("shown", ""),
        "back": editing.back,
        **editing.more,
    }
    if not form.is_valid():
        return render_desk(request, visit, editing.template, context, status=422)
    try:
        shown = asked_of(form.words_written())
    except Refusal as refusal:
        context |= refused(refusal)
        return render_desk(request, visit, editing.template, context, status=422)
    known = {asked.key: asked for asked in questions_of(visit.season)}
    context |= {"sides": sides_of(shown, known)}
    return render_desk(request, visit, editing.template, context)


def _editing(visit: Visit, row: Question | None, section: FormSection) -> Editing:
    def make(data: Any) -> QuestionForm:
        before = QuestionForm.stored(row, section)
        return QuestionForm(data, season=visit.season, question=row, before=before)

    def save(form: QuestionForm, shown: str | None) -> object:
        words, place = form.words_written(), form.section_chosen()
        if row is None:
            return add_question(section=place, words=words, by=visit.actor)
        return change_question(
            question=row, section=place, words=words, by=visit.actor, shown=shown
        )

    removal = {
        "heading": _("Remove this question"),
        "text": _("Nobody has answered it yet. Nothing is lost but these words."),
        "button": _("Remove the question"),
    }
    return Editing(
        heading=str(row.label) if row else _("A new question"),
        lead=_(
            "Nominators get it on a page of its own, in their language. Write one idea in plain "
            "words, and the same in both languages."
        ),
        make=make,
        section=question_of(row) if row else None,
        save=save,
        done=_("The question is saved."),
        back="staff_setup_form",
        template="staff_setup/question.html",
        more={"removal": removal} if row else {},
    )


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def new_before(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/set-up/form/before/new`: one more question before the form."""
    return edit(request, visit, _before(visit, None))


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def before(request: HttpRequest, visit: Visit, question: str) -> HttpResponse:
    """`desk/…/set-up/form/before/…`: a question before the form, to change or to remove."""
    row = get_object_or_404(visit.season.eligibility_questions, public_id=question)
    if request.method == "POST" and "remove" in request.POST:
        carried_out(
            request,
            lambda: remove_eligibility_question(question=row, by=visit.actor),
            _("The question is removed."),
        )
        return redirect("staff_setup_form", season=visit.season.key)
    return edit(request, visit, _before(visit, row))


def _before(visit: Visit, row: EligibilityQuestion | None) -> Editing:
    def save(form: EligibilityForm, shown: str | None) -> object:
        if row is None:
            return add_eligibility_question(season=visit.season, words=form.words(), by=visit.actor)
        return change_eligibility_question(
            question=row, words=form.words(), by=visit.actor, shown=shown
        )

    removal = {
        "heading": _("Remove this question"),
        "text": _("Nobody has answered it yet. Nothing is lost but these words."),
        "button": _("Remove the question"),
    }
    return Editing(
        heading=str(row.label) if row else _("A new question before the form"),
        lead=_(
            "It saves people forty minutes: with one of its two answers they read at once why "
            "they cannot nominate, and what else there is."
        ),
        make=lambda data: EligibilityForm(data, initial=EligibilityForm.before(row)),
        section=eligibility_question_of(row) if row else None,
        save=save,
        done=_("The question is saved."),
        back="staff_setup_form",
        more={"removal": removal} if row else {},
    )
