"""The forms of feedback and of reviews."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import BilingualText, Language
from cadair.nominations.models import Entry
from cadair.outcomes.models import Feedback
from cadair.outcomes.states import ReviewFinding
from cadair.seasons.models import Season

LABELS = {
    ("strengths", "cy"): _("What was good, in Welsh"),
    ("strengths", "en"): _("What was good, in English"),
    ("next_steps", "cy"): _("What would help next time, in Welsh"),
    ("next_steps", "en"): _("What would help next time, in English"),
}


class FeedbackForm(forms.Form):
    """What was good and what would help, in the languages of those who nominated."""

    def __init__(
        self, *args: Any, languages: tuple[Language, ...], before: Feedback | None, **kwargs: Any
    ) -> None:
        """Ask for the languages that are needed."""
        super().__init__(*args, **kwargs)
        self.before = before
        for (name, language), label in LABELS.items():
            if language in languages:
                self.fields[f"{name}_{language}"] = forms.CharField(
                    label=label,
                    required=False,
                    initial=getattr(before, f"{name}_{language}", ""),
                    widget=forms.Textarea(attrs={"rows": 5, "lang": language}),
                )

    def text(self, name: str) -> BilingualText:
        """Both sides: as typed, or as they were where they are not asked for."""
        sides = {
            language: self.cleaned_data.get(
                f"{name}_{language}", getattr(self.before, f"{name}_{language}", "")
            )
            for language in ("cy", "en")
        }
        return BilingualText(**sides)


class ReviewForm(forms.Form):
    """Somebody asks whether the rules were kept with their entry."""

    number = forms.CharField(
        label=_("Number of the entry"),
        help_text=_("As in the list of nominations."),
        max_length=80,
    )
    asked_on = forms.DateField(
        label=_("The day on which they asked"), widget=forms.DateInput(attrs={"type": "date"})
    )
    question = forms.CharField(
        label=_("What is asked"),
        help_text=_("About how it was done, not about what the panel thought. Name nobody."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    reviewer = forms.CharField(
        label=_("Who looks at it"),
        help_text=_("Somebody who is not on the panel."),
        max_length=200,
    )
    due_on = forms.DateField(
        label=_("The day by which they have an answer"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, season: Season, **kwargs: Any) -> None:
        """Only entries of this season can be asked about."""
        super().__init__(*args, **kwargs)
        self.season = season
        self.entry: Entry | None = None

    def clean_number(self) -> str:
        """The number of an entry that there is."""
        number: str = self.cleaned_data["number"]
        entries = self.season.entries.filter(is_test=False)
        self.entry = entries.filter(reference=number).first()
        if self.entry is None:
            raise ValidationError(
                _("No entry of this season has this number. You find it in the list."),
                code="unknown",
            )
        return number


class AnswerForm(forms.Form):
    """What came out of a review."""

    finding = forms.ChoiceField(
        label=_("What came out?"), choices=ReviewFinding.choices, widget=forms.RadioSelect
    )
    answer = forms.CharField(
        label=_("What the reviewer found, and why"), widget=forms.Textarea(attrs={"rows": 5})
    )
