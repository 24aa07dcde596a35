"""Who gets in: figures of a season, on the organiser’s desk."""

from __future__ import annotations

from typing import Final

from cadair.seasons.states import SeasonState
from tests.structure.matrix.row import ORGANISER, Row, the_season

_ROW: Final = Row(frozenset({ORGANISER}), SeasonState.OPEN, arguments=the_season)

FIGURES: dict[str, Row] = {
    f"cadair.web.staff.figures.views.figures.{view}": _ROW for view in ("figures", "file")
}
