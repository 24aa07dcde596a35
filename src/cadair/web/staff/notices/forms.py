"""The forms of this part of the desk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, cast

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import BilingualText
from cadair.nominations.states import (
    AgeBand,
    Capacity,
    ExceptionReason,
    PublicityKind,
    Remedy,
    SayingKind,
)
from cadair.seasons.controllers import RECORD

LINES: Final = {"rows": 3}


def _boxes(label: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=PublicityKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class ToldForm(forms.Form):
    """How one knows that they know."""

    evidence = forms.CharField(
        label=_("How were they told, when, and by whom?"),
        help_text=_(
            "For example: by telephone, by one of us, the week after closing. Kept as evidence."
        ),
        widget=forms.Textarea(attrs=LINES),
    )


class ExceptedForm(forms.Form):
    """Why they are not told."""

    reason = forms.ChoiceField(
        label=_("Why are they not told?"),
        choices=ExceptionReason.choices,
        widget=forms.RadioSelect,
    )
    evidence = forms.CharField(
        label=_("The reason in your own words"),
        help_text=_("What you tried, or what stands in place of a name. Kept as evidence."),
        widget=forms.Textarea(attrs=LINES),
    )
    note_cy = forms.CharField(
        label=_("Public note in Welsh"),
        required=False,
        widget=forms.Textarea(attrs={**LINES, "lang": "cy"}),
    )
    note_en = forms.CharField(
        label=_("Public note in English"),
        help_text=_("Needed only where somebody cannot be reached. Name nobody."),
        required=False,
        widget=forms.Textarea(attrs={**LINES, "lang": "en"}),
    )

    def note(self) -> BilingualText:
        """The public note."""
        return BilingualText(self.cleaned_data["note_cy"], self.cleaned_data["note_en"])


class NomineeForm(forms.Form):
    """Where somebody can be told, and how old they are."""

    age_band = forms.ChoiceField(label=_("Age"), choices=AgeBand.choices, widget=forms.RadioSelect)
    email = forms.CharField(
        label=_("Their e-mail address"),
        help_text=_("For somebody of 16 or over."),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    guardian_email = forms.CharField(
        label=_("E-mail address of a parent or carer"),
        help_text=_("Under 16 the parent or carer is told, with words to read together."),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class PaperForm(forms.Form):
    """What somebody signed; for a child under 16 a parent or carer beside them."""

    kinds = _boxes(_("They ticked and signed"))
    guardian_kinds = _boxes(_("The parent or carer ticked and signed"))
    guardian_name = forms.CharField(
        label=_("Name of the parent or carer"), max_length=200, required=False
    )
    capacity = forms.ChoiceField(
        label=_("They agreed as"),
        choices=Capacity.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Who signed, when, and where is the paper?"),
        help_text=_("Keep the paper for as long as what they agreed to is public."),
        widget=forms.Textarea(attrs=LINES),
    )

    def __init__(self, *args: Any, is_child: bool, **kwargs: Any) -> None:
        """Ask of a parent or carer only where their word is needed."""
        super().__init__(*args, **kwargs)
        if not is_child:
            for name in ("guardian_kinds", "guardian_name", "capacity"):
                del self.fields[name]

    def signed(self) -> dict[str, Any]:
        """What the action wants to know."""
        typed = dict(self.cleaned_data)
        for name in ("kinds", "guardian_kinds"):
            if name in typed:
                typed[name] = [PublicityKind(each) for each in typed[name]]
        return typed


class SettleForm(forms.Form):
    """What is done about something that a nominee said, and what they are told."""

    remedy = forms.ChoiceField(label=_("What do you do?"), widget=forms.RadioSelect)
    outcome = forms.CharField(
        label=_("Your answer"),
        help_text=_("They get it by e-mail as you write it. Write in a language they read."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        """Offer what is possible for this kind of saying."""
        super().__init__(*args, **kwargs)
        refusal = ("no", _("Nothing is changed; the answer says why."))
        offered: list[Any] = [(each.value, each.label) for each in _POSSIBLE[SayingKind(kind)]]
        if kind != SayingKind.DECLINE:
            offered.append(refusal)
        cast("forms.ChoiceField", self.fields["remedy"]).choices = offered


_POSSIBLE: Final = {
    SayingKind.CORRECTION: (Remedy.NOTED, Remedy.NAME),
    SayingKind.DECLINE: (Remedy.TAKE_OUT, Remedy.WITHDRAW),
    SayingKind.PUBLICITY: (Remedy.NOTED,),
    SayingKind.OBJECTION: (Remedy.TAKE_OUT, Remedy.WITHDRAW, Remedy.NOTED),
}


HINTS: Final[Mapping[str, Promise]] = {
    "condition": _(
        "Nominations may tell of offences, suspects, victims or witnesses. Say which condition in "
        "Schedule 1 of the Data Protection Act 2018, or which official authority, lets you hold "
        "that. Most conditions need the appropriate policy document."
    ),
}
"""What helps with a heading that is hard to write."""


class RecordForm(forms.Form):
    """Every heading that a season words, in both languages."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A pair of fields for each heading."""
        super().__init__(*args, **kwargs)
        for name in RECORD:
            for side, language in (("cy", _("Welsh")), ("en", _("English"))):
                self.fields[f"{name}_{side}"] = forms.CharField(
                    label=language,
                    help_text=str(HINTS.get(name, "")),
                    widget=forms.Textarea(attrs={**LINES, "lang": side}),
                )

    def pairs(self) -> list[tuple[Any, Any, Any]]:
        """Heading, Welsh field, English field."""
        return [(label, self[f"{name}_cy"], self[f"{name}_en"]) for name, label in RECORD.items()]

    def words(self) -> dict[str, BilingualText]:
        """What was written, by heading."""
        typed = self.cleaned_data
        return {name: BilingualText(typed[f"{name}_cy"], typed[f"{name}_en"]) for name in RECORD}
