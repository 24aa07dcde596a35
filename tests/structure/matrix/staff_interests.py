"""Who gets in: interests of judges, on the organiser’s desk."""

from __future__ import annotations

from typing import Final

from cadair.judging.models import Judge, Seat
from cadair.people.models import Organisation
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonState
from tests.cast import Cast
from tests.structure.matrix.row import ORGANISER, Row, the_season

VIEWS: Final = "cadair.web.staff.interests.views"
DESK: Final = frozenset({ORGANISER})
CHECKING: Final = SeasonState.CHECKING


def _ann(cast: Cast) -> dict[str, str]:
    return {**the_season(cast), "judge": cast.judges["ann"].public_id}


def _their_judge(cast: Cast) -> dict[str, str]:
    season = Season.objects.create(
        programme=cast.season.programme, key="other", year=2031, name_cy="A", name_en="B"
    )
    body = cast.judges["ann"].seat.organisation
    seat = Seat.objects.create(season=season, key="theirs", position=0, organisation=body)
    judge = Judge.objects.create(season=season, seat=seat, key="x", position=0, name="X")
    return {**the_season(cast), "judge": judge.public_id}


def _a_body(cast: Cast) -> dict[str, str]:
    return {**the_season(cast), "body": cast.judges["ann"].seat.organisation.public_id}


def _a_body_without_a_seat(cast: Cast) -> dict[str, str]:
    body = Organisation.objects.exclude(seats__season=cast.season)[0]
    return {**the_season(cast), "body": body.public_id}


INTERESTS: dict[str, Row] = {
    f"{VIEWS}.listing.interests": Row(DESK, CHECKING, the_season),
    f"{VIEWS}.listing.declared": Row(DESK, CHECKING, _ann, _their_judge),
    f"{VIEWS}.rules.rules": Row(DESK, SeasonState.DRAFT, the_season),
    f"{VIEWS}.rules.members": Row(DESK, CHECKING, _a_body, _a_body_without_a_seat),
    f"{VIEWS}.substitutes.substitute": Row(DESK, CHECKING, the_season),
}
