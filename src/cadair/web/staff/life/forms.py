"""What organisers fill in while a season runs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cadair.foundation import clock
from cadair.foundation.bilingual import LANGUAGES, BilingualText
from cadair.people.models import Account
from cadair.seasons.actions import NewDate, Told
from cadair.seasons.models import PlanStep, Season
from cadair.seasons.passages import Passage
from cadair.seasons.states import CategoryGroup, SeasonRole
from cadair.web.staff.life.people import organisers_of


def _lines(language: str, rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"lang": language, "rows": rows, "spellcheck": "true"})


def _line(language: str) -> forms.TextInput:
    return forms.TextInput(attrs={"lang": language, "spellcheck": "true"})


def _day_field(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={
            "required": _("Enter a date"),
            "invalid": _("Enter a date such as 2/10/2026"),
        },
        **options,
    )


def _hour_field(label: Any, **options: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        input_formats=["%H:%M", "%H.%M"],
        error_messages={
            "required": _("Enter an hour"),
            "invalid": _("Enter an hour such as 17:00"),
        },
        **options,
    )


def _moment(day: Any, hour: Any) -> datetime:
    """A day and an hour in Wales as a moment.

    Raises:
        ValidationError: the clocks skip that hour.
    """
    try:
        return clock.from_london(datetime.combine(day, hour))
    except ValueError as problem:
        raise ValidationError(
            _("That hour does not exist: the clocks go forward that night.")
        ) from problem


class ToldForm(forms.Form):
    """Why, for the record; and what the public is told, in both languages."""

    note_cy = forms.CharField(
        label=_("What the public reads, in Welsh"),
        widget=_lines("cy"),
        error_messages={"required": _("Write what the public reads, in Welsh")},
    )
    note_en = forms.CharField(
        label=_("What the public reads, in English"),
        widget=_lines("en"),
        error_messages={"required": _("Write what the public reads, in English")},
    )
    reason = forms.CharField(
        label=_("Reason, for the record"),
        help_text=_("Organisers and the scrutineer can read it. Write no names."),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write the reason")},
    )

    def told(self) -> Told:
        """What was written, as the actions take it."""
        data = self.cleaned_data
        return Told(data["reason"], BilingualText(cy=data["note_cy"], en=data["note_en"]))


class DeadlineForm(ToldForm):
    """A later closing time."""

    field_order = ("day", "hour")
    day = _day_field(_("New closing day"))
    hour = _hour_field(_("Hour"), help_text=_("In the time of Wales, on the 24-hour clock."))

    def clean(self) -> dict[str, Any]:
        """Make one moment of day and hour."""
        data = super().clean() or {}
        if data.get("day") and data.get("hour"):
            data["at"] = _moment(data["day"], data["hour"])
        return data


class CeremonyForm(ToldForm):
    """Another day for the ceremony, or words while none is known."""

    field_order = ("day", "hour", "words_cy", "words_en")
    day = _day_field(_("New day"), required=False, help_text=_("Leave empty while none is known."))
    hour = _hour_field(_("Hour"), required=False, help_text=_("Leave empty while none is known."))
    words_cy = forms.CharField(
        label=_("When no day is known: in words, in Welsh"),
        required=False,
        max_length=100,
        widget=_line("cy"),
    )
    words_en = forms.CharField(
        label=_("When no day is known: in words, in English"),
        required=False,
        max_length=100,
        widget=_line("en"),
    )

    def clean(self) -> dict[str, Any]:
        """Take the day with its hour, the day alone, or the words of both languages."""
        data = super().clean() or {}
        if self.errors:
            return data
        day, hour = data.get("day"), data.get("hour")
        words = BilingualText(cy=data.get("words_cy", ""), en=data.get("words_en", ""))
        if day:
            data["to"] = NewDate(at=_moment(day, hour)) if hour else NewDate(on=day)
        elif words.is_complete:
            data["to"] = NewDate(words=words)
        else:
            raise ValidationError(_("Enter the new day, or say in both languages when it will be."))
        return data


class _CategoryField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Names a category in the reader’s language."""

    def label_from_instance(self, obj: Any) -> str:
        """The name."""
        return str(obj.name)


class MergeForm(ToldForm):
    """Which category goes into which."""

    def __init__(self, *args: Any, season: Season, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        entered = season.categories.exclude(group=CategoryGroup.OVERALL)
        for name, label, missing in (
            ("source", _("Category that goes"), _("Choose the category that goes")),
            (
                "target",
                _("Category that takes its entries"),
                _("Choose the category that takes its entries"),
            ),
        ):
            self.fields[name] = _CategoryField(
                label=label,
                queryset=entered,
                to_field_name="key",
                error_messages={"required": missing, "invalid_choice": missing},
            )
        self.order_fields(["source", "target"])


class WordingForm(ToldForm):
    """Another wording of one text, in both languages."""

    field_order = ("text_cy", "text_en")
    text_cy = forms.CharField(label=_("Wording in Welsh"), widget=_lines("cy", rows=8))
    text_en = forms.CharField(label=_("Wording in English"), widget=_lines("en", rows=8))

    def __init__(self, *args: Any, passage: Passage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.passage = passage
        for language in LANGUAGES:
            self.fields[f"text_{language}"].initial = passage.text.as_dict()[language]

    def text(self) -> BilingualText:
        """The new wording."""
        return BilingualText(cy=self.cleaned_data["text_cy"], en=self.cleaned_data["text_en"])


class _Owned(forms.Form):
    """Has an owner among the organisers of the season."""

    def __init__(self, *args: Any, season: Season, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisers = {account.public_id: account for account in organisers_of(season)}
        names = [(key, who.name or who.email) for key, who in self.organisers.items()]
        self.fields["owner"] = forms.ChoiceField(
            label=_("Who does it"), required=False, choices=[("", _("Nobody yet")), *names]
        )

    def owner_account(self) -> Account | None:
        """Who was chosen."""
        return self.organisers.get(self.cleaned_data["owner"])


class PlanForm(_Owned):
    """Who owns every step to begin with."""


class NewStepForm(_Owned):
    """A step of one’s own."""

    field_order = ("title_cy", "title_en", "due_date", "owner")
    title_cy = forms.CharField(
        label=_("What is to be done, in Welsh"),
        max_length=200,
        widget=_line("cy"),
        error_messages={"required": _("Write what is to be done, in Welsh")},
    )
    title_en = forms.CharField(
        label=_("What is to be done, in English"),
        max_length=200,
        widget=_line("en"),
        error_messages={"required": _("Write what is to be done, in English")},
    )
    due_date = _day_field(_("By when"))

    def title(self) -> BilingualText:
        """The words of the step."""
        return BilingualText(cy=self.cleaned_data["title_cy"], en=self.cleaned_data["title_en"])


class StepForm(NewStepForm):
    """A step of the plan; the words of a usual one are fixed."""

    def __init__(self, *args: Any, step: PlanStep, **kwargs: Any) -> None:
        initial = {
            "title_cy": step.title.cy,
            "title_en": step.title.en,
            "due_date": step.due_date,
            "owner": step.owner.public_id if step.owner else "",
        }
        super().__init__(*args, initial=initial, **kwargs)
        if step.key:
            del self.fields["title_cy"], self.fields["title_en"]


class InviteForm(forms.Form):
    """Whom to invite, and to what."""

    name = forms.CharField(
        label=_("Name"), max_length=200, error_messages={"required": _("Enter a name")}
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        error_messages={
            "required": _("Enter an e-mail address like name@example.org"),
            "invalid": _("Enter an e-mail address like name@example.org"),
        },
    )
    role = forms.ChoiceField(
        label=_("Part in the season"),
        choices=SeasonRole.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a part")},
    )
