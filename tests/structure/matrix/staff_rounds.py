"""Who gets in: rounds of judging, on the organiser’s desk."""

from __future__ import annotations

from typing import Final

from cadair.judging.models import Round
from cadair.judging.round_states import RoundMethod, RoundState
from cadair.seasons.models import Category, Season
from cadair.seasons.states import SeasonState
from tests.cast import Cast
from tests.structure.matrix.row import ORGANISER, Row, the_season

VIEWS: Final = "cadair.web.staff.rounds.views"
DESK: Final = frozenset({ORGANISER})


def _a_round(cast: Cast) -> dict[str, str]:
    found, _is_new = Round.objects.get_or_create(
        season=cast.season,
        category=cast.category("asb"),
        key="marking",
        defaults={"position": 0, "method": RoundMethod.CRITERIA, "state": RoundState.OPEN},
    )
    return {**the_season(cast), "round": found.public_id}


def _category_elsewhere(cast: Cast) -> Category:
    season = Season.objects.create(
        programme=cast.season.programme, key="other", year=2031, name_cy="A", name_en="B"
    )
    return Category.objects.create(
        season=season, key="x", position=0, name_cy="A", name_en="B", slug_cy="a", slug_en="b"
    )


def _round_elsewhere(cast: Cast) -> dict[str, str]:
    category = _category_elsewhere(cast)
    theirs = Round.objects.create(
        season=category.season,
        category=category,
        key="x",
        position=0,
        method=RoundMethod.CRITERIA,
        state=RoundState.OPEN,
    )
    return {**the_season(cast), "round": theirs.public_id}


J: Final = SeasonState.JUDGING
ROUNDS: dict[str, Row] = {
    f"{VIEWS}.overview.rounds": Row(DESK, J, the_season),
    f"{VIEWS}.category.category_rounds": Row(
        DESK,
        J,
        lambda cast: {**the_season(cast), "category": "asb"},
        lambda cast: {**the_season(cast), "category": _category_elsewhere(cast).key},
    ),
    f"{VIEWS}.running.one": Row(DESK, J, _a_round, _round_elsewhere),
    f"{VIEWS}.running.closing": Row(DESK, J, _a_round, _round_elsewhere),
    f"{VIEWS}.running.judges": Row(DESK, J, _a_round, _round_elsewhere),
}
