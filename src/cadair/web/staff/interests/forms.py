"""The forms of what a season asks of declarations, of lists of members, of substitutes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cadair.judging.actions import JudgeWords, NewSubstitute
from cadair.judging.models import Judge
from cadair.judging.states import AsideScope, EmployerTie
from cadair.seasons.models import Season

NEW = "new"


class RulesForm(forms.Form):
    """What a tie to the own body means, and how far one steps aside."""

    employer = forms.ChoiceField(
        label=_("If a judge’s own organisation is behind an entry"),
        choices=EmployerTie.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it means.")},
    )
    scope = forms.ChoiceField(
        label=_("From what a judge steps aside"),
        choices=AsideScope.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose from what a judge steps aside.")},
    )


class MembersForm(forms.Form):
    """Members of a body, one a line."""

    names = forms.CharField(
        label=_("Its members, one a line"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text=_(
            "In Welsh or in English. A name of the register is recognised in either language."
        ),
    )

    def listed(self) -> list[str]:
        """The names, without empty lines."""
        return [line.strip() for line in self.cleaned_data["names"].splitlines() if line.strip()]


class SubstituteForm(forms.Form):
    """Which entries, and who reads them: somebody who helps already, or somebody new."""

    entries = forms.MultipleChoiceField(
        label=_("Entries to read"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose the entries that the substitute is to read.")},
    )
    who = forms.ChoiceField(
        label=_("Who reads them"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who reads them.")},
    )
    name = forms.CharField(label=_("Name"), required=False)
    organisation = forms.CharField(
        label=_("Organisation"),
        required=False,
        help_text=_("For whom they read. It gets a seat on the panel where it has none."),
    )
    email = forms.EmailField(label=_("E-mail address"), required=False)
    reads_cy = forms.BooleanField(label=_("Reads Welsh"), required=False)
    reads_en = forms.BooleanField(label=_("Reads English"), required=False)

    def __init__(self, data: Any = None, *, season: Season, entries: list[tuple[str, str]]) -> None:
        super().__init__(data, initial={"who": NEW, "reads_en": True})
        self.fields["entries"].choices = entries  # type: ignore[attr-defined]
        self._known = {each.public_id: each for each in season.judges.filter(is_substitute=True)}
        known = [(key, each.name) for key, each in self._known.items()]
        self.fields["who"].choices = [*known, (NEW, _("Somebody new"))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Somebody new needs a name, a body and an address."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("who") == NEW:
            for name, problem in (
                ("name", _("Write the name of the substitute.")),
                ("organisation", _("Write for which organisation they read.")),
                ("email", _("Write the address to which we write.")),
            ):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, problem)
        return cleaned

    def substitute(self) -> Judge | NewSubstitute:
        """Who it is, as the action takes it."""
        cleaned = self.cleaned_data
        if cleaned["who"] != NEW:
            return self._known[cleaned["who"]]
        words = JudgeWords(
            organisation=cleaned["organisation"],
            name=cleaned["name"],
            reads_cy=cleaned["reads_cy"],
            reads_en=cleaned["reads_en"],
        )
        return NewSubstitute(words, cleaned["email"])
