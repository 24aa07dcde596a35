"""Who nominates: what is asked of everybody alike, and what is told of it (PRI-08).

Totals only, once nominations are closed: while answers come in, two looks at a number would show
what the person between them answered. Where few answered, nothing is told at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.nominations.figures import FEWEST_SHOWN
from cadair.nominations.models import MonitoringRules, MonitoringTally
from cadair.nominations.states import MonitoringQuestion
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonState

FEWEST_ANSWERS: Final = 10
"""With fewer answers to a question its totals are not shown."""

_SILENT: Final = {"not-said": _("I prefer not to say")}

ANSWERS: Final[Mapping[MonitoringQuestion, Mapping[str, Promise]]] = {
    MonitoringQuestion.AGE: {
        "under-25": _("Under 25"),
        "25-44": _("25 to 44"),
        "45-64": _("45 to 64"),
        "65-over": _("65 or over"),
        **_SILENT,
    },
    MonitoringQuestion.SEX: {"female": _("Female"), "male": _("Male"), **_SILENT},
    MonitoringQuestion.DISABILITY: {"yes": _("I do"), "no": _("I do not"), **_SILENT},
    MonitoringQuestion.ETHNICITY: {
        "asian": _("Asian, Asian Welsh or Asian British"),
        "black": _("Black, Black Welsh, Black British, Caribbean or African"),
        "mixed": _("Mixed or multiple ethnic groups"),
        "white": _("White"),
        "other": _("Another ethnic group"),
        **_SILENT,
    },
    MonitoringQuestion.WELSH: {
        "fluent": _("Fluently"),
        "some": _("A little, or I am learning"),
        "none": _("Not at all"),
        **_SILENT,
    },
}


@dataclass(frozen=True, slots=True)
class Told:
    """One answer, and how many gave it; None: fewer than can be told, perhaps nobody."""

    label: Promise
    number: int | None


@dataclass(frozen=True, slots=True)
class Totals:
    """One question with what is told of its answers; nothing where too few answered."""

    question: MonitoringQuestion
    answers: Sequence[Told]


def is_monitored(season: Season) -> bool:
    """Whether the season asks its nominators who they are."""
    return MonitoringRules.objects.filter(season=season, is_asked=True).exists()


def totals(season: Season) -> Sequence[Totals]:
    """What is told: nothing while nominations are taken, and never a small number."""
    if season.state in (SeasonState.DRAFT, SeasonState.OPEN):
        return []
    rows = MonitoringTally.objects.filter(season=season)
    numbers = {(each.question, each.answer): each.number for each in rows}
    return [Totals(each, _told(each, numbers)) for each in MonitoringQuestion if numbers]


def _told(question: MonitoringQuestion, numbers: Mapping[tuple[str, str], int]) -> list[Told]:
    given = {code: numbers.get((question.value, code), 0) for code in ANSWERS[question]}
    if sum(given.values()) < FEWEST_ANSWERS:
        return []
    return [
        Told(label, given[code] if given[code] >= FEWEST_SHOWN else None)
        for code, label in ANSWERS[question].items()
    ]
