"""Scenes: changes while a season runs, and its plan."""

from __future__ import annotations

from datetime import timedelta

from cadair.foundation.bilingual import BilingualText
from cadair.nominations.actions import merge_categories
from cadair.seasons.actions import (
    NewDate,
    Told,
    add_plan_step,
    cancel_ceremony,
    change_plan_step,
    correct_text,
    extend_deadline,
    make_plan,
    move_ceremony,
    remove_plan_step,
    tick_plan_step,
)
from cadair.seasons.models import PlanStep
from cadair.seasons.states import SeasonState
from tests.cast import CEREMONY_DATE, CHECKING_AT, CLOSES_AT, NOMINATING_AT, Cast, words
from tests.structure.scenes.scene import Scene

TOLD = Told(reason="Many have asked.", note=words("Why this has changed"))


def _make_plan(cast: Cast) -> None:
    make_plan(season=cast.season, owner=cast.accounts["olwen"], by=cast.organiser)


def _a_step(cast: Cast) -> PlanStep:
    return cast.season.plan.get(key="panel")


S, DAY, CHECK = SeasonState, NOMINATING_AT, CHECKING_AT
SCENES: dict[str, Scene] = {
    "cadair.seasons.actions.extend_deadline": Scene(
        S.OPEN,
        DAY,
        lambda c: extend_deadline(
            season=c.season, closes_at=CLOSES_AT + timedelta(days=7), told=TOLD, by=c.organiser
        ),
    ),
    "cadair.seasons.actions.move_ceremony": Scene(
        S.CHECKING,
        CHECK,
        lambda c: move_ceremony(
            season=c.season,
            to=NewDate(on=CEREMONY_DATE + timedelta(days=14)),
            told=TOLD,
            by=c.organiser,
        ),
    ),
    "cadair.seasons.actions.cancel_ceremony": Scene(
        S.CHECKING,
        CHECK,
        lambda c: cancel_ceremony(season=c.season, told=TOLD, by=c.organiser),
    ),
    "cadair.seasons.actions.correct_text": Scene(
        S.OPEN,
        DAY,
        lambda c: correct_text(
            season=c.season,
            passage="definition:asb",
            text=BilingualText(cy="Beth yw hyn", en="What this is"),
            told=TOLD,
            by=c.organiser,
        ),
    ),
    "cadair.nominations.actions.merge_categories": Scene(
        S.CHECKING,
        CHECK,
        lambda c: merge_categories(
            source=c.category("youth"), target=c.category("asb"), told=TOLD, by=c.organiser
        ),
    ),
    "cadair.seasons.actions.make_plan": Scene(S.DRAFT, DAY, _make_plan),
    "cadair.seasons.actions.add_plan_step": Scene(
        S.DRAFT,
        DAY,
        lambda c: add_plan_step(
            season=c.season,
            title=words("Book the hall"),
            due_date=CEREMONY_DATE,
            owner=None,
            by=c.organiser,
        ),
    ),
    "cadair.seasons.actions.change_plan_step": Scene(
        S.DRAFT,
        DAY,
        lambda c: change_plan_step(
            step=_a_step(c), due_date=CEREMONY_DATE, owner=None, by=c.organiser
        ),
        _make_plan,
    ),
    "cadair.seasons.actions.tick_plan_step": Scene(
        S.DRAFT,
        DAY,
        lambda c: tick_plan_step(step=_a_step(c), is_done=True, by=c.organiser),
        _make_plan,
    ),
    "cadair.seasons.actions.remove_plan_step": Scene(
        S.DRAFT, DAY, lambda c: remove_plan_step(step=_a_step(c), by=c.organiser), _make_plan
    ),
}
