"""Who gets in: the area `jury`."""

from __future__ import annotations

from cadair.seasons.states import SeasonState
from tests.cast import KICKABOUT, LANTERN, Cast
from tests.progress import declare
from tests.structure.matrix.evidence_elsewhere import JURY as EVIDENCE
from tests.structure.matrix.row import PANEL, RECUSED, Row, the_season


def _lantern(cast: Cast) -> dict[str, str]:
    """The entry from which Bob stepped aside; in judging, everybody declares on the way."""
    if cast.season.state == SeasonState.JUDGING and not cast.judges["bob"].interests.exists():
        declare(cast)
    return {**the_season(cast), "category": "asb", "entry": cast.entries[LANTERN].public_id}


def _in_the_wrong_category(cast: Cast) -> dict[str, str]:
    return {**the_season(cast), "category": "asb", "entry": cast.entries[KICKABOUT].public_id}


_NOT_RECUSED = PANEL - {RECUSED}

ROWS: dict[str, Row] = {
    "cadair.web.jury.views.comparing.compare": Row(
        PANEL, SeasonState.JUDGING, arguments=the_season
    ),
    "cadair.web.jury.views.packs.pack": Row(PANEL, SeasonState.JUDGING, arguments=the_season),
    "cadair.web.jury.views.declaring.declare": Row(
        PANEL, SeasonState.JUDGING, arguments=the_season
    ),
    "cadair.web.jury.views.desk.desk": Row(PANEL, SeasonState.JUDGING, arguments=the_season),
    "cadair.web.jury.views.locking.lock": Row(PANEL, SeasonState.JUDGING, arguments=the_season),
    "cadair.web.jury.views.marking.abstain_from": Row(
        _NOT_RECUSED, SeasonState.JUDGING, arguments=_lantern, foreign=_in_the_wrong_category
    ),
    "cadair.web.jury.views.marking.entry": Row(
        _NOT_RECUSED, SeasonState.JUDGING, arguments=_lantern, foreign=_in_the_wrong_category
    ),
    **EVIDENCE,
}
