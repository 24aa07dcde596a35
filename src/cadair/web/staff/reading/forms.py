"""Forms: what to take out and why, why to open the original, what to ask by when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from cadair.foundation import clock
from cadair.foundation.bilingual import LANGUAGES, BilingualText, Language
from cadair.foundation.welsh.written import LONGEST_TITLE
from cadair.nominations.models import Entry
from cadair.nominations.states import RedactionReason

ANSWER_DAYS: Final = 7
QUESTIONS: Final[dict[Language, Any]] = {
    "cy": _("Your question, in Welsh"),
    "en": _("Your question, in English"),
}
NO_QUESTION: Final[dict[Language, Any]] = {
    "cy": _("Write your question, in Welsh"),
    "en": _("Write your question, in English"),
}
TITLES: Final[dict[Language, Any]] = {
    "cy": _("Title, in Welsh"),
    "en": _("Title, in English"),
}


class TakeOutForm(forms.Form):
    """A passage and what it tells; `field` and `start` say where it was selected."""

    passage = forms.CharField(
        label=_("The words that the panel should not read"),
        help_text=_("Exactly as they stand in the text."),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the words that the panel should not read")},
    )
    reason = forms.ChoiceField(
        label=_("What do they tell?"),
        choices=[("", "–"), *RedactionReason.choices],
        error_messages={"required": _("Choose what the words tell")},
    )
    everywhere = forms.BooleanField(
        label=_("Wherever they stand in this nomination"), required=False, initial=True
    )
    field = forms.CharField(required=False, widget=forms.HiddenInput)
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def place(self) -> dict[str, Any]:
        """Where it is, as the action takes it: one place, or everywhere."""
        typed = self.cleaned_data
        if typed["everywhere"] or typed["start"] is None:
            return {}
        return {"field": typed["field"], "start": typed["start"]}


class WhyForm(forms.Form):
    """Why somebody reads what was sent in."""

    why = forms.CharField(
        label=_("Why do you need to read it?"),
        help_text=_("It is kept with the nomination, with your name and the time."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why you need to read it")},
    )


class TitleForm(forms.Form):
    """The title of an entry, in the languages in which it has one."""

    def __init__(self, *args: Any, entry: Entry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language in LANGUAGES:
            was = entry.title_cy if language == "cy" else entry.title_en
            if was:
                self.fields[f"title_{language}"] = forms.CharField(
                    label=TITLES[language],
                    max_length=LONGEST_TITLE,
                    initial=was,
                    widget=forms.TextInput(attrs={"lang": language}),
                    error_messages={"required": _("Give the entry a title.")},
                )

    def title(self) -> BilingualText:
        """What was written."""
        return BilingualText(
            cy=self.cleaned_data.get("title_cy", ""), en=self.cleaned_data.get("title_en", "")
        )


class AskForm(forms.Form):
    """A question in each language in which the nominator is written to, and until when."""

    answer_by = forms.DateField(
        label=_("Last day to answer"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": _("Enter the last day to answer"),
            "invalid": _("Enter a day such as 2026-10-16"),
        },
    )

    def __init__(self, *args: Any, languages: Sequence[Language], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = clock.to_london(clock.now()).date()
        self.fields["answer_by"].initial = today + timedelta(days=ANSWER_DAYS)
        for language in languages:
            self.fields[f"question_{language}"] = forms.CharField(
                label=QUESTIONS[language],
                widget=forms.Textarea(attrs={"rows": 4, "lang": language}),
                error_messages={"required": NO_QUESTION[language]},
            )
        self.order_fields([*(f"question_{each}" for each in LANGUAGES), "answer_by"])

    def question(self) -> BilingualText:
        """What was written."""
        sides = {each: self.cleaned_data.get(f"question_{each}", "") for each in LANGUAGES}
        return BilingualText(cy=sides["cy"], en=sides["en"])
