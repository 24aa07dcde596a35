"""Who gets in: figures of a season, on the organiser’s desk."""

from __future__ import annotations

from typing import Final

from cadair.foundation import clock
from cadair.seasons.states import SeasonState
from tests.cast import CHECKING_AT, Cast
from tests.structure.matrix.row import ORGANISER, Row, the_season
from tests.structure.scenes.nominating_keeping import a_hold

_ROW: Final = Row(frozenset({ORGANISER}), SeasonState.OPEN, arguments=the_season)


def _a_hold(cast: Cast) -> dict[str, str]:
    with clock.at(CHECKING_AT):
        return {**the_season(cast), "hold": a_hold(cast).public_id}


def _no_hold(cast: Cast) -> dict[str, str]:
    return {**the_season(cast), "hold": "0" * 32}


FIGURES: dict[str, Row] = {
    **{f"cadair.web.staff.figures.views.figures.{view}": _ROW for view in ("figures", "file")},
    **{f"cadair.web.staff.figures.views.keeping.{view}": _ROW for view in ("keeping", "hold")},
    "cadair.web.staff.figures.views.erasing.take_out": _ROW,
    "cadair.web.staff.figures.views.monitoring.ask": Row(
        frozenset({ORGANISER}), SeasonState.OPEN, arguments=the_season, is_form_only=True
    ),
    "cadair.web.staff.figures.views.keeping.lift": Row(
        frozenset({ORGANISER}),
        SeasonState.OPEN,
        arguments=_a_hold,
        foreign=_no_hold,
        is_form_only=True,
    ),
}
