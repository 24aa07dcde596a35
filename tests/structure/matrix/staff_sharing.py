"""Who gets in: who reads what, and whose names are hidden, on the organiser’s desk."""

from __future__ import annotations

from typing import Final

from cadair.judging.models import Round
from cadair.judging.round_states import RoundMethod
from cadair.judging.sharing import Wishes
from cadair.seasons.models import Category, Season
from cadair.seasons.states import SeasonState
from tests.cast import CHECKING_AT, LANTERN, Cast
from tests.structure.matrix.row import ORGANISER, Row, the_season
from tests.structure.scenes.judging_sharing import a_shared_round

VIEWS: Final = "cadair.web.staff.sharing.views"
DESK: Final = frozenset({ORGANISER})


def _round(cast: Cast) -> Round:
    return Round.objects.first() or a_shared_round(cast, hides_names=True)


def _a_round(cast: Cast) -> dict[str, str]:
    return {**the_season(cast), "which": _round(cast).public_id}


def _with_a_plan(cast: Cast) -> dict[str, str]:
    found = _round(cast)
    if not found.plans.exists():
        found.plans.create(wishes=Wishes(1).stored(), asked_at=CHECKING_AT)
    return {**the_season(cast), "which": found.public_id}


def _an_entry(cast: Cast) -> dict[str, str]:
    return {**_a_round(cast), "entry": cast.entries[LANTERN].public_id}


def _of_another_season(cast: Cast) -> dict[str, str]:
    season = Season.objects.create(
        programme=cast.season.programme, key="other", year=2031, name_cy="A", name_en="B"
    )
    category = Category.objects.create(
        season=season, key="x", position=0, name_cy="A", name_en="B", slug_cy="a", slug_en="b"
    )
    theirs = Round.objects.create(
        season=season,
        category=category,
        key="x",
        position=0,
        method=RoundMethod.CRITERIA,
        readers=2,
        hides_names=True,
    )
    return {**the_season(cast), "which": theirs.public_id}


def _an_entry_elsewhere(cast: Cast) -> dict[str, str]:
    return {**_of_another_season(cast), "entry": cast.entries[LANTERN].public_id}


J: Final = SeasonState.JUDGING
SHARING: dict[str, Row] = {
    f"{VIEWS}.rounds.listing": Row(DESK, J, the_season),
    f"{VIEWS}.rounds.one": Row(DESK, J, _a_round, _of_another_season),
    f"{VIEWS}.plans.plan": Row(DESK, J, _with_a_plan, _of_another_season),
    f"{VIEWS}.by_hand.entry": Row(DESK, J, _an_entry, _an_entry_elsewhere),
    f"{VIEWS}.practice.practice": Row(DESK, J, the_season),
    f"{VIEWS}.names.names": Row(DESK, J, _a_round, _of_another_season),
}
