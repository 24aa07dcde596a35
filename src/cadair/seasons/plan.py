"""The usual steps of a season, counted back from its ceremony, and the days they fall on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.foundation import clock
from cadair.foundation.bilingual import Language, active_language
from cadair.foundation.welsh.dates import weekday_date, weekday_date_time
from cadair.seasons import rulebook
from cadair.seasons.models import PlanStep, Season, SeasonMoment
from cadair.seasons.states import SeasonState


@dataclass(frozen=True, slots=True)
class UsualStep:
    """A step every season has; `days` from the ceremony, or from a date of the timetable.

    Where the timetable knows `moment` exactly, the step falls `shift` days after that instead.
    A season that has reached the state `shown_by` shows that the step is done; nobody ticks it.
    """

    key: str
    title: Promise
    days: int
    moment: str = ""
    shift: int = 0
    shown_by: str = ""


USUAL_STEPS: Final = (
    UsualStep("save-the-date", _("Announce the date of the ceremony"), -26 * 7),
    UsualStep(
        "dpia",
        _("Have the data protection impact assessment signed off"),
        -20 * 7,
        shown_by=SeasonState.OPEN,
    ),
    UsualStep(
        "rules",
        _("Agree the rules, the criteria and the categories"),
        -18 * 7,
        shown_by=SeasonState.OPEN,
    ),
    UsualStep("panel", _("Invite the panel"), -16 * 7, shown_by=SeasonState.JUDGING),
    UsualStep(
        "open", _("Open for nominations"), -12 * 7, "nominations_open", shown_by=SeasonState.OPEN
    ),
    UsualStep(
        "last-week",
        _("Remind everybody: one week left"),
        -56,
        "nominations_close",
        -7,
        shown_by=SeasonState.CHECKING,
    ),
    UsualStep(
        "close", _("Nominations close"), -7 * 7, "nominations_close", shown_by=SeasonState.CHECKING
    ),
    UsualStep(
        "check",
        _("Check every nomination"),
        -6 * 7,
        "nominations_close",
        7,
        shown_by=SeasonState.JUDGING,
    ),
    UsualStep(
        "judging-begins",
        _("Begin judging"),
        -5 * 7,
        "nominations_close",
        14,
        shown_by=SeasonState.JUDGING,
    ),
    UsualStep(
        "judging-ends",
        _("All scorecards are locked"),
        -3 * 7 - 2,
        "judging_ends",
        shown_by=SeasonState.DECIDING,
    ),
    UsualStep(
        "panel-meets",
        _("The panel meets and decides"),
        -3 * 7,
        "panel_meets",
        shown_by=SeasonState.SEALED,
    ),
    UsualStep(
        "texts", _("Send the award texts to the translator"), -2 * 7, shown_by=SeasonState.SEALED
    ),
    UsualStep("confirm", _("Confirm the results"), -7, shown_by=SeasonState.SEALED),
    UsualStep("ceremony", _("The ceremony"), 0, "ceremony"),
    UsualStep("publish", _("Publish the results"), 1, "results", shown_by=SeasonState.RELEASED),
    UsualStep("thanks", _("Thank nominators, judges and hosts"), 7),
    UsualStep("lessons", _("Write down what to do better next time"), 3 * 7),
)
"""In their natural order."""

BY_KEY: Final[Mapping[str, UsualStep]] = {step.key: step for step in USUAL_STEPS}


def day_of(moment: SeasonMoment | None) -> date | None:
    """The day in Wales on which a moment falls; None while it is known in words only."""
    if moment is None:
        return None
    return clock.to_london(moment.at).date() if moment.at else moment.on_date


def ceremony_day(season: Season) -> date | None:
    """The day of the ceremony, or None while it is not known."""
    return day_of(season.moments.filter(key="ceremony").first())


def usual_days(season: Season) -> dict[str, date]:
    """Step → the day on which it falls by the timetable as it stands; empty without a ceremony."""
    days = {moment.key: day_of(moment) for moment in season.moments.all()}
    ceremony = days.get("ceremony")
    if ceremony is None:
        return {}
    found: dict[str, date] = {}
    for step in USUAL_STEPS:
        known = days.get(step.moment) if step.moment else None
        found[step.key] = (
            known + timedelta(days=step.shift) if known else ceremony + timedelta(days=step.days)
        )
    return found


ORDER: Final = tuple(SeasonState)


def is_done(step: PlanStep, season: Season) -> bool:
    """Whether a step is ticked, or the season itself shows that it is done."""
    usual = BY_KEY.get(step.key)
    if step.done_at is not None or usual is None or not usual.shown_by:
        return step.done_at is not None
    return ORDER.index(SeasonState(season.state)) >= ORDER.index(SeasonState(usual.shown_by))


def title_of(step: PlanStep) -> str:
    """The words of a step in the reader’s language; somebody’s own stand with the step."""
    usual = BY_KEY.get(step.key)
    return str(usual.title) if usual else step.title.in_language(active_language())


MOMENT_NAMES: Final = rulebook.MOMENT_NAMES
"""What the dates of a season are called."""


def moment_words(moment: SeasonMoment | None, language: Language) -> str:
    """“Friday 2 October 2026 at 17:00”, “Thursday 26 November 2026”, “end of August”, or “”."""
    if moment is None:
        return ""
    if moment.at is not None:
        return weekday_date_time(moment.at, language)
    if moment.on_date is not None:
        return weekday_date(moment.on_date, language)
    return moment.text.in_language(language)
