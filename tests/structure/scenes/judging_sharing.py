"""Scenes: sharing out the reading of a round, names that are hidden."""

from __future__ import annotations

from cadair.foundation.actors import Actor
from cadair.judging.actions import (
    accept_plan,
    ask_for_plan,
    assign_by_hand,
    drop_plan,
    find_nameless,
    finish_plan,
    show_names,
)
from cadair.judging.models import Round, SharingPlan
from cadair.judging.round_states import RoundMethod, RoundState
from cadair.judging.sharing import Wishes
from cadair.judging.tasks import share_out_due
from cadair.nominations.models import Evidence
from cadair.seasons.states import SeasonState
from tests.cast import CHECKING_AT, LANTERN, Cast
from tests.progress import declare
from tests.structure.scenes.scene import Scene

WORKER = Actor.system("worker")


def a_shared_round(cast: Cast, *, hides_names: bool = False) -> Round:
    """A round of the first theme in which two judges read each entry."""
    return Round.objects.create(
        season=cast.season,
        category=cast.category("asb"),
        key="first",
        position=0,
        method=RoundMethod.CRITERIA,
        state=RoundState.OPEN,
        readers=2,
        hides_names=hides_names,
    )


def _asked(cast: Cast) -> SharingPlan:
    declare(cast)
    return _ask(cast, a_shared_round(cast))


def _ask(cast: Cast, round_: Round) -> SharingPlan:
    return ask_for_plan(round_=round_, wishes=Wishes(2), by=cast.organiser)


def _ready(cast: Cast) -> None:
    _asked(cast)
    assert share_out_due() == 1


def _plan() -> SharingPlan:
    return SharingPlan.objects.get()


def _by_hand(cast: Cast) -> object:
    return assign_by_hand(
        round_=Round.objects.get(),
        entry=cast.entries[LANTERN],
        judges=[cast.judges["ann"]],
        by=cast.organiser,
    )


def _round_of_declared(cast: Cast) -> None:
    declare(cast)
    a_shared_round(cast)


def _link(cast: Cast) -> Evidence:
    nomination = cast.entries[LANTERN].nominations.get()
    return Evidence.objects.create(
        nomination=nomination, position=0, link="https://example.org/x", language="en"
    )


J, AT = SeasonState.JUDGING, CHECKING_AT
SCENES: dict[str, Scene] = {
    "cadair.judging.actions.ask_for_plan": Scene(
        J, AT, lambda c: _ask(c, Round.objects.get()), _round_of_declared
    ),
    "cadair.judging.actions.finish_plan": Scene(
        J,
        AT,
        lambda _c: finish_plan(
            plan=_plan(), found={}, inputs_sha256="", problem="not-installed", by=WORKER
        ),
        _asked,
    ),
    "cadair.judging.actions.drop_plan": Scene(
        J, AT, lambda c: drop_plan(plan=_plan(), by=c.organiser), _ready
    ),
    "cadair.judging.actions.accept_plan": Scene(
        J, AT, lambda c: accept_plan(plan=_plan(), by=c.organiser), _ready
    ),
    "cadair.judging.actions.assign_by_hand": Scene(J, AT, _by_hand, _round_of_declared),
    "cadair.judging.actions.show_names": Scene(
        J,
        AT,
        lambda c: show_names(round_=Round.objects.get(), reason="All have locked", by=c.organiser),
        lambda c: a_shared_round(c, hides_names=True),
    ),
    "cadair.judging.actions.find_nameless": Scene(
        J,
        AT,
        lambda c: find_nameless(evidence=Evidence.objects.get(), is_nameless=True, by=c.organiser),
        _link,
    ),
}
