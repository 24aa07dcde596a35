"""Who gets in: on behalf of others, on the organiser’s desk."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from cadair.foundation import clock
from cadair.nominations.models import Extension, NominationImport
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonState
from tests.cast import Cast
from tests.structure.matrix.row import ORGANISER, Row, the_season
from tests.structure.matrix.staff_nominations import _elsewhere as elsewhere

VIEWS: Final = "cadair.web.staff.importing.views"
DESK: Final = frozenset({ORGANISER})
OPEN: Final = SeasonState.OPEN


def _file(season: Season) -> str:
    return NominationImport.objects.create(
        season=season,
        file_name="rows.csv",
        read_as="UTF-8",
        header=["Title"],
        rows=[[2, ["Safe Steps"]]],
        mapping={"Title": "title"},
        read_at=clock.now(),
        read_by_ref="account:x",
    ).public_id


def _more_time(season: Season) -> str:
    return Extension.objects.create(
        season=season,
        email="nia@example.org",
        until=clock.now() + timedelta(days=1),
        reason="Ill",
        given_at=clock.now(),
        given_by_ref="account:x",
    ).public_id


def _a_file(cast: Cast) -> dict[str, str]:
    return {**the_season(cast), "batch": _file(cast.season)}


def _their_file(cast: Cast) -> dict[str, str]:
    return {**the_season(cast), "batch": _file(elsewhere(cast).season)}


def _an_extension(cast: Cast) -> dict[str, str]:
    return {**the_season(cast), "extension": _more_time(cast.season)}


def _their_extension(cast: Cast) -> dict[str, str]:
    return {**the_season(cast), "extension": _more_time(elsewhere(cast).season)}


IMPORTING: dict[str, Row] = {
    f"{VIEWS}.keying.overview": Row(DESK, OPEN, the_season),
    f"{VIEWS}.keying.key_in": Row(DESK, OPEN, the_season),
    f"{VIEWS}.files.imports": Row(DESK, OPEN, the_season),
    f"{VIEWS}.files.batch": Row(DESK, OPEN, _a_file, _their_file),
    f"{VIEWS}.files.run": Row(DESK, OPEN, _a_file, _their_file, is_form_only=True),
    f"{VIEWS}.files.undo": Row(DESK, OPEN, _a_file, _their_file, is_form_only=True),
    f"{VIEWS}.files.discard": Row(DESK, OPEN, _a_file, _their_file, is_form_only=True),
    f"{VIEWS}.extending.extensions": Row(DESK, OPEN, the_season),
    f"{VIEWS}.extending.end": Row(DESK, OPEN, _an_extension, _their_extension, is_form_only=True),
}
