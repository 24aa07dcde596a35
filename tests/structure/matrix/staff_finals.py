"""Who gets in: typing in from paper, and sifting by organisers."""

from __future__ import annotations

from cadair.judging.round_states import RoundMethod
from cadair.seasons.states import SeasonState
from tests.cast import KICKABOUT, LANTERN, Cast
from tests.rounds import a_round
from tests.structure.matrix.row import ORGANISER, Row, the_season


def _round(cast: Cast, method: RoundMethod) -> dict[str, str]:
    kept = cast.season.rounds.filter(method=method).first()
    round_ = kept or a_round(cast, method, by_staff=method == RoundMethod.SIFT)
    return {**the_season(cast), "round_id": round_.public_id}


def _final(cast: Cast) -> dict[str, str]:
    return _round(cast, RoundMethod.LIVE_FINAL)


def _sift(cast: Cast) -> dict[str, str]:
    return _round(cast, RoundMethod.SIFT)


def _in_final(cast: Cast) -> dict[str, str]:
    return {**_final(cast), "entry": cast.entries[LANTERN].public_id}


def _in_sift(cast: Cast) -> dict[str, str]:
    return {**_sift(cast), "entry": cast.entries[LANTERN].public_id}


def _elsewhere(cast: Cast) -> dict[str, str]:
    return {**_final(cast), "entry": cast.entries[KICKABOUT].public_id}


def _not_sifted(cast: Cast) -> dict[str, str]:
    return {**_sift(cast), "entry": cast.entries[KICKABOUT].public_id}


_STAFF = frozenset({ORGANISER})
FINALS: dict[str, Row] = {
    "cadair.web.staff.finals.views.keying.final": Row(_STAFF, SeasonState.JUDGING, _final, _sift),
    "cadair.web.staff.finals.views.keying.key": Row(
        _STAFF, SeasonState.JUDGING, _in_final, _elsewhere
    ),
    "cadair.web.staff.finals.views.sifting.sift": Row(_STAFF, SeasonState.JUDGING, _sift, _final),
    "cadair.web.staff.finals.views.sifting.one": Row(
        _STAFF, SeasonState.JUDGING, _in_sift, _not_sifted
    ),
}
