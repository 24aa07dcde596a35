"""The dates of a season in words, as exact or as vague as they are known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import Final, TypedDict

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.foundation import clock
from cadair.foundation.bilingual import Language
from cadair.foundation.welsh.dates import machine_date, weekday_date, weekday_date_time
from cadair.publishing.documents import Moment, SeasonDocument

LABELS: Final[Mapping[str, Promise]] = {
    "nominations_open": _("Nominations open"),
    "nominations_close": _("Nominations close"),
    "judging_ends": _("Judging ends"),
    "panel_meets": _("The panel meets"),
    "ceremony": _("Ceremony"),
    "results": _("Results are published"),
}


class DateLine(TypedDict):
    """A labelled date; `machine` is empty for “end of August”."""

    key: str
    label: str
    words: str
    machine: str
    is_past: bool
    is_cancelled: bool


def date_lines(document: SeasonDocument, language: Language) -> list[DateLine]:
    """The timetable, in the order of the year."""
    return [
        {
            "key": moment.key,
            "label": str(LABELS[moment.key]),
            "words": moment_words(moment, language),
            "machine": _machine(moment),
            "is_past": _is_past(moment),
            "is_cancelled": moment.key == "ceremony" and document.is_ceremony_cancelled,
        }
        for moment in document.timetable
    ]


def moment_words(moment: Moment, language: Language) -> str:
    """“Friday 2 October 2026 at 17:00”, “Thursday 26 November 2026”, “end of August 2025”."""
    if moment.at is not None:
        return weekday_date_time(moment.at, language)
    if moment.on is not None:
        return weekday_date(moment.on, language)
    return moment.text.in_language(language) if moment.text else ""


def is_open_for_nominations(document: SeasonDocument) -> bool:
    """Whether nominations are taken now, as far as the public timetable says."""
    opens, closes = document.moment("nominations_open"), document.moment("nominations_close")
    has_opened = opens is not None and _is_past(opens)
    return not document.has_results and has_opened and closes is not None and not _is_past(closes)


def _machine(moment: Moment) -> str:
    exact = moment.at or moment.on
    return machine_date(exact) if exact else ""


def _is_past(moment: Moment) -> bool:
    if moment.at is not None:
        return moment.at <= clock.now()
    if moment.on is not None:
        # A day is over when it ends in Wales, not when it begins in Greenwich.
        last = clock.from_london(datetime.combine(moment.on, time(23, 59)))
        return last <= clock.now()
    return False
