"""The forms of this part of the desk: days to meet, papers, tables of marks."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cadair.foundation import clock
from cadair.judging.actions import Dates
from cadair.judging.models import Briefing, DatePoll
from cadair.web.staff.setup.fields import SetupForm, day, hour, in_london, initial_of, number

ROWS: Final = 4
SPARE: Final = 2
MOST_ROWS: Final = 20
USUAL_MINUTES: Final = 180


class DatesForm(SetupForm):
    """Times at which the panel could meet; a row that is empty is none."""

    pairs = {"place": _("Where"), "note": _("What else judges should know")}
    passages = {"note": 3}
    answer_by = day(_("Judges answer by"), is_required=True)

    def __init__(self, data: Any = None, *, poll: DatePoll | None) -> None:
        options = list(poll.options.all()) if poll else []
        super().__init__(data, initial=_before(poll))
        self.numbers = range(1, min(MOST_ROWS, max(ROWS, len(options) + SPARE)) + 1)
        for row in self.numbers:
            self.fields[f"day_{row}"] = day(format_lazy("{} {}", _("Day"), row))
            self.fields[f"hour_{row}"] = hour(format_lazy("{} {}", _("Begins at"), row))
            self.fields[f"minutes_{row}"] = number(
                format_lazy("{} {}", _("Minutes"), row), 1, 1440, required=False
            )

    def times(self) -> list[list[Any]]:
        """The rows as they stand on the page."""
        return [
            [self[f"{name}_{row}"] for name in ("day", "hour", "minutes")] for row in self.numbers
        ]

    def clean(self) -> dict[str, Any]:
        """A row has a day and an hour, or neither."""
        data = super().clean() or {}
        self.options: list[tuple[datetime, int]] = []
        for row in self.numbers:
            on, at = data.get(f"day_{row}"), data.get(f"hour_{row}")
            if (on is None) is not (at is None):
                missing = f"hour_{row}" if at is None else f"day_{row}"
                if missing not in self.errors:
                    self.add_error(missing, ValidationError(_("Give a day and an hour.")))
            elif on is not None and isinstance(at, time):
                minutes = data.get(f"minutes_{row}") or USUAL_MINUTES
                try:
                    self.options.append((in_london(on, at), minutes))
                except ValidationError as error:
                    self.add_error(f"hour_{row}", error)
        return data

    def dates(self) -> Dates:
        """What was typed, as the action takes it."""
        return Dates(
            options=self.options,
            answer_by=self.cleaned_data["answer_by"],
            place=self.both("place"),
            note=self.both("note"),
        )


def _before(poll: DatePoll | None) -> dict[str, Any]:
    if poll is None:
        return {}
    found: dict[str, Any] = {
        **initial_of("place", poll.place),
        **initial_of("note", poll.note),
        "answer_by": poll.answer_by,
    }
    for row, option in enumerate(poll.options.all(), start=1):
        here = clock.to_london(option.at)
        found[f"day_{row}"], found[f"hour_{row}"] = here.date(), here.time()
        found[f"minutes_{row}"] = option.minutes
    return found


class PaperForm(SetupForm):
    """Something for the panel to read."""

    pairs = {"title": _("Title"), "text": _("Text")}
    passages = {"text": 8}
    required_pairs = frozenset({"title"})
    order = ("title", "text", "file", "drops_file")
    file = forms.FileField(
        label=_("A file"),
        required=False,
        allow_empty_file=True,
        help_text=_(
            "PDF, Word or picture, at most 20 MB. It is checked before judges can read it."
        ),
    )
    drops_file = forms.BooleanField(label=_("Take the file away"), required=False)

    def __init__(self, data: Any = None, files: Any = None, *, paper: Briefing | None) -> None:
        initial = (
            {**initial_of("title", paper.title), **initial_of("text", paper.text)} if paper else {}
        )
        super().__init__(data, files=files, initial=initial)
        if paper is None or paper.file is None:
            del self.fields["drops_file"]


class TableForm(forms.Form):
    """A table of marks that was filled in."""

    file = forms.FileField(
        label=_("The table, filled in"),
        help_text=_("The table of this page as CSV (UTF-8), with marks in it."),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt"}),
    )
