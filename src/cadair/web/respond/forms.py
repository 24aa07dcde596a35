"""The forms of the pages behind links; what is too long is refused by the action."""

from __future__ import annotations

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

LINES: Final = {"rows": 6}


class OneselfForm(forms.Form):
    """How a nominee writes and says their name, and what is not right."""

    own_name = forms.CharField(
        label=_("Your name, as you write it"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    pronunciation = forms.CharField(
        label=_("How your name is said"),
        help_text=_("For whoever reads it out, in your own way, with the stress in capitals."),
        max_length=200,
        required=False,
    )
    correction = forms.CharField(
        label=_("What is not right in what we hold?"),
        help_text=_(
            "Do not name victims, witnesses, offenders, patients or children. Describe them by "
            "their role."
        ),
        required=False,
        widget=forms.Textarea(attrs=LINES),
    )


class DecliningForm(forms.Form):
    """Why somebody does not want to be nominated, if they want to say."""

    text = forms.CharField(
        label=_("Anything you want to tell the organisers"),
        help_text=_("You need not give a reason."),
        required=False,
        widget=forms.Textarea(attrs=LINES),
    )


class ObjectingForm(forms.Form):
    """Why somebody objects."""

    text = forms.CharField(
        label=_("What do you object to, and why?"),
        help_text=_("A sentence is enough. The organisers answer within a month."),
        widget=forms.Textarea(attrs=LINES),
    )


class RefereeForm(forms.Form):
    """What a referee can say."""

    is_given = forms.TypedChoiceField(
        label=_("Do you vouch for this nomination?"),
        choices=[
            ("vouch", _("I vouch for it")),
            ("not", _("I do not vouch for it")),
        ],
        widget=forms.RadioSelect,
    )
    relation = forms.CharField(
        label=_("How you know the work"),
        help_text=_("For example: manager, partner in another organisation, neighbour."),
        max_length=200,
        required=False,
    )
    text = forms.CharField(
        label=_("What you can say of it"),
        help_text=_(
            "A few sentences, in Welsh or English. Do not name victims, witnesses, offenders, "
            "patients or children."
        ),
        required=False,
        widget=forms.Textarea(attrs=LINES),
    )
