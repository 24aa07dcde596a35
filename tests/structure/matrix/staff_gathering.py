"""Who gets in: the panel’s meeting, its papers and marks from outside, on the organiser’s desk."""

from __future__ import annotations

from typing import Final

from cadair.judging.actions import bring_marks, choose_date, write_briefing
from cadair.judging.models import DateOption
from cadair.seasons.states import SeasonState
from tests.cast import LANTERN, Cast
from tests.structure.matrix.nominate_evidence import evidence_of
from tests.structure.matrix.row import ORGANISER, PANEL, SCRUTINEER, Row, the_season
from tests.structure.scenes.gathering import PAPER, asked, table, unmarked

VIEWS: Final = "cadair.web.staff.gathering.views"
DESK: Final = frozenset({ORGANISER})
CHECKERS: Final = DESK | {SCRUTINEER}


def chosen(cast: Cast) -> dict[str, str]:
    """A day was chosen."""
    if not DateOption.objects.exists():
        asked(cast)
        choose_date(option=DateOption.objects.all()[0], by=cast.organiser)
    return the_season(cast)


def a_paper(cast: Cast) -> dict[str, str]:
    """Something to read."""
    there = cast.season.briefings.first()
    there = there or write_briefing(season=cast.season, words=PAPER, by=cast.organiser)
    return {**the_season(cast), "paper": there.public_id}


def no_paper(cast: Cast) -> dict[str, str]:
    """A paper that nobody wrote."""
    return {**the_season(cast), "paper": "0" * 32}


def a_file(cast: Cast) -> dict[str, str]:
    """A paper with a file that was checked."""
    found = a_paper(cast)
    there = cast.season.briefings.get(public_id=found["paper"])
    there.file = evidence_of(cast.entries[LANTERN].nominations.all()[0]).file
    there.save()
    return found


def _a_table(cast: Cast) -> dict[str, str]:
    there = cast.season.marks_imports.first()
    if there is None:
        unmarked(cast)
        there = bring_marks(season=cast.season, data=table(cast), by=cast.organiser)
    return {**the_season(cast), "brought": there.public_id}


def _no_table(cast: Cast) -> dict[str, str]:
    return {**the_season(cast), "brought": "0" * 32}


GATHERING: dict[str, Row] = {
    f"{VIEWS}.meeting.dates": Row(DESK, SeasonState.OPEN, the_season),
    f"{VIEWS}.meeting.calendar": Row(DESK, SeasonState.OPEN, chosen),
    f"{VIEWS}.names.names": Row(DESK, SeasonState.OPEN, the_season),
    f"{VIEWS}.papers.papers": Row(DESK, SeasonState.OPEN, the_season),
    f"{VIEWS}.papers.new_paper": Row(DESK, SeasonState.OPEN, the_season),
    f"{VIEWS}.papers.paper": Row(DESK, SeasonState.OPEN, a_paper, no_paper),
    f"{VIEWS}.papers.file": Row(DESK, SeasonState.CHECKING, a_file, no_paper),
    f"{VIEWS}.marks.marks": Row(CHECKERS, SeasonState.JUDGING, the_season),
    f"{VIEWS}.marks.table": Row(DESK, SeasonState.JUDGING, the_season),
    f"{VIEWS}.marks.brought": Row(CHECKERS, SeasonState.JUDGING, _a_table, _no_table),
}

JURY: dict[str, Row] = {
    "cadair.web.jury.views.meeting.meeting": Row(PANEL, SeasonState.OPEN, the_season),
    "cadair.web.jury.views.meeting.meeting_calendar": Row(PANEL, SeasonState.OPEN, chosen),
    "cadair.web.jury.views.meeting.meeting_paper": Row(
        PANEL, SeasonState.CHECKING, a_file, no_paper
    ),
}
