"""The summary of a form's errors leads to each field (GOV.UK's pattern; WCAG 3.3.1)."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation

from cadair.foundation.forms import FormError, error_summary


class Form(forms.Form):
    """A text, a choice and something hidden, and a rule about the whole."""

    email = forms.EmailField()
    language = forms.ChoiceField(
        choices=[("cy", "Cymraeg"), ("en", "English")], widget=forms.RadioSelect
    )
    token = forms.CharField(widget=forms.HiddenInput)

    def clean(self) -> None:
        """Always refuse."""
        raise ValidationError("All of it")


def test_the_forms_own_errors_come_first_then_the_fields_in_order() -> None:
    with translation.override("en"):
        assert error_summary(Form({})) == [
            FormError("All of it"),
            FormError("This field is required.", "id_email"),
            FormError("This field is required.", "id_language_0"),
            FormError("This field is required.", ""),
        ]


def test_the_summary_speaks_welsh_on_a_welsh_page() -> None:
    with translation.override("cy"):
        assert error_summary(Form({}))[1] == FormError("Rhaid llenwi’r maes hwn.", "id_email")


def test_a_form_without_errors_has_no_summary() -> None:
    class Empty(forms.Form):
        pass

    assert error_summary(Empty({})) == []
