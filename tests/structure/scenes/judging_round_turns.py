"""Scenes: rounds of judging are set up, begin and end."""

from __future__ import annotations

from decimal import Decimal

from cadair.judging.actions import (
    begin_round,
    close_round,
    lock_scorecards,
    name_round_judges,
    save_scorecard,
    set_rounds,
)
from cadair.judging.models import Round
from cadair.judging.round_plans import RoundPlan
from cadair.judging.round_states import AdvanceRule, RoundMethod
from cadair.seasons.actions.noting import Told
from cadair.seasons.states import SeasonState
from tests.cast import CHECKING_AT, KICKABOUT, MARKS, Cast, words
from tests.progress import declare
from tests.structure.scenes.scene import Scene

PLANS = [
    RoundPlan("first", RoundMethod.CRITERIA, advance=AdvanceRule.COUNT, advance_value=Decimal(1)),
    RoundPlan("final", RoundMethod.LIVE_FINAL),
]


def _set(cast: Cast) -> object:
    return set_rounds(
        season=cast.season,
        categories=[cast.category("youth")],
        rounds=PLANS,
        by=cast.organiser,
        told=Told("A live final.", words("There is a live final.")),
    )


def _set_and_begun(cast: Cast) -> object:
    _set(cast)
    declare(cast)
    return begin_round(round=_round("first"), by=cast.organiser)


def _ready_to_close(cast: Cast) -> object:
    _set_and_begun(cast)
    entry = cast.entries[KICKABOUT]
    for name, judge in cast.judges.items():
        for title, each in cast.entries.items():
            if (name, title) != ("bob", "Operation Lantern"):
                save_scorecard(
                    judge=judge,
                    entry=each,
                    category=each.categories.get(),
                    marks=MARKS[title],
                    by=cast.actor(name),
                )
        lock_scorecards(judge=judge, by=cast.actor(name))
    return entry


def _round(key: str) -> Round:
    return Round.objects.select_related("season", "category").get(key=key)


JUDGE, AT = SeasonState.JUDGING, CHECKING_AT

SCENES: dict[str, Scene] = {
    "cadair.judging.actions.set_rounds": Scene(JUDGE, AT, _set),
    "cadair.judging.actions.name_round_judges": Scene(
        JUDGE,
        AT,
        lambda c: name_round_judges(
            round=_round("final"), judges=[c.judges["ann"]], by=c.organiser
        ),
        _set,
    ),
    "cadair.judging.actions.begin_round": Scene(
        JUDGE, AT, lambda c: begin_round(round=_round("first"), by=c.organiser), _set
    ),
    "cadair.judging.actions.close_round": Scene(
        JUDGE, AT, lambda c: close_round(round=_round("first"), by=c.organiser), _ready_to_close
    ),
}
