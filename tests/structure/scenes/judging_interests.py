"""Scenes: what declarations ask, whom bodies represent, substitutes."""

from __future__ import annotations

from cadair.judging.actions import (
    JudgeWords,
    NewSubstitute,
    list_members,
    name_substitute,
    set_interest_rules,
    sign_declaration,
)
from cadair.judging.states import AsideScope, EmployerTie, InterestKind, InterestNature
from cadair.seasons.states import SeasonState
from tests.cast import CHECKING_AT, LANTERN, NOMINATING_AT, Cast
from tests.progress import declare
from tests.structure.scenes.scene import Scene


def _too_few_remain(cast: Cast) -> None:
    """Ann and Bob step aside from Operation Lantern; two judges are needed."""
    declare(cast)
    aside = (InterestKind.STEP_ASIDE, InterestNature.FAMILY)
    sign_declaration(
        judge=cast.judges["ann"],
        interests={cast.entries[LANTERN]: aside},
        by=cast.actor("ann"),
    )


def _name_substitute(cast: Cast) -> object:
    words = JudgeWords(organisation="Body Sue", name="Sue Example")
    return name_substitute(
        season=cast.season,
        substitute=NewSubstitute(words, "sue@example.org"),
        entries=[cast.entries[LANTERN]],
        by=cast.organiser,
    )


def _set_interest_rules(cast: Cast) -> object:
    return set_interest_rules(
        season=cast.season,
        employer=EmployerTie.STEP_ASIDE,
        scope=AsideScope.ENTRY,
        by=cast.organiser,
    )


def _list_members(cast: Cast) -> object:
    body = cast.judges["ann"].seat.organisation
    return list_members(season=cast.season, body=body, names=["Bryn Council"], by=cast.organiser)


SCENES: dict[str, Scene] = {
    "cadair.judging.actions.set_interest_rules": Scene(
        SeasonState.DRAFT, NOMINATING_AT, _set_interest_rules
    ),
    "cadair.judging.actions.list_members": Scene(SeasonState.OPEN, NOMINATING_AT, _list_members),
    "cadair.judging.actions.name_substitute": Scene(
        SeasonState.JUDGING, CHECKING_AT, _name_substitute, _too_few_remain
    ),
}
