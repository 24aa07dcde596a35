"""When the results become public: the choices, and their form."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cadair.foundation import clock
from cadair.seasons.models import Season

MORNING: Final = time(9)
MORNING_AFTER: Final = "morning"
AT: Final = "at"
NOW: Final = "now"
LATER: Final = "later"


def morning_after(season: Season) -> datetime | None:
    """Nine o’clock in Wales on the day after the ceremony; None: there is no such day to come."""
    if season.is_ceremony_cancelled:
        return None
    ceremony = season.moments.filter(key="ceremony").first()
    if ceremony is None:
        return None
    day = clock.to_london(ceremony.at).date() if ceremony.at else ceremony.on_date
    if day is None:
        return None
    moment = clock.from_london(datetime.combine(day + timedelta(days=1), MORNING))
    return moment if moment > clock.now() else None


class MomentForm(forms.Form):
    """A day and an hour in Wales."""

    day = forms.DateField(
        label=_("Day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={"invalid": _("Enter a date such as 2/10/2026")},
    )
    hour = forms.TimeField(
        label=_("Hour"),
        required=False,
        help_text=_("In the time of Wales, on the 24-hour clock."),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        input_formats=["%H:%M", "%H.%M"],
        error_messages={"invalid": _("Enter an hour such as 17:00")},
    )

    def moment(self) -> datetime:
        """The moment that was entered.

        Raises:
            ValidationError: day or hour is missing, or the clocks skip that hour.
        """
        day, hour = self.cleaned_data.get("day"), self.cleaned_data.get("hour")
        if not day or not hour:
            raise ValidationError(_("Enter a day and an hour."))
        try:
            return clock.from_london(datetime.combine(day, hour))
        except ValueError as problem:
            raise ValidationError(
                _("That hour does not exist: the clocks go forward that night.")
            ) from problem


class AtForm(MomentForm):
    """A day and an hour, both asked for."""

    def clean(self) -> dict[str, Any]:
        """Make one moment of the two."""
        data = super().clean() or {}
        if not self.errors:
            data["at"] = self.moment()
        return data


class AskForm(MomentForm):
    """When the results become public, approved together with them."""

    field_order = ("when", "day", "hour")
    when = forms.ChoiceField(
        label=_("When do the results become public?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose when the results become public"),
            "invalid_choice": _("Choose when the results become public"),
        },
    )

    def __init__(self, *args: Any, season: Season, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.morning = morning_after(season)
        choices = [
            (AT, _("At another minute")),
            (NOW, _("As soon as they are confirmed")),
            (LATER, _("Decide that later")),
        ]
        if self.morning:
            choices.insert(0, (MORNING_AFTER, _("The morning after the ceremony, at 9:00")))
        field = self.fields["when"]
        field.choices = choices  # type: ignore[attr-defined]
        field.initial = choices[0][0]

    def clean(self) -> dict[str, Any]:
        """Make the choice a moment; None is: later."""
        data = super().clean() or {}
        if not self.errors:
            data["release_at"] = self._chosen(data["when"])
        return data

    def _chosen(self, when: str) -> datetime | None:
        if when == MORNING_AFTER:
            return self.morning
        if when == NOW:
            return clock.now()
        return self.moment() if when == AT else None
