"""Who gets in: the desk while a season runs."""

from __future__ import annotations

from typing import Final

from cadair.seasons.models import PlanStep, Role, Season
from cadair.seasons.states import SeasonRole, SeasonState
from tests.cast import CEREMONY_DATE, Cast
from tests.structure.matrix.row import ORGANISER, SCRUTINEER, Row, the_season

VIEWS: Final = "cadair.web.staff.life.views"
DESK: Final = frozenset({ORGANISER})


def _step_of(season: Season) -> str:
    step = PlanStep.objects.create(
        season=season, title_cy="Llogi’r neuadd", title_en="Book the hall", due_date=CEREMONY_DATE
    )
    return step.public_id


def _other(cast: Cast) -> Season:
    return Season.objects.exclude(pk=cast.season.pk).get(key="valley-2027")


def _a_step(cast: Cast) -> dict[str, str]:
    return {"season": cast.season.key, "step": _step_of(cast.season)}


def _a_foreign_step(cast: Cast) -> dict[str, str]:
    return {"season": cast.season.key, "step": _step_of(_other(cast))}


def _a_role(cast: Cast) -> dict[str, str]:
    role = Role.objects.get(season=cast.season, role=SeasonRole.SCRUTINEER)
    return {"season": cast.season.key, "role": role.public_id}


def _a_foreign_role(cast: Cast) -> dict[str, str]:
    role = Role.objects.get(season=_other(cast), role=SeasonRole.ORGANISER)
    return {"season": cast.season.key, "role": role.public_id}


LIFE: dict[str, Row] = {
    f"{VIEWS}.today.today": Row(DESK, arguments=the_season),
    f"{VIEWS}.today.next_move": Row(DESK, SeasonState.CHECKING, the_season),
    f"{VIEWS}.plan.plan": Row(DESK, arguments=the_season),
    f"{VIEWS}.plan.plan_step": Row(DESK, arguments=_a_step, foreign=_a_foreign_step),
    f"{VIEWS}.plan.plan_tick": Row(
        DESK, arguments=_a_step, foreign=_a_foreign_step, is_form_only=True
    ),
    f"{VIEWS}.changes.changes": Row(DESK, arguments=the_season),
    f"{VIEWS}.changes.change": Row(DESK, SeasonState.OPEN, the_season),
    f"{VIEWS}.people.people": Row(DESK, arguments=the_season),
    f"{VIEWS}.people.take_part_back": Row(DESK, arguments=_a_role, foreign=_a_foreign_role),
    f"{VIEWS}.history.history": Row(frozenset({ORGANISER, SCRUTINEER}), arguments=the_season),
}
