"""The forms of a season’s names, dates, texts, documents and evening."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cadair.foundation import clock
from cadair.foundation.bilingual import BilingualText
from cadair.seasons.actions import NewDate
from cadair.seasons.models import CeremonyFacts, Season, SeasonPaper
from cadair.seasons.rulebook import MOMENT_NAMES
from cadair.seasons.states import Preset
from cadair.seasons.validators import MOMENTS
from cadair.web.staff.setup.fields import SetupForm, day, hour, in_london, initial_of, line, number

BODIES = {"list": "bodies", "autocomplete": "off"}


class NamesForm(SetupForm):
    """What the season and the awards are called, and who runs them."""

    pairs = {
        "season": _("Name of the season"),
        "programme": _("Name of the awards"),
        "tagline": _("One sentence about them"),
    }
    required_pairs = frozenset({"season", "programme"})
    order = ("season", "programme", "tagline", "organiser")
    organiser = line(
        _("Who runs the awards"),
        help_text=_("The name of the organisation, as the public knows it. May be left empty."),
        widget=forms.TextInput(attrs=BODIES),
    )

    @staticmethod
    def before(season: Season) -> dict[str, Any]:
        """What is stored."""
        programme = season.programme
        return {
            **initial_of("season", season.name),
            **initial_of("programme", programme.name),
            **initial_of("tagline", programme.tagline),
            "organiser": programme.organiser.name if programme.organiser else "",
        }


class DatesForm(SetupForm):
    """Every date of the season: a day, an hour; or words while no day is known."""

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        for key in MOMENTS:
            self.fields[f"{key}_day"] = day(_("Day"))
            self.fields[f"{key}_hour"] = hour(_("Hour"))
            self.add_pair(f"{key}_words", _("No day yet: in words"))

    @staticmethod
    def before(season: Season) -> dict[str, Any]:
        """What is stored."""
        found: dict[str, Any] = {}
        for moment in season.moments.all():
            wall = clock.to_london(moment.at) if moment.at else None
            found[f"{moment.key}_day"] = wall.date() if wall else moment.on_date
            found[f"{moment.key}_hour"] = _clock_face(wall) if wall else None
            found |= initial_of(f"{moment.key}_words", moment.text)
        return found

    def clean(self) -> dict[str, Any]:
        """Make a date of each, and say of which one something is wrong."""
        data = super().clean() or {}
        for key in MOMENTS:
            on, at = data.get(f"{key}_day"), data.get(f"{key}_hour")
            if at and not on and f"{key}_day" not in self.errors:
                self.add_error(
                    f"{key}_day",
                    format_lazy("{}: {}", MOMENT_NAMES[key], _("an hour needs a day")),
                )
            try:
                moment = in_london(on, at) if on and at else None
            except ValidationError as error:
                self.add_error(f"{key}_hour", error)
                continue
            data[key] = self._date(key, on, moment)
        return data

    def _date(self, key: str, on: Any, moment: Any) -> NewDate | None:
        words = self.both(f"{key}_words")
        if on is None:
            return NewDate(words=words) if words else None
        return NewDate(at=moment) if moment else NewDate(on=on)

    def dates(self) -> Mapping[str, NewDate | None]:
        """The dates as the action takes them."""
        return {key: self.cleaned_data[key] for key in MOMENTS}

    def groups(self) -> list[dict[str, Any]]:
        """The fields date by date."""
        return [
            {
                "key": key,
                "name": MOMENT_NAMES[key],
                "hint": MOMENT_HINTS[key],
                "exact": [self[f"{key}_day"], self[f"{key}_hour"]],
                "words": [self[f"{key}_words_cy"], self[f"{key}_words_en"]],
                "has_words": self._has_words(key),
            }
            for key in MOMENTS
        ]

    def _has_words(self, key: str) -> bool:
        fields: list[BoundField] = [self[f"{key}_words_cy"], self[f"{key}_words_en"]]
        return any(field.value() for field in fields)


def _clock_face(wall: datetime) -> str:
    """The hour as one writes it; seconds only where a season file set them."""
    return f"{wall:%H:%M:%S}" if wall.second else f"{wall:%H:%M}"


MOMENT_HINTS = {
    "nominations_open": _(
        "Nominations are taken from this hour on, in a season you have opened before. "
        "Day and hour are needed."
    ),
    "nominations_close": _("The deadline, to the second. Day and hour are needed."),
    "judging_ends": _("By when every judge has locked every scorecard."),
    "panel_meets": _("When the panel decides."),
    "ceremony": _("A day is needed; the plan is counted back from it."),
    "results": _("Best on the morning after the ceremony."),
}


class TextForm(SetupForm):
    """One text in both languages; one of them may wait."""

    pairs = {"text": _("Text")}
    passages = {"text": 14}


class ProcedureForm(SetupForm):
    """How many judges, and who confirms what."""

    minimum_scorecards = number(
        _("How many judges must have finished an entry before it has a score"),
        1,
        100,
        help_text=_("Not more than can still read it when somebody steps aside."),
    )
    preset = forms.ChoiceField(
        label=_("Who must confirm what"),
        choices=[
            (
                Preset.SMALL_TEAM.value,
                _("Small team: a second person only where results are confirmed"),
            ),
            (Preset.STRICT.value, _("Strict: for those whose rules ask for more")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )

    @staticmethod
    def before(season: Season) -> dict[str, Any]:
        """What is stored."""
        return {"minimum_scorecards": season.minimum_scorecards, "preset": season.preset}


class CeremonyForm(SetupForm):
    """Where, who leads, who presents."""

    pairs = {
        "venue": _("Where it is"),
        "host": _("Who leads the evening"),
        "attendance": _("How many came"),
    }
    spare: ClassVar[int] = 2

    def __init__(self, data: Any = None, *, presenters: int = 0, **options: Any) -> None:
        super().__init__(data, **options)
        self.presenters = presenters + self.spare
        for place in range(self.presenters):
            self.add_pair(f"presenter_{place}", _("Who presents the awards"))

    @staticmethod
    def before(season: Season) -> tuple[int, dict[str, Any]]:
        """How many present the awards, and what is stored."""
        facts = CeremonyFacts.objects.filter(season=season).first() or CeremonyFacts(season=season)
        found = {
            **initial_of("venue", facts.venue),
            **initial_of("host", facts.host),
            **initial_of("attendance", facts.attendance),
        }
        for place, name in enumerate(facts.presenters):
            found |= initial_of(f"presenter_{place}", BilingualText.from_dict(name))
        return len(facts.presenters), found

    def named(self) -> list[BilingualText]:
        """Who presents the awards."""
        return [self.both(f"presenter_{place}") for place in range(self.presenters)]


class PaperForm(SetupForm):
    """A document: where it is, who signed it off, when."""

    link = line(
        _("Where the document is"),
        is_required=True,
        help_text=_("Its web address, also on your own network. Cadair does not keep a copy."),
        widget=forms.TextInput(attrs={"inputmode": "url", "placeholder": "https://"}),
    )
    name = line(_("Who signed it off"), is_required=True)
    on_date = day(_("When it was signed off"), is_required=True)

    @staticmethod
    def before(paper: SeasonPaper | None) -> dict[str, Any]:
        """What is stored."""
        if paper is None:
            return {}
        return {"link": paper.link, "name": paper.name, "on_date": paper.on_date}
