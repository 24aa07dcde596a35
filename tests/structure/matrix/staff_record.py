"""Who gets in: the judging record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from cadair.foundation import clock
from cadair.seasons.states import SeasonState
from tests.cast import KICKABOUT, MEETING_AT, Cast
from tests.structure.matrix.row import ORGANISER, SCRUTINEER, Row, the_season
from tests.structure.scenes.telling_outcomes import asked, prepared

_WHO: Final = frozenset({ORGANISER, SCRUTINEER})
_ORGANISER: Final = frozenset({ORGANISER})


def _entry(cast: Cast) -> dict[str, str]:
    return {**the_season(cast), "entry": cast.entries[KICKABOUT].public_id}


def _letter(cast: Cast) -> dict[str, str]:
    if cast.season.state != SeasonState.RELEASED:
        return _nothing("nomination")(cast)
    with clock.at(MEETING_AT):
        return {**the_season(cast), "nomination": prepared(cast).samples[0]}


def _review(cast: Cast) -> dict[str, str]:
    if cast.season.state != SeasonState.RELEASED:
        return _nothing("review")(cast)
    with clock.at(MEETING_AT):
        return {**the_season(cast), "review": asked(cast).public_id}


def _nothing(name: str) -> Callable[[Cast], dict[str, str]]:
    return lambda cast: {**the_season(cast), name: "0" * 32}


RECORD: dict[str, Row] = {
    "cadair.web.staff.record.views.record.judging_record": Row(
        _WHO, SeasonState.DECIDING, arguments=the_season
    ),
    "cadair.web.staff.record.views.record.take": Row(
        _WHO, SeasonState.SEALED, arguments=the_season, is_form_only=True
    ),
    "cadair.web.staff.record.views.feedback.feedback": Row(
        _ORGANISER, SeasonState.RELEASED, arguments=the_season
    ),
    "cadair.web.staff.record.views.feedback.write": Row(
        _ORGANISER, SeasonState.RELEASED, arguments=_entry, foreign=_nothing("entry")
    ),
    "cadair.web.staff.record.views.feedback.letter": Row(
        _ORGANISER, SeasonState.RELEASED, arguments=_letter, foreign=_nothing("nomination")
    ),
    "cadair.web.staff.record.views.reviews.reviews": Row(
        _ORGANISER, SeasonState.RELEASED, arguments=the_season
    ),
    "cadair.web.staff.record.views.reviews.answer": Row(
        _ORGANISER, SeasonState.RELEASED, arguments=_review, foreign=_nothing("review")
    ),
}
