"""What organisers fill in about rounds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import BilingualText
from cadair.judging.models import Judge
from cadair.judging.round_plans import MOST_WEIGHT, Preset, RoundPlan
from cadair.judging.round_states import AdvanceRule, RoundMethod
from cadair.seasons.actions.noting import Told
from cadair.seasons.models import Category
from cadair.web.staff.setup.fields import SetupForm, day, initial_of, number

PRESET_NAMES = {
    Preset.ALL_READ_ALL: _("All read all"),
    Preset.THREE_EACH: _("Three readers each, then all read the front-runners"),
    Preset.STAFF_SIFT: _("Staff sift first, then all read what is left"),
    Preset.LIVE_FINAL: _("All read all, then an interview or live final"),
    Preset.BALLOT: _("All read all, then a ranked ballot on the front-runners"),
}


MORE = ("by_staff", "hides_names", "weight", "opens_on", "closes_on")


class ToldForm(forms.Form):
    """Why, and what the public is told: asked once the rules are published."""

    note_cy = forms.CharField(
        label=_("What the public reads, in Welsh"),
        widget=forms.Textarea(attrs={"lang": "cy", "rows": 2, "spellcheck": "true"}),
        error_messages={"required": _("Write what the public reads, in Welsh")},
    )
    note_en = forms.CharField(
        label=_("What the public reads, in English"),
        widget=forms.Textarea(attrs={"lang": "en", "rows": 2, "spellcheck": "true"}),
        error_messages={"required": _("Write what the public reads, in English")},
    )
    reason = forms.CharField(
        label=_("Reason, for the record"),
        help_text=_("Organisers and the scrutineer can read it. Write no names."),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write the reason")},
    )

    def told(self) -> Told:
        """What was written, as the action takes it."""
        data = self.cleaned_data
        return Told(data["reason"], BilingualText(cy=data["note_cy"], en=data["note_en"]))


class PresetForm(forms.Form):
    """A ready-made way, and for which categories."""

    preset = forms.ChoiceField(
        label=_("How they are judged"),
        choices=[(preset.value, name) for preset, name in PRESET_NAMES.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how they are judged.")},
    )
    categories = forms.MultipleChoiceField(
        label=_("For these categories"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one category.")},
    )

    def __init__(self, data: QueryDict | None, *, categories: Iterable[Category]) -> None:
        known = {each.key: each for each in categories}
        super().__init__(data, initial={"categories": list(known)})
        self._known = known
        self.fields["categories"].choices = [  # type: ignore[attr-defined]
            (key, each.name) for key, each in known.items()
        ]

    def chosen(self) -> list[Category]:
        """The categories that were ticked."""
        return [self._known[key] for key in self.cleaned_data["categories"]]


class RoundForm(SetupForm):
    """One round of a category."""

    pairs = {"name": _("Name of the round")}
    order = (
        "method", "name", "readers", "by_staff", "hides_names",
        "advance", "advance_value", "weight", "opens_on", "closes_on", "is_removed", "key",
    )  # fmt: skip

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    method = forms.ChoiceField(
        label=_("How entries are judged in it"),
        choices=RoundMethod.choices,
        error_messages={"required": _("Choose how entries are judged.")},
    )
    readers = number(
        _("Judges who read each entry"),
        1,
        100,
        required=False,
        help_text=_("Leave it empty where every judge of the round reads everything."),
    )
    by_staff = forms.BooleanField(label=_("Organisers sift, not judges"), required=False)
    hides_names = forms.BooleanField(
        label=_("Judges see no names until they have locked"), required=False
    )
    advance = forms.ChoiceField(
        label=_("Which entries go on to the next round"),
        choices=AdvanceRule.choices,
        help_text=_("From the last round nothing goes on: choose “all of them”. Equals go on "
                    "together."),
    )  # fmt: skip
    advance_value = forms.DecimalField(
        label=_("How many, or how many points"),
        required=False,
        max_digits=6,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}),
        error_messages={"invalid": _("How many, or how many points: write a number")},
    )
    weight = number(
        _("Weight of its points"),
        0,
        MOST_WEIGHT,
        required=False,
        help_text=_("Beside the other rounds that give points. 1 for all: they count the same."),
    )
    opens_on = day(_("Begins on"))
    closes_on = day(_("Ends on"))
    is_removed = forms.BooleanField(label=_("Remove this round"), required=False)

    def simple(self) -> list[BoundField]:
        """What every round needs to say."""
        return [self[name] for name in ("method", "readers", "advance", "advance_value")]

    def more(self) -> list[BoundField]:
        """What most rounds leave as it is."""
        return [self[name] for name in MORE]

    def has_more(self) -> bool:
        """Whether something of that was changed, or is wrong."""
        usual = ("", None, False, "1", 1)
        return any(
            self[name].errors or self[name].value() not in usual
            for name in (*MORE, "name_cy", "name_en")
        )

    def plan(self, known: set[str]) -> RoundPlan:
        """What was filled in; a new round gets a key of its own."""
        data = self.cleaned_data
        key = data["key"] or _free_key(data["method"], known)
        known.add(key)
        return RoundPlan(
            key=key,
            method=RoundMethod(data["method"]),
            name=self.both("name"),
            readers=data["readers"],
            by_staff=data["by_staff"],
            hides_names=data["hides_names"],
            weight=1 if data["weight"] is None else data["weight"],
            advance=AdvanceRule(data["advance"]),
            advance_value=data["advance_value"],
            opens_on=data["opens_on"],
            closes_on=data["closes_on"],
        )


def _free_key(method: str, known: set[str]) -> str:
    numbers = (f"{method}-{number}" for number in range(2, 100))
    return next(key for key in (method, *numbers) if key not in known)


def initial_round(plan: RoundPlan) -> dict[str, Any]:
    """What the form of a round begins with."""
    value = plan.advance_value
    return {
        "key": plan.key,
        "method": RoundMethod(plan.method).value,
        **initial_of("name", plan.name),
        "readers": plan.readers,
        "by_staff": plan.by_staff,
        "hides_names": plan.hides_names,
        "advance": AdvanceRule(plan.advance).value,
        "advance_value": f"{value.normalize():f}" if value is not None else None,
        "weight": plan.weight,
        "opens_on": plan.opens_on,
        "closes_on": plan.closes_on,
    }


class JudgesForm(forms.Form):
    """Who judges in a round."""

    judges = forms.MultipleChoiceField(
        label=_("Judges of this round"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nobody ticked: the whole panel."),
    )

    def __init__(self, data: QueryDict | None, *, judges: Iterable[Judge], named: set[str]) -> None:
        self._known = {each.public_id: each for each in judges}
        super().__init__(data, initial={"judges": sorted(named)})
        self.fields["judges"].choices = [  # type: ignore[attr-defined]
            (key, each.name) for key, each in self._known.items()
        ]

    def chosen(self) -> list[Judge]:
        """Those who were ticked."""
        return [self._known[key] for key in self.cleaned_data["judges"]]
