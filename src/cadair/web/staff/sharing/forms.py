"""The forms of sharing out: what is wished for, who reads one entry, why names are shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from cadair.judging.models import Judge
from cadair.judging.sharing import Wishes

MOST_ENTRIES = 100_000
_WHOLE = {
    "invalid": _("Write a whole number."),
    "min_value": _("Write nought or more."),
    "max_value": _("Write a smaller number."),
}


class WishesForm(forms.Form):
    """What a plan keeps to. Of each judge the least, the most, and whether they leave."""

    welsh_reader = forms.BooleanField(
        label=_("One reader of Welsh for each entry that is written in Welsh"), required=False
    )
    one_of_a_body = forms.BooleanField(
        label=_("Never two judges of one organisation on one entry"), required=False
    )
    is_fair = forms.BooleanField(
        label=_("Serve the entry with the least suitable readers better"),
        required=False,
        help_text=_("The others are then served a little less well. Not used when filling gaps."),
    )
    seed = forms.IntegerField(
        label=_("Choice among equally good plans"),
        min_value=0,
        max_value=2**31 - 1,
        error_messages={**_WHOLE, "required": _("Write a number, or leave 0.")},
        help_text=_("Each number takes another one. The same number always gives the same plan."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 10}),
    )

    def __init__(self, *args: Any, judges: Sequence[Judge], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.judges = judges
        for judge in judges:
            key, name = judge.public_id, {"name": judge.name}
            self.fields[f"least_{key}"] = _number(_("At least: %(name)s") % name)
            self.fields[f"most_{key}"] = _number(_("At most: %(name)s") % name)
            self.fields[f"leaving_{key}"] = forms.BooleanField(
                label=_("Takes nothing more: %(name)s") % name, required=False
            )

    def of_judge(self, judge: Judge) -> tuple[BoundField, BoundField, BoundField]:
        """The fields of one judge, in the order of the table."""
        key = judge.public_id
        return self[f"least_{key}"], self[f"most_{key}"], self[f"leaving_{key}"]

    def wishes(self, per_entry: int, usual: tuple[int, int]) -> Wishes:
        """As the action takes them; a number left out is the usual one."""
        given = self.cleaned_data
        loads: dict[str, tuple[int, int]] = {}
        for judge in self.judges:
            least, most = (given[f"{which}_{judge.public_id}"] for which in ("least", "most"))
            if least is not None or most is not None:
                low = usual[0] if least is None else least
                high = usual[1] if most is None else most
                # One number alone is meant: the usual other one gives way.
                low = min(low, high) if least is None else low
                loads[judge.public_id] = (low, max(low, high) if most is None else high)
        leaving = [each for each in self.judges if given[f"leaving_{each.public_id}"]]
        return Wishes(
            per_entry,
            loads=loads,
            leaving=tuple(judge.public_id for judge in leaving),
            welsh_reader=given["welsh_reader"],
            one_of_a_body=given["one_of_a_body"],
            is_fair=given["is_fair"],
        )


def _number(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=MOST_ENTRIES,
        error_messages=_WHOLE,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 6, "size": 4}),
    )


def wished(wishes: Wishes, seed: int) -> dict[str, Any]:
    """What was wished for last, to begin the form with."""
    found: dict[str, Any] = {
        "welsh_reader": wishes.welsh_reader,
        "one_of_a_body": wishes.one_of_a_body,
        "is_fair": wishes.is_fair,
        "seed": seed,
    }
    for key, (least, most) in wishes.loads.items():
        found |= {f"least_{key}": least, f"most_{key}": most}
    return found | {f"leaving_{key}": True for key in wishes.leaving}


class ReadersForm(forms.Form):
    """Who reads one entry."""

    def __init__(self, *args: Any, choices: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["judges"] = forms.MultipleChoiceField(
            label=_("Who reads this entry"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            choices=list(choices),
        )


class ShowNamesForm(forms.Form):
    """Why names are shown before judges have locked."""

    reason = forms.CharField(
        label=_("Why the names are shown early"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Say why the names are shown before judges have locked."),
            "max_length": _("Say it in fewer words."),
        },
        help_text=_("It stands in the record of actions, and cannot be taken back."),
    )
