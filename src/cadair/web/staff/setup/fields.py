"""Fields of the set-up pages: what is written in both languages stands side by side."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cadair.foundation import clock
from cadair.foundation.bilingual import LANGUAGES, BilingualText

LANGUAGE_NAMES = {"cy": _("Welsh"), "en": _("English")}


def line(label: Any, *, is_required: bool = False, **options: Any) -> forms.CharField:
    """A text of one line; how long it may be is said by the action, nothing typed is cut."""
    return forms.CharField(
        label=label,
        required=is_required,
        error_messages={"required": format_lazy("{}: {}", label, _("write something here"))},
        **options,
    )


def number(label: Any, lowest: int, highest: int, **options: Any) -> forms.IntegerField:
    """A whole number."""
    wrong = format_lazy("{}: {}", label, _("write a whole number"))
    return forms.IntegerField(
        label=label,
        min_value=lowest,
        max_value=highest,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
        error_messages={"required": wrong, "invalid": wrong},
        **options,
    )


def day(label: Any, *, is_required: bool = False, **options: Any) -> forms.DateField:
    """A day of the calendar."""
    wrong = format_lazy("{}: {}", label, _("write a date such as 2/10/2026"))
    return forms.DateField(
        label=label,
        required=is_required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={"required": wrong, "invalid": wrong},
        **options,
    )


def hour(label: Any, **options: Any) -> forms.TimeField:
    """An hour by the clocks of Wales."""
    return forms.TimeField(
        label=label,
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        input_formats=["%H:%M", "%H:%M:%S", "%H.%M"],
        error_messages={
            "invalid": format_lazy("{}: {}", label, _("write an hour such as 17:00")),
        },
        **options,
    )


def in_london(on: Any, at: Any) -> datetime:
    """A day and an hour by the clocks of Wales as a moment.

    Raises:
        ValidationError: the clocks skip that hour.
    """
    try:
        return clock.from_london(datetime.combine(on, at))
    except ValueError as error:
        raise ValidationError(
            _("That hour does not exist: the clocks go forward that night. Choose another one.")
        ) from error


class SetupForm(forms.Form):
    """A form whose fields may stand in pairs, `name_cy` beside `name_en`."""

    pairs: ClassVar[dict[str, Any]] = {}
    """What is written in both languages → its label."""
    passages: ClassVar[dict[str, int]] = {}
    """Which of them have several lines → how many are shown."""
    required_pairs: ClassVar[frozenset[str]] = frozenset()
    order: ClassVar[tuple[str, ...]] = ()

    def __init__(self, data: QueryDict | None = None, **options: Any) -> None:
        super().__init__(data, **options)
        for name, label in self.pairs.items():
            self.add_pair(name, label, rows=self.passages.get(name, 0))
        if self.order:
            self.order_fields(self._columns())

    def add_pair(self, name: str, label: Any, *, rows: int = 0) -> None:
        """Two fields for the same text."""
        for language in LANGUAGES:
            attrs: dict[str, Any] = {"lang": language, "spellcheck": "true"}
            kind: type[forms.Widget] = forms.Textarea if rows else forms.TextInput
            if rows:
                attrs["rows"] = rows
            field = line(
                format_lazy("{} ({})", label, LANGUAGE_NAMES[language]),
                is_required=name in self.required_pairs,
                widget=kind(attrs=attrs),
            )
            self.fields[f"{name}_{language}"] = field

    def _columns(self) -> list[str]:
        return [
            column
            for name in self.order
            for column in (
                [f"{name}_{language}" for language in LANGUAGES]
                if f"{name}_cy" in self.fields
                else [name]
            )
        ]

    def both(self, name: str) -> BilingualText:
        """What was written of a text in both languages."""
        data = self.cleaned_data
        return BilingualText(cy=data.get(f"{name}_cy") or "", en=data.get(f"{name}_en") or "")

    def rows(self) -> Iterator[list[BoundField]]:
        """The fields as they stand on the page: one, or two beside each other."""
        waiting: list[BoundField] = []
        for field in self.visible_fields():
            if field.name.endswith("_cy"):
                waiting = [field]
            elif waiting:
                yield [*waiting, field]
                waiting = []
            else:
                yield [field]

    def stands(self) -> Iterator[tuple[str, str, str]]:
        """Label, language and words of what the form began with: what is stored now."""
        for name, field in self.fields.items():
            value = self.get_initial_for_field(field, name)
            if isinstance(field, forms.ChoiceField):
                chosen = value if isinstance(value, list | tuple) else [value]
                known = {str(key): str(words) for key, words in _flat(field)}
                value = ", ".join(known.get(str(key), "") for key in chosen)
            if value not in (None, "", False, []):
                yield str(field.label), name[-2:] if name[-3:] in ("_cy", "_en") else "", str(value)


def _flat(field: forms.ChoiceField) -> Iterator[tuple[Any, Any]]:
    for key, words in cast("Any", field.choices):
        if isinstance(words, list | tuple):
            yield from words
        else:
            yield key, words


def initial_of(name: str, text: BilingualText) -> dict[str, str]:
    """What a pair begins with."""
    return {f"{name}_{language}": getattr(text, language) for language in LANGUAGES}
