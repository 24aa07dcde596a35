"""The chair or the stand-in asks a nominator something, from the page of an entry."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadair.foundation import clock
from cadair.foundation.bilingual import LANGUAGES, BilingualText, Language
from cadair.foundation.refusals import Refusal
from cadair.nominations.actions import ask_clarification
from cadair.nominations.queries import languages_written_in, nominations_behind
from cadair.outcomes.queries import candidates, kinds_given_in
from cadair.web.panel.guards import Room, panel_page
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE

ANSWER_DAYS: Final = 3
LABELS: Final[dict[Language, Any]] = {
    "cy": gettext_lazy("Your question, in Welsh"),
    "en": gettext_lazy("Your question, in English"),
}
MISSING: Final[dict[Language, Any]] = {
    "cy": gettext_lazy("Write your question, in Welsh"),
    "en": gettext_lazy("Write your question, in English"),
}


class QuestionForm(forms.Form):
    """A question in each language in which the nominator is written to, and until when."""

    answer_by = forms.DateField(
        label=gettext_lazy("Last day to answer"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": gettext_lazy("Enter the last day to answer"),
            "invalid": gettext_lazy("Enter a day such as 2026-10-16"),
        },
    )

    def __init__(self, *args: Any, languages: Sequence[Language], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = clock.to_london(clock.now()).date()
        self.fields["answer_by"].initial = today + timedelta(days=ANSWER_DAYS)
        for language in languages:
            self.fields[f"question_{language}"] = forms.CharField(
                label=LABELS[language],
                widget=forms.Textarea(attrs={"rows": 4, "lang": language}),
                error_messages={"required": MISSING[language]},
            )
        self.order_fields([*(f"question_{each}" for each in LANGUAGES), "answer_by"])

    def question(self) -> BilingualText:
        """What was written."""
        sides = {each: self.cleaned_data.get(f"question_{each}", "") for each in LANGUAGES}
        return BilingualText(cy=sides["cy"], en=sides["en"])


@panel_page(*READ_AND_WRITE)
def ask(
    request: HttpRequest, room: Room, category: str, entry: str, nomination: str
) -> HttpResponse:
    """Not there for whoever stepped aside; the page never says who the nominator is."""
    found = get_object_or_404(room.season.categories, key=category)
    found.season = room.season
    among = candidates(found, kinds_given_in(found))
    asked = get_object_or_404(among, public_id=entry)
    if asked.pk in room.left or room.is_closed(found) or not room.is_deciding:
        raise Http404
    about = get_object_or_404(nominations_behind(asked), public_id=nomination)
    about.season = room.season
    sent = request.POST if request.method == "POST" else None
    form = QuestionForm(sent, languages=languages_written_in([about]))
    context: dict[str, Any] = {
        "category": found,
        "entry": asked,
        "nomination": about,
        "form": form,
    }
    if form.is_valid():
        try:
            ask_clarification(
                nomination=about,
                question=form.question(),
                answer_by=form.cleaned_data["answer_by"],
                by=room.visit.actor,
                is_from_panel=True,
            )
        except Refusal as refusal:
            context |= refused(refusal)
        else:
            messages.success(request, _("Asked. The nominator gets a letter with a link."))
            return redirect("panel_entry", season=room.season.key, category=category, entry=entry)
    status = 422 if form.is_bound else 200
    return render_desk(request, room.visit, "panel/ask.html", context, status=status)
