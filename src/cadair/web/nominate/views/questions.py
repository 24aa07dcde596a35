"""A question about what one has sent, answered where one's own nominations are listed."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadair.foundation.refusals import Refusal
from cadair.nominations.actions import answer_clarification
from cadair.nominations.models import Clarification, Nomination
from cadair.nominations.queries import nominations_sent_by
from cadair.nominations.states import ClarificationState, NominationState
from cadair.people.models import Account
from cadair.people.queries import actor_of
from cadair.web.nominate.forms import NO_NAMES, cautions_of
from cadair.web.nominate.frame import render_season
from cadair.web.shared.desk import refused
from cadair.web.shared.guards import signed_in_page

LANGUAGES: Final = (("cy", "Cymraeg"), ("en", "English"))


class AnswerForm(forms.Form):
    """What is added, and in which language."""

    text = forms.CharField(
        label=gettext_lazy("Your answer"),
        help_text=NO_NAMES,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": gettext_lazy("Write your answer")},
    )
    language = forms.ChoiceField(
        label=gettext_lazy("In which language have you written?"),
        choices=LANGUAGES,
        widget=forms.RadioSelect,
    )


def waits(asked: Clarification) -> bool:
    """Whether a question still waits for its answer."""
    stands = asked.nomination.state == NominationState.SUBMITTED
    return asked.state == ClarificationState.ASKED and stands


def waiting_questions(nomination: Nomination) -> list[Clarification]:
    """The questions about a nomination that wait for an answer."""
    return [each for each in nomination.clarifications.all() if waits(each)]


@signed_in_page()
def question(request: HttpRequest, account: Account, nomination: str, asked: str) -> HttpResponse:
    """Read a question and answer it; an answer is added, never put in the place of anything."""
    found = nominations_sent_by(account).filter(public_id=nomination).first()
    if found is None:
        raise Http404
    there = Clarification.objects.select_related("nomination__entry")
    it = get_object_or_404(there, nomination=found, public_id=asked)
    sent = request.POST if request.method == "POST" and waits(it) else None
    form = AnswerForm(sent, initial={"language": found.language})
    about: dict[str, Any] = {
        "asked": it,
        "sides": [(key, text) for key, text in it.question.as_dict().items() if text],
        "nomination": found,
        "waits": waits(it),
        "form": form,
        "cautions": cautions_of(found.entry.categories.all()),
    }
    if sent is not None and form.is_valid():
        try:
            answer_clarification(clarification=it, by=actor_of(account), **form.cleaned_data)
        except Refusal as refusal:
            about |= refused(refusal)
        else:
            messages.success(request, _("Thank you. The organisers have your answer."))
            return redirect("nominate_mine")
    status = 422 if request.method == "POST" else 200
    return render_season(request, found.season, "web_nominate/question.html", about, status=status)
