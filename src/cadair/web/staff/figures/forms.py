"""The form of this part of the desk: what is kept longer, and why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cadair.audit.states import HoldKind
from cadair.nominations.models import Nomination
from cadair.seasons.models import Season


class HoldForm(forms.Form):
    """A whole season or one nomination of it, for one of four reasons."""

    number = forms.CharField(
        label=_("Number of the nomination"),
        help_text=_("Leave it empty to keep the whole season."),
        required=False,
        max_length=80,
    )
    kind = forms.ChoiceField(
        label=_("Why is it kept?"), choices=HoldKind.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("What is it about?"),
        help_text=_("So that whoever comes after you knows when it can go. Name nobody."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, season: Season, **kwargs: Any) -> None:
        """Only nominations of this season can be kept here."""
        super().__init__(*args, **kwargs)
        self.season = season
        self.nomination: Nomination | None = None

    def clean_number(self) -> str:
        """The number of a nomination that there is."""
        number: str = self.cleaned_data["number"]
        if number:
            self.nomination = self.season.nominations.filter(reference=number).first()
            if self.nomination is None:
                raise ValidationError(
                    _("No nomination of this season has this number. You find it in the list."),
                    code="unknown",
                )
        return number
