"""Forms of sign-in and of the account page."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from django import forms
from django.utils.translation import gettext_lazy as _

from cadair.mail.states import MailLanguage
from cadair.mail.validators import normalised_address


class SignInForm(RequestLoginCodeForm):  # type: ignore[misc]
    """The address to send a code to."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We will send a code to it. You need no password."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Enter your e-mail address"),
            "invalid": _("Enter an e-mail address like name@example.org"),
        },
    )

    @property
    def account(self) -> Any | None:
        """Whose address it is, or None; pages never show which."""
        return getattr(self, "_user", None)

    @account.setter
    def account(self, account: Any | None) -> None:
        self._user = account

    def clean_email(self) -> str:
        """The address in the one form in which addresses are kept."""
        self.cleaned_data["email"] = normalised_address(self.cleaned_data["email"])
        return cast("str", super().clean_email())

    @property
    def is_rate_limited(self) -> bool:
        """Whether this was one try too many."""
        return bool(self.has_error("email", code="too_many_login_attempts"))


class CodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code from the message."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("Eight letters. Capitals and the dash do not matter."),
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
        error_messages={"required": _("Enter the code from the message")},
    )


class MailLanguageForm(forms.Form):
    """In which language somebody wants to be written to (WEL-07)."""

    language = forms.ChoiceField(
        label=_("What language should we use when we write to you?"),
        help_text=_("You can change this at any time. The pages you read are not affected."),
        choices=MailLanguage.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a language, or both")},
    )


class AppCodeForm(forms.Form):
    """What an authenticator app shows while it is being set up."""

    code = forms.CharField(
        label=_("Code from the app"),
        help_text=_("Six figures. They change every half minute."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": _("Enter the six figures that the app shows")},
    )


class StepCodeForm(forms.Form):
    """The code of an app, or a recovery code."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("Six figures from your app, or one of your recovery codes."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": _("Enter the code from your app, or a recovery code")},
    )
