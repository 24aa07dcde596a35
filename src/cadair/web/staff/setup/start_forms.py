"""What somebody fills in who starts a season."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cadair.seasons.actions import NewAwards
from cadair.seasons.models import Season
from cadair.web.staff.setup.fields import SetupForm, line, number
from cadair.web.staff.setup.forms import BODIES


class CopyForm(SetupForm):
    """Which season is copied, and for which year."""

    source = forms.ChoiceField(
        label=_("From which season"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the season to start from.")},
    )
    year = number(_("For which year"), 2000, 2999)

    def __init__(self, data: Any = None, *, sources: list[Season]) -> None:
        next_year = max((season.year for season in sources), default=0) + 1
        first = sources[0].key if sources else ""
        super().__init__(data, initial={"year": next_year, "source": first})
        self.fields["source"].choices = [  # type: ignore[attr-defined]
            (season.key, str(season.name)) for season in sources
        ]


class FileForm(SetupForm):
    """A season file, as text."""

    content = forms.CharField(
        label=_("The season file"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false", "class": "code"}),
        error_messages={"required": _("Paste the season file.")},
    )


class AwardsForm(SetupForm):
    """New awards: their name, first year, who runs them."""

    pairs = {"name": _("Name of the awards")}
    required_pairs = frozenset({"name"})
    year = number(_("Year of the first season"), 2000, 2999)
    organiser = line(
        _("Who runs the awards"),
        help_text=_("The name of the organisation, as the public knows it. May be left empty."),
        widget=forms.TextInput(attrs=BODIES),
    )
    order = ("name", "year", "organiser")

    def awards(self) -> NewAwards:
        """What was written, as the action takes it."""
        data = self.cleaned_data
        return NewAwards(name=self.both("name"), year=data["year"], organiser=data["organiser"])
