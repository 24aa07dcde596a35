"""Who gets in: the rounds of a judge’s desk."""

from __future__ import annotations

from cadair.judging.round_states import RoundMethod
from cadair.seasons.states import SeasonState
from tests.cast import KICKABOUT, LANTERN, Cast
from tests.rounds import a_round
from tests.structure.matrix.row import PANEL, RECUSED, Row, the_season


def _sift(cast: Cast) -> dict[str, str]:
    round_ = cast.season.rounds.first() or a_round(cast, RoundMethod.SIFT)
    return {**the_season(cast), "round_id": round_.public_id}


def _of_staff(cast: Cast) -> dict[str, str]:
    round_ = a_round(cast, RoundMethod.SIFT, category="youth", by_staff=True)
    return {**the_season(cast), "round_id": round_.public_id}


def _lantern(cast: Cast) -> dict[str, str]:
    """An entry of the round, from which Bob stepped aside."""
    return {**_sift(cast), "entry": cast.entries[LANTERN].public_id}


def _not_in_the_round(cast: Cast) -> dict[str, str]:
    return {**_sift(cast), "entry": cast.entries[KICKABOUT].public_id}


ROUNDS: dict[str, Row] = {
    "cadair.web.jury.views.rounds.round_page": Row(PANEL, SeasonState.JUDGING, _sift, _of_staff),
    "cadair.web.jury.views.rounds_reading.round_entry": Row(
        PANEL - {RECUSED}, SeasonState.JUDGING, _lantern, _not_in_the_round
    ),
}
