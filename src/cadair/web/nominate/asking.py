"""The page of one question of the season: a field, or a few, for each kind of answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import active_language
from cadair.nominations.answers import ANSWER, LONGEST_LINE, Given, in_words
from cadair.nominations.models import Draft
from cadair.seasons.questions import SUMMARY, Asked
from cadair.seasons.states import QuestionKind
from cadair.web.nominate.forms import NO_NAMES, Line, PageForm, Passage, Shown
from cadair.web.nominate.rows import NamedRowsForm
from cadair.web.nominate.words import said

Opened = Callable[..., PageForm]

_REQUIRED: Final = {
    QuestionKind.SHORT_TEXT: _("Write your answer."),
    QuestionKind.LONG_TEXT: _("Write your answer."),
    QuestionKind.NUMBER: _("Enter a number in figures, such as 250."),
    QuestionKind.DATE: _("Enter the day, the month and the year."),
    QuestionKind.CHOICE: _("Choose one of the answers."),
    QuestionKind.YES_NO: _("Choose one of the answers."),
    QuestionKind.SEVERAL: _("Choose at least one of the answers."),
    QuestionKind.LINK: _("Enter an address that begins with https://"),
}
_WRONG: Final = {
    QuestionKind.CHOICE: _("Choose one of the answers."),
    QuestionKind.YES_NO: _("Choose one of the answers."),
    QuestionKind.SEVERAL: _("Choose from the answers that are offered."),
}
_WRITTEN: Final = frozenset({QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT})


def form_for(asked: Asked) -> Opened:
    """What opens the page of a question with what was sent or is saved."""
    if asked.kind in {QuestionKind.PERSON, QuestionKind.ORGANISATION}:
        is_body = asked.kind == QuestionKind.ORGANISATION
        return partial(NamedRowsForm, asked=asked, is_body=is_body)
    return partial(QuestionForm, asked=asked)


class QuestionForm(PageForm):
    """One question. Whether an answer fits is decided where it is sent; the same words here."""

    def __init__(
        self, data: QueryDict | None, *, draft: Draft, values: Mapping[str, Any], asked: Asked
    ) -> None:
        self.asked = asked
        self.name = SUMMARY if asked.key == SUMMARY else ANSWER
        super().__init__(data, draft=draft, values=values)
        self.fields.update(self._made())
        if asked.kind in _WRITTEN:
            self.written = (self.name,)
            self.fields[self.name].widget.attrs["lang"] = draft.language

    @property
    def is_date(self) -> bool:
        """Whether its fields are the parts of a date."""
        return self.asked.kind == QuestionKind.DATE

    def clean(self) -> dict[str, Any]:
        """Say what is wrong with the answer, beside its field."""
        given = Given(self.asked, self.typed())
        first = next(iter(self.fields))
        if given.problem and first not in self.errors:
            self.add_error(first, str(given.problem))
        elif given.is_empty and self.asked.is_required and not self.errors:
            self.add_error(first, str(_REQUIRED[self.asked.kind]))
        return self.cleaned_data

    def shown(self, values: Mapping[str, Any]) -> Iterator[Shown]:
        """The answer, in words."""
        answer = in_words(self.asked, Given(self.asked, values).answer, active_language())
        language = self.draft.language if self.asked.kind in _WRITTEN else ""
        yield Shown(_now("Your answer"), answer, language)

    def _made(self) -> dict[str, forms.Field]:
        if self.is_date:
            return _parts_of_date()
        made: dict[QuestionKind, Callable[[], forms.Field]] = {
            QuestionKind.LONG_TEXT: lambda: Passage(words=self.asked.words, **self._about()),
            QuestionKind.CHOICE: lambda: self._choice(forms.ChoiceField, forms.RadioSelect),
            QuestionKind.YES_NO: lambda: self._choice(forms.ChoiceField, forms.RadioSelect),
            QuestionKind.SEVERAL: lambda: self._choice(
                forms.MultipleChoiceField, forms.CheckboxSelectMultiple
            ),
        }
        field = made.get(self.asked.kind, self._line)()
        return {self.name: field}

    def _about(self) -> dict[str, Any]:
        """What every field has: label, hint, what to say when it is empty."""
        asked = self.asked
        words = [said(asked.help)]
        if asked.kind in _WRITTEN:
            words.append(str(NO_NAMES))
        if asked.words:
            words.append(
                _now("Words suggested, at most: %(words)s. You may write more.")
                % {"words": asked.words}
            )
        empty = {"required": str(_REQUIRED[asked.kind])}
        hint = " ".join(each for each in words if each)
        return {
            "label": self._label(),
            "help_text": hint,
            "required": asked.is_required,
            "error_messages": empty,
        }

    def _lines(self) -> forms.Field:
        about = self._about()
        more = _now("One address on each line, at most: %(most)s.") % {"most": self.asked.most}
        about["help_text"] = f"{about['help_text']} {more}".strip()
        area = forms.Textarea(attrs={"rows": self.asked.most, "spellcheck": "false"})
        return forms.CharField(widget=area, **about)

    def _label(self) -> str:
        return said(self.asked.label) if self.asked.key == SUMMARY else _now("Your answer")

    def _choice(self, field: type[forms.ChoiceField], widget: type[forms.Widget]) -> forms.Field:
        choices = [(option.key, said(option.label)) for option in self.asked.options]
        about = self._about()
        about["error_messages"]["invalid_choice"] = str(_WRONG[self.asked.kind])
        return field(choices=choices, widget=widget, **about)

    def _line(self) -> forms.Field:
        if Given(self.asked, {}).takes_lines:
            return self._lines()
        attrs: dict[str, str] = {}
        if self.asked.kind == QuestionKind.NUMBER:
            attrs = {"inputmode": "decimal", "class": "short"}
        elif self.asked.kind == QuestionKind.LINK:
            attrs = {"inputmode": "url", "spellcheck": "false"}
        widget = forms.TextInput(attrs={"autocomplete": "off", **attrs})
        return Line(longest=LONGEST_LINE, widget=widget, **self._about())


def _parts_of_date() -> dict[str, forms.Field]:
    labels = {"day": _now("Day"), "month": _now("Month"), "year": _now("Year")}
    attrs = {"inputmode": "numeric", "autocomplete": "off", "class": "short"}
    return {
        name: Line(required=False, label=label, widget=forms.TextInput(attrs=attrs))
        for name, label in labels.items()
    }
