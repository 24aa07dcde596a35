"""Pages with rows: people, organisations. As many as are filled in, and an empty one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cadair.foundation.welsh.text import clean_line
from cadair.nominations.actions.filled_forms import OWN_WORDS
from cadair.nominations.answers import MOST_ROWS
from cadair.nominations.models import Draft
from cadair.nominations.states import OrganisationRole
from cadair.seasons.questions import Asked
from cadair.web.nominate.forms import NO_NAMES, Line, PageForm, Shown
from cadair.web.nominate.matching import Known, Register
from cadair.web.nominate.words import said


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
        self.most = getattr(self, "most", MOST_ROWS)
        self.saved = _rows(values) if data is None else self._sent(data)
        super().__init__(data, draft=draft, values=values)
        shown = self.saved if data is not None and self.saved else [*self.saved, {}]
        for number, row in enumerate(shown[: max(self.most, len(self.saved))]):
            for name, field in self.row_fields(number).items():
                self.fields[f"{name}-{number}"] = field
                if name in row:
                    self.initial[f"{name}-{number}"] = row[name]

    def _sent(self, data: QueryDict) -> list[dict[str, str]]:
        found = (self._NAME.fullmatch(key) for key in data)
        count = max((int(match[1]) for match in found if match), default=-1) + 1
        names = [*self.row_fields(0), *self.more_names()]
        return [
            {
                name: data.get(f"{name}-{number}", "")
                for name in names
                if name == "name" or f"{name}-{number}" in data
            }
            for number in range(min(count, MOST_ROWS))
        ]

    def more_names(self) -> Sequence[str]:
        """Names of fields that a row has only now and then."""
        return ()

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
        names = [*self.row_fields(0), *self.more_names()]
        count = sum(name.startswith("name-") for name in self.fields)
        return [
            Row(
                number,
                [self[f"{name}-{number}"] for name in names if f"{name}-{number}" in self.fields],
                number < len(self.saved) and bool(self.saved[number].get("name")),
            )
            for number in range(count)
        ]

    @property
    def has_room(self) -> bool:
        """Whether another row may be added."""
        return len(self.saved) < self.most

    def typed(self) -> dict[str, Any]:
        """The rows with a name in them."""
        return {"rows": [row for row in self.saved if clean_line(row["name"])]}

    def without(self, number: int) -> dict[str, Any]:
        """The rows but one."""
        kept = [row for each, row in enumerate(self.saved) if each != number]
        return {"rows": [row for row in kept if clean_line(row["name"])]}


AGES: Final = (
    ("unknown", _("I do not know")),
    ("adult", _("18 or over")),
    ("16-17", _("16 or 17")),
    ("under-16", _("Under 16")),
)


ADDRESS_HINT: Final = _(
    "Whoever is nominated is told, so that they can correct something or decline. For somebody "
    "under 16 give the address of a parent or carer."
)
AGE_HINT: Final = _("We write to young people differently.")


class PeopleForm(RowsForm):
    """Who is nominated, by name or by role, and where they can be told."""

    def row_fields(self, number: int) -> dict[str, forms.Field]:
        """A name or a role; an address; an age."""
        quiet = {"autocomplete": "off"}
        widget = forms.TextInput(attrs={**quiet, "lang": self.draft.language})
        address = forms.EmailInput(attrs={**quiet, "spellcheck": "false"})
        which = {"number": number + 1}
        return {
            "name": Line(
                required=False, label=_now("Person %(number)s: name or role") % which, widget=widget
            ),
            "email": forms.EmailField(
                required=False,
                label=_now("Person %(number)s: e-mail address, if you know it") % which,
                help_text="" if number else ADDRESS_HINT,
                widget=address,
                error_messages={"invalid": _("Enter an e-mail address like name@example.org")},
            ),
            "age_band": forms.ChoiceField(
                required=False,
                label=_now("Person %(number)s: age") % which,
                help_text="" if number else AGE_HINT,
                choices=AGES,
            ),
        }

    def shown(self, values: Mapping[str, Any]) -> Iterator[Shown]:
        """One line each."""
        ages = {key: str(words) for key, words in AGES if key != "unknown"}
        lines = []
        for row in _rows(values):
            more = [row.get("email", ""), ages.get(row.get("age_band", ""), "")]
            lines.append(" · ".join(each for each in (row["name"], *more) if each))
        yield Shown(_now("People"), "\n".join(lines), self.draft.language)


class OrganisationsForm(RowsForm):
    """Which organisations are behind it, and what their part is.

    Going on with a name that is much like one of the register asks once which is meant.
    """

    ROLES: ClassVar[Mapping[str, Any]] = {
        OrganisationRole.LEAD: _("It leads the work"),
        OrganisationRole.PARTNER: _("It is a partner"),
    }

    def __init__(self, data: QueryDict | None, *, draft: Draft, values: Mapping[str, Any]) -> None:
        super().__init__(data, draft=draft, values=values)
        if data is None or "continue" in data:
            self._ask_which(is_sent=data is not None)

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

    def more_names(self) -> Sequence[str]:
        """What a row may have besides."""
        return ("known",)

    def _ask_which(self, *, is_sent: bool) -> None:
        """Beside a name that is much like others: which of them is meant?"""
        register: Register | None = None
        for number, row in enumerate(self.saved[:MOST_ROWS]):
            name, known = clean_line(row.get("name", "")), row.get("known", "")
            if not name or not (known or is_sent):
                continue
            register = register or Register.read()
            alike = register.alike(name)
            if alike and not register.has(name):
                self.fields[f"known-{number}"] = _which(name, alike)
                self.initial[f"known-{number}"] = known

    def shown(self, values: Mapping[str, Any]) -> Iterator[Shown]:
        """One line each, with its part."""
        lines = [
            f"{row['name']} ({self.ROLES.get(row.get('role', ''), '')})" for row in _rows(values)
        ]
        yield Shown(_now("Organisations"), "\n".join(lines).replace(" ()", ""))


def _which(name: str, alike: Sequence[Known]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Did you mean one of these?"),
        choices=[
            *((each.public_id, each.both_names) for each in alike),
            (OWN_WORDS, _("None of these. Keep what I typed: %(name)s") % {"name": name}),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Say which organisation you mean: %(name)s") % {"name": name}
        },
    )


class NamedRowsForm(RowsForm):
    """The answer to a question that asks for people or for organisations: names, row by row."""

    def __init__(
        self,
        data: QueryDict | None,
        *,
        draft: Draft,
        values: Mapping[str, Any],
        asked: Asked,
        is_body: bool,
    ) -> None:
        self.asked, self.is_body = asked, is_body
        self.most = min(asked.most or MOST_ROWS, MOST_ROWS)
        super().__init__(data, draft=draft, values=values)
        self.fields["name-0"].required = asked.is_required
        self.fields["name-0"].error_messages["required"] = _("Give a name.")

    def row_fields(self, number: int) -> dict[str, forms.Field]:
        """A name."""
        attrs = {"autocomplete": "off"}
        if self.is_body:
            attrs["list"] = "known-organisations"
        label = _now("Name %(number)s") % {"number": number + 1} if self.most > 1 else _now("Name")
        words = (said(self.asked.help), "" if self.is_body else str(NO_NAMES))
        hint = " ".join(each for each in words if each) if number == 0 else ""
        widget = forms.TextInput(attrs=attrs)
        return {"name": Line(required=False, label=label, help_text=hint, widget=widget)}

    def shown(self, values: Mapping[str, Any]) -> Iterator[Shown]:
        """One line each."""
        names = "\n".join(row["name"] for row in _rows(values))
        yield Shown(_now("Your answer"), names)


def _rows(values: Mapping[str, Any]) -> list[dict[str, str]]:
    rows = values.get("rows", [])
    return [row for row in rows if isinstance(row, dict) and row.get("name")]
