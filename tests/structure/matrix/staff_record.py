"""Who gets in: the judging record."""

from __future__ import annotations

from typing import Final

from cadair.seasons.states import SeasonState
from tests.structure.matrix.row import ORGANISER, SCRUTINEER, Row, the_season

_WHO: Final = frozenset({ORGANISER, SCRUTINEER})

RECORD: dict[str, Row] = {
    "cadair.web.staff.record.views.record.judging_record": Row(
        _WHO, SeasonState.DECIDING, arguments=the_season
    ),
    "cadair.web.staff.record.views.record.take": Row(
        _WHO, SeasonState.SEALED, arguments=the_season, is_form_only=True
    ),
}
