"""The forms of this part of the desk."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import escape
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from cadair.foundation import clock
from cadair.foundation.bilingual import active_language
from cadair.nominations import columns
from cadair.nominations.models import NominationImport
from cadair.nominations.states import EntryKind, NominationSource, Relation
from cadair.seasons.states import CategoryGroup

COLUMN: Final = "column-"
EXAMPLES: Final = 3


class KeyInForm(forms.Form):
    """How it reached us, and in which language it is written."""

    source = forms.ChoiceField(
        label=_("How did it reach you?"),
        choices=[
            (each.value, each.label)
            for each in (
                NominationSource.PAPER,
                NominationSource.TELEPHONE,
                NominationSource.OTHER,
            )
        ],
        widget=forms.RadioSelect,
        initial=NominationSource.PAPER,
    )
    language = forms.ChoiceField(
        label=_("In which language is it?"),
        choices=[("cy", _("Welsh")), ("en", _("English"))],
        widget=forms.RadioSelect,
    )


class FileForm(forms.Form):
    """The file with a row for each nomination."""

    file = forms.FileField(
        label=_("The file"),
        help_text=_("CSV or Excel. At most 200 rows and 5 MB."),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )


class MappingForm(forms.Form):
    """What each column holds, and what is usual for every row."""

    language = forms.ChoiceField(
        label=_("Language of rows that do not say"),
        choices=[("cy", _("Welsh")), ("en", _("English"))],
        widget=forms.RadioSelect,
    )
    categories = forms.ChoiceField(label=_("Category of rows that do not say"), required=False)
    kind = forms.ChoiceField(
        label=_("What is nominated, in rows that do not say"),
        choices=[("", _("Every row says it")), *EntryKind.choices],
        required=False,
    )
    relation = forms.ChoiceField(
        label=_("Whose work it is, in rows that do not say"),
        choices=[("", _("Every row says it")), *Relation.choices],
        required=False,
    )
    letters = forms.BooleanField(
        label=_("Write to everybody as soon as the rows are taken in"),
        help_text=_(
            "Nominators get the receipt, nominees with an address their notice. Without this "
            "nobody is written to, and nominees wait in the list of people who are nominated."
        ),
        required=False,
    )

    def __init__(self, batch: NominationImport, data: Any = None) -> None:
        """A choice for each column, with what stands in its first rows as an example."""
        usual = {**batch.usual, "letters": columns.LETTERS in batch.usual}
        super().__init__(data, initial=usual)
        self.batch = batch
        language = active_language()
        offered = [
            (key, columns.in_language(name, language))
            for key, name in columns.targets(batch.season).items()
        ]
        for place, heading in enumerate(batch.header):
            self.fields[f"{COLUMN}{place}"] = forms.ChoiceField(
                label=heading,
                help_text=_examples(batch, place),
                choices=[("", _("Leave this column out")), *offered],
                initial=batch.mapping.get(heading, ""),
                required=False,
            )
        there = batch.season.categories.exclude(group=CategoryGroup.OVERALL)
        names = [(each.key, each.name.as_dict()[language]) for each in there]
        self.fields["categories"].choices = [  # type: ignore[attr-defined]
            ("", _("Every row says it")),
            *names,
        ]

    def columns(self) -> list[Any]:
        """The fields of the columns, for the page."""
        return [self[name] for name in self.fields if name.startswith(COLUMN)]

    def usual_fields(self) -> list[Any]:
        """The others."""
        return [self[name] for name in self.fields if not name.startswith(COLUMN)]

    def mapping(self) -> dict[str, str]:
        """What each column holds, by its heading."""
        said = self.cleaned_data
        return {
            heading: said.get(f"{COLUMN}{place}", "")
            for place, heading in enumerate(self.batch.header)
        }

    def usual(self) -> dict[str, str]:
        """What is usual, as the action takes it."""
        said = self.cleaned_data
        names = (columns.LANGUAGE, columns.CATEGORIES, columns.KIND, columns.RELATION)
        found = {name: said.get(name, "") for name in names}
        return {**found, columns.LETTERS: "yes" if said.get("letters") else ""}


def _examples(batch: NominationImport, place: int) -> str:
    cells = (row[1][place] for row in batch.rows if place < len(row[1]) and row[1][place])
    found = list(dict.fromkeys(" ".join(cell.split()) for cell in cells))[:EXAMPLES]
    # Hints are shown as markup: what stands in a file is none.
    return escape(" · ".join(Truncator(each).chars(60) for each in found))


class ExtensionForm(forms.Form):
    """Who may send later, until when, and why."""

    email = forms.CharField(
        label=_("Their e-mail address"),
        help_text=_("They sign in with it. Or the address on the form that you key in for them."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Give the e-mail address")},
    )
    day = forms.DateField(
        label=_("Until which day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d %m %Y"],
        error_messages={"required": _("Choose a day"), "invalid": _("Choose a day")},
    )
    hour = forms.TimeField(
        label=_("Until what time in Wales"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        input_formats=["%H:%M", "%H.%M"],
        error_messages={
            "required": _("Enter an hour"),
            "invalid": _("Enter an hour such as 17:00"),
        },
    )
    reason = forms.CharField(
        label=_("Reason, for the record"),
        help_text=_("Organisers and the scrutineer can read it. Write nothing about health."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write the reason")},
    )

    def clean(self) -> dict[str, Any]:
        """The day and the hour as one moment."""
        said = super().clean() or {}
        if "day" in said and "hour" in said:
            try:
                said["until"] = clock.from_london(datetime.combine(said["day"], said["hour"]))
            except ValueError as problem:
                raise ValidationError(
                    _("That hour does not exist: the clocks go forward that night.")
                ) from problem
        return said
