"""The page of a question: the nominator adds what was asked for, without signing in."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadair.foundation.bilingual import active_language
from cadair.foundation.refusals import Refusal
from cadair.nominations.actions import answer_clarification
from cadair.nominations.models import Clarification
from cadair.nominations.queries import CLARIFICATION
from cadair.nominations.states import ClarificationState, NominationState
from cadair.web.respond.frame import render_linked
from cadair.web.respond.guards import LinkVisit, linked_page
from cadair.web.shared.desk import refused

LANGUAGES: Final = (("cy", "Cymraeg"), ("en", "English"))


class AnswerForm(forms.Form):
    """What the nominator adds, and in which language."""

    text = forms.CharField(
        label=gettext_lazy("Your answer"),
        help_text=gettext_lazy(
            "Do not name victims, witnesses, offenders, patients or children. Describe them by "
            "their role."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": gettext_lazy("Write your answer")},
    )
    language = forms.ChoiceField(
        label=gettext_lazy("In which language have you written?"),
        choices=LANGUAGES,
        widget=forms.RadioSelect,
    )


def _asked(visit: LinkVisit) -> Clarification:
    kind, _colon, public_id = visit.subject.partition(":")
    questions = Clarification.objects.select_related(
        "nomination__entry", "nomination__season__programme"
    )
    found = questions.filter(public_id=public_id).first() if kind == "clarification" else None
    if found is None:
        raise Http404
    return found


@linked_page(CLARIFICATION)
def question(request: HttpRequest, visit: LinkVisit) -> HttpResponse:
    """Read the question and answer it; an answer is added, never put in the place of anything."""
    asked = _asked(visit)
    nomination = asked.nomination
    is_open = (
        asked.state == ClarificationState.ASKED and nomination.state == NominationState.SUBMITTED
    )
    sent = request.POST if request.method == "POST" and is_open else None
    form = AnswerForm(sent, initial={"language": active_language()})
    about: dict[str, Any] = {
        "asked": asked,
        "sides": [(key, text) for key, text in asked.question.as_dict().items() if text],
        "nomination": nomination,
        "entry": nomination.entry,
        "is_open": is_open,
        "form": form,
        "cautions": [
            each.caution.in_language(active_language())
            for each in nomination.entry.categories.all()
            if each.caution
        ],
    }
    if request.method != "POST":
        return render_linked(request, nomination.season, "web_respond/question.html", about)
    if is_open and form.is_valid():
        try:
            answer_clarification(
                clarification=asked,
                text=form.cleaned_data["text"],
                language=form.cleaned_data["language"],
                by=visit.actor,
            )
        except Refusal as refusal:
            about |= refused(refusal)
        else:
            messages.success(request, _("Thank you. The organisers have your answer."))
            return redirect("respond_question", token=visit.token)
    return render_linked(request, nomination.season, "web_respond/question.html", about, status=422)
