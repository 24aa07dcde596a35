"""The pages of the form: what each asks, in the words of a person, and how its answer is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from django import forms
from django.core.validators import MaxLengthValidator
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import active_language
from cadair.foundation.welsh.text import clean, clean_line
from cadair.foundation.welsh.written import LONGEST_NAME, LONGEST_PASSAGE, LONGEST_TITLE
from cadair.mail.states import MailLanguage
from cadair.nominations.actions.filled_forms import MOST_ROWS
from cadair.nominations.models import Draft
from cadair.nominations.states import EntryKind, OrganisationRole, Relation
from cadair.seasons.states import CategoryGroup
from cadair.web.nominate.words import said

NO_NAMES: Final = _(
    "Do not name victims, witnesses, offenders, patients or children. Say who they are by "
    "their role, such as “a resident”."
)
TOO_LONG: Final = _("This is too long. Make it shorter: at most %(limit_value)s characters")


class Line(forms.CharField):
    """A line of text. Typing is never blocked: what is too long is said on going on."""

    def __init__(self, *, longest: int = LONGEST_NAME, **options: Any) -> None:
        super().__init__(**options)
        self.validators.append(MaxLengthValidator(longest, TOO_LONG))

    def to_python(self, value: Any) -> str:
        """The line as it would be stored."""
        return clean_line(str(value or ""))


class Passage(forms.CharField):
    """A text of several lines, with the number of words we suggest."""

    def __init__(self, *, words: int, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 12, "dir": "auto"}), **options)
        self.words = words
        self.validators.append(MaxLengthValidator(LONGEST_PASSAGE, TOO_LONG))

    def to_python(self, value: Any) -> str:
        """The text as it would be stored."""
        return clean(str(value or ""))


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer to be read over; `language` when it is in that of the nomination."""

    label: str
    answer: str
    language: str = ""


class PageForm(forms.Form):
    """One page. `values` is what is kept of it, checked or not."""

    written: ClassVar[Sequence[str]] = ()
    """Fields in the language of the nomination, whatever that of the page."""

    def __init__(self, data: QueryDict | None, *, draft: Draft, values: Mapping[str, Any]) -> None:
        self.draft = draft
        super().__init__(data, initial=self.before(values))
        for name in self.written:
            self.fields[name].widget.attrs["lang"] = draft.language

    def before(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """What the page shows when it is opened."""
        return dict(values)

    def typed(self) -> dict[str, Any]:
        """What was typed, as it is, checked or not."""
        return {
            name: field.widget.value_from_datadict(self.data, {}, name) or ""
            for name, field in self.fields.items()
        }

    def shown(self, values: Mapping[str, Any]) -> Iterator[Shown]:
        """Label and answer of each field, for reading over what is saved."""
        for name, field in self.fields.items():
            value = values.get(name, "")
            if isinstance(field, forms.ChoiceField):
                chosen = value if isinstance(value, list) else [value]
                value = "\n".join(self._named(name, chosen))
            language = self.draft.language if name in self.written else ""
            yield Shown(str(field.label), str(value), language)

    def _named(self, name: str, chosen: Sequence[str]) -> Iterator[str]:
        """The words of what was chosen in a field."""
        for key, words in self.fields[name].choices:  # type: ignore[attr-defined]
            if key in chosen:
                yield str(words)


class LanguageForm(PageForm):
    """In which language the nomination is written."""

    language = forms.ChoiceField(
        label=_("Language of your nomination"),
        help_text=_(
            "The panel reads both. Welsh is welcome, costs no time, and is never to your "
            "disadvantage. You can still read these pages in either language."
        ),
        choices=[("cy", "Cymraeg"), ("en", "English")],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose Welsh or English.")},
    )

    def before(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The language in which it was begun, until another is chosen."""
        return {"language": values.get("language") or self.draft.language}


class CategoriesForm(PageForm):
    """In which categories it stands."""

    categories = forms.MultipleChoiceField(
        label=_("Choose the category it fits best. You may choose several."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one category.")},
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        found = self.draft.season.categories.exclude(group=CategoryGroup.OVERALL)
        self.names = {
            each.key: (said(each.name), said(each.definition))
            for each in found.order_by(f"sort_{active_language()}")
        }
        self.fields["categories"].choices = [  # type: ignore[attr-defined]
            (key, format_html('<span>{}<span class="hint">{}</span></span>', *words))
            for key, words in self.names.items()
        ]

    def _named(self, name: str, chosen: Sequence[str]) -> Iterator[str]:
        del name
        return (name for key, (name, _definition) in self.names.items() if key in chosen)

    def shown(self, values: Mapping[str, Any]) -> Iterator[Shown]:
        """The names of the categories."""
        for each in super().shown(values):
            yield Shown(_now("Categories"), each.answer)


class EntryForm(PageForm):
    """What is put forward."""

    written = ("title", "place")
    title = Line(
        longest=LONGEST_TITLE,
        label=_("Title"),
        help_text=NO_NAMES,
        error_messages={"required": _("Give what you nominate a title.")},
    )
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[
            (EntryKind.PERSON, _("A person")),
            (EntryKind.TEAM, _("A team")),
            (EntryKind.PROJECT, _("A project or service")),
            (EntryKind.PARTNERSHIP, _("A partnership of organisations")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what you nominate: a person, a team, a project …")},
    )
    relation = forms.ChoiceField(
        label=_("Whose work is it?"),
        help_text=_("You may nominate your own work. Both are judged alike."),
        choices=[
            (Relation.SELF, _("My own, or my team’s")),
            (Relation.THIRD_PARTY, _("Somebody else’s")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether it is your own work.")},
    )
    place = Line(
        required=False,
        label=_("Where is it done? (optional)"),
        help_text=_("A town, a county, or “all of Wales”."),
    )


class SummaryForm(PageForm):
    """The work in short."""

    written = ("summary",)
    summary = Passage(
        words=150,
        label=_("What was done, for whom, and why does it deserve an award?"),
        help_text=NO_NAMES,
        error_messages={"required": _("Write the summary.")},
    )


class AnswerForm(PageForm):
    """The answer to a criterion."""

    written = ("answer",)
    answer = Passage(
        words=400,
        label=_("Your answer"),
        help_text=NO_NAMES,
        error_messages={"required": _("Write your answer.")},
    )


class YouForm(PageForm):
    """Who nominates."""

    name = Line(
        label=_("Your name"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Give your name.")},
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We write to it when your nomination has come in, and if there is a question."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Enter your e-mail address"),
            "invalid": _("Enter an e-mail address like name@example.org"),
        },
    )
    organisation = Line(
        required=False,
        label=_("Your organisation (optional)"),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    letters = forms.ChoiceField(
        label=_("What language should we use when we write to you?"),
        choices=MailLanguage.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a language, or both")},
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One row on the page: its fields, and whether there is something to remove."""

    number: int
    fields: Sequence[BoundField]
    is_filled: bool


class RowsForm(PageForm):
    """As many rows as are filled in, and an empty one; adding and removing are buttons."""

    _NAME: ClassVar = re.compile(r"name-(\d{1,2})")

    def __init__(self, data: QueryDict | None, *, draft: Draft, values: Mapping[str, Any]) -> None:
        self.draft = draft
        self.saved = _rows(values) if data is None else self._sent(data)
        super().__init__(data, draft=draft, values=values)
        shown = self.saved if data is not None and self.saved else [*self.saved, {}]
        for number, row in enumerate(shown[:MOST_ROWS]):
            for name, field in self.row_fields(number).items():
                self.fields[f"{name}-{number}"] = field
                if name in row:
                    self.initial[f"{name}-{number}"] = row[name]

    def _sent(self, data: QueryDict) -> list[dict[str, str]]:
        found = (self._NAME.fullmatch(key) for key in data)
        count = max((int(match[1]) for match in found if match), default=-1) + 1
        names = list(self.row_fields(0))
        return [
            {name: data.get(f"{name}-{number}", "") for name in names}
            for number in range(min(count, MOST_ROWS))
        ]

    def row_fields(self, number: int) -> dict[str, forms.Field]:
        """The fields of a row; the first is called `name`."""
        raise NotImplementedError

    def before(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Filled in row by row."""
        del values
        return {}

    @property
    def rows(self) -> list[Row]:
        """The rows as the page shows them."""
        names = list(self.row_fields(0))
        count = len(self.fields) // len(names)
        return [
            Row(
                number,
                [self[f"{name}-{number}"] for name in names],
                number < len(self.saved) and bool(self.saved[number].get("name")),
            )
            for number in range(count)
        ]

    def typed(self) -> dict[str, Any]:
        """The rows with a name in them."""
        return {"rows": [row for row in self.saved if clean_line(row["name"])]}

    def without(self, number: int) -> dict[str, Any]:
        """The rows but one."""
        kept = [row for each, row in enumerate(self.saved) if each != number]
        return {"rows": [row for row in kept if clean_line(row["name"])]}


class PeopleForm(RowsForm):
    """Who is nominated, by name or by role."""

    def row_fields(self, number: int) -> dict[str, forms.Field]:
        """A name or a role."""
        widget = forms.TextInput(attrs={"autocomplete": "off", "lang": self.draft.language})
        label = _now("Person %(number)s: name or role") % {"number": number + 1}
        return {"name": Line(required=False, label=label, widget=widget)}

    def shown(self, values: Mapping[str, Any]) -> Iterator[Shown]:
        """One line each."""
        names = "\n".join(row["name"] for row in _rows(values))
        yield Shown(_now("People"), names, self.draft.language)


class OrganisationsForm(RowsForm):
    """Which organisations are behind it, and what their part is."""

    ROLES: ClassVar[Mapping[str, Any]] = {
        OrganisationRole.LEAD: _("It leads the work"),
        OrganisationRole.PARTNER: _("It is a partner"),
    }

    def row_fields(self, number: int) -> dict[str, forms.Field]:
        """A name and a part."""
        widget = forms.TextInput(attrs={"autocomplete": "off", "list": "known-organisations"})
        label = _now("Organisation %(number)s: name") % {"number": number + 1}
        part = _now("Organisation %(number)s: its part") % {"number": number + 1}
        role = OrganisationRole.PARTNER if number else OrganisationRole.LEAD
        return {
            "name": Line(required=False, label=label, widget=widget),
            "role": forms.ChoiceField(
                label=part, choices=list(self.ROLES.items()), initial=role, required=False
            ),
        }

    def shown(self, values: Mapping[str, Any]) -> Iterator[Shown]:
        """One line each, with its part."""
        lines = [
            f"{row['name']} ({self.ROLES.get(row.get('role', ''), '')})" for row in _rows(values)
        ]
        yield Shown(_now("Organisations"), "\n".join(lines).replace(" ()", ""))


def _rows(values: Mapping[str, Any]) -> list[dict[str, str]]:
    rows = values.get("rows", [])
    return [row for row in rows if isinstance(row, dict) and row.get("name")]
