"""Who gets in: how far judges are, on the organiser’s desk."""

from __future__ import annotations

from cadair.seasons.states import SeasonState
from tests.structure.matrix.row import ORGANISER, Row, the_season

MARKING: dict[str, Row] = {
    "cadair.web.staff.marking.views.progress.progress": Row(
        frozenset({ORGANISER}), SeasonState.JUDGING, arguments=the_season
    ),
}
