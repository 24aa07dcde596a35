"""Who gets in: files that were sent in, for organisers, judges and the panel room."""

from __future__ import annotations

from cadair.nominations.models import Nomination
from cadair.seasons.states import SeasonState
from tests.cast import KICKABOUT, LANTERN, Cast
from tests.progress import declare
from tests.structure.matrix.nominate_evidence import evidence_of
from tests.structure.matrix.row import CHAIR, JUDGE, ORGANISER, PANEL, RECUSED, STAND_IN, Row


def _nomination(cast: Cast, title: str) -> Nomination:
    return cast.entries[title].nominations.all()[0]


def _sent(cast: Cast, title: str = LANTERN) -> dict[str, str]:
    return {
        "season": cast.season.key,
        "evidence": evidence_of(_nomination(cast, title)).public_id,
    }


def _lantern(cast: Cast) -> dict[str, str]:
    if cast.season.state == SeasonState.JUDGING and not cast.judges["bob"].interests.exists():
        declare(cast)
    entry = cast.entries[LANTERN].public_id
    return {**_sent(cast), "category": "asb", "entry": entry}


def _of_another_entry(cast: Cast) -> dict[str, str]:
    return {**_lantern(cast), "evidence": _sent(cast, KICKABOUT)["evidence"]}


def _unknown(cast: Cast) -> dict[str, str]:
    return {"season": cast.season.key, "evidence": "0" * 32}


_STAFF = frozenset({ORGANISER})
STAFF: dict[str, Row] = {
    "cadair.web.staff.nominations.views.evidence.download": Row(
        _STAFF, SeasonState.CHECKING, _sent, _unknown
    ),
    "cadair.web.staff.nominations.views.evidence.judges": Row(
        _STAFF, SeasonState.CHECKING, _sent, _unknown, is_form_only=True
    ),
}
JURY: dict[str, Row] = {
    "cadair.web.jury.views.evidence.evidence": Row(
        PANEL - {RECUSED}, SeasonState.JUDGING, _lantern, _of_another_entry
    ),
}
ROOM: dict[str, Row] = {
    "cadair.web.panel.views.evidence.evidence": Row(
        frozenset({ORGANISER, CHAIR, STAND_IN, JUDGE}),
        SeasonState.DECIDING,
        _lantern,
        _of_another_entry,
    ),
}
