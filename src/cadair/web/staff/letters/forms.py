"""What an organiser fills in: words in both languages, a list of people, a sender, a contact."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import LANGUAGES, BilingualText, active_language
from cadair.mail.letters import LetterWords
from cadair.nominations.audiences import Narrowed
from cadair.nominations.states import CHECKED_AS, Audience
from cadair.seasons.models import Season
from cadair.web.staff.setup.fields import LANGUAGE_NAMES, SetupForm, line


class WordsForm(SetupForm):
    """Subject and text, Welsh beside English."""

    pairs: ClassVar[dict[str, Any]] = {"subject": _("Subject"), "body": _("Text")}
    passages: ClassVar[dict[str, int]] = {"body": 16}

    def words(self) -> LetterWords:
        """What was written."""
        return LetterWords(subject=self.both("subject"), body=self.both("body"))


def words_before(subject: BilingualText, body: BilingualText) -> dict[str, str]:
    """What a form of words begins with."""
    return {
        f"{name}_{each}": getattr(text, each)
        for name, text in (("subject", subject), ("body", body))
        for each in LANGUAGES
    }


class MailingForm(WordsForm):
    """A message to many: to whom, and in which words."""

    order: ClassVar[tuple[str, ...]] = (
        *("audience", "category", "language", "eligibility"),
        *("subject", "body"),
    )
    audience = forms.ChoiceField(
        label=_("Who gets it"),
        choices=Audience.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who gets the message.")},
    )
    category = forms.ChoiceField(label=_("Only one category"), required=False)
    language = forms.ChoiceField(label=_("Only written in one language"), required=False)
    eligibility = forms.ChoiceField(label=_("Only one result of checking"), required=False)

    def __init__(self, season: Season, data: QueryDict | None = None, **options: Any) -> None:
        super().__init__(data, **options)
        spoken = active_language()
        names = [(each.key, each.name.in_language(spoken)) for each in season.categories.all()]
        self._choose_from("category", names)
        self._choose_from("language", [(each, LANGUAGE_NAMES[each]) for each in LANGUAGES])
        self._choose_from("eligibility", [(each.value, each.label) for each in CHECKED_AS])

    def _choose_from(self, name: str, choices: Iterable[tuple[str, Any]]) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = [("", _("All")), *choices]

    def chosen(self) -> Audience:
        """Which list."""
        return Audience(self.cleaned_data["audience"])

    def narrowed(self) -> Narrowed:
        """Which of them."""
        data = self.cleaned_data
        return Narrowed(data["category"], data["language"], data["eligibility"])


class SenderForm(SetupForm):
    """In whose name the season writes, and where answers go."""

    pairs: ClassVar[dict[str, Any]] = {"name": _("Name of the sender")}
    order: ClassVar[tuple[str, ...]] = ("name", "reply_to")
    reply_to = forms.CharField(
        label=_("Shared mailbox for answers"),
        required=False,
        help_text=_("An address that every organiser can read, such as awards@example.org"),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class ContactForm(SetupForm):
    """An address of an organisation."""

    organisation = line(
        _("Organisation"), is_required=True, widget=forms.TextInput(attrs={"list": "bodies"})
    )
    address = line(
        _("E-mail address"),
        is_required=True,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
