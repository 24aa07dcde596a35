"""Scenes: holding back what would go, and letting go what was kept long enough."""

from __future__ import annotations

from cadair.audit.models import RetentionHold
from cadair.audit.states import HoldKind
from cadair.foundation.actors import Actor
from cadair.nominations.actions import ask_who_nominates
from cadair.retention.actions import erase_person, forget_due, lift_hold, place_hold
from cadair.retention.naming import Named
from cadair.retention.states import ErasureGround
from cadair.retention.terms import months_after
from cadair.seasons.states import SeasonState
from tests.cast import CHECKING_AT, MEETING_AT, NOMINATING_AT, Cast
from tests.structure.scenes.scene import Scene


def a_hold(cast: Cast) -> RetentionHold:
    """Olwen keeps the whole season for a claim."""
    return place_hold(
        season=cast.season,
        nomination=None,
        kind=HoldKind.LEGAL,
        reason="A claim of March",
        by=cast.organiser,
    )


SCENES: dict[str, Scene] = {
    "cadair.nominations.actions.ask_who_nominates": Scene(
        SeasonState.OPEN,
        NOMINATING_AT,
        lambda c: ask_who_nominates(season=c.season, is_asked=True, by=c.organiser),
    ),
    "cadair.retention.actions.place_hold": Scene(SeasonState.CHECKING, CHECKING_AT, a_hold),
    "cadair.retention.actions.lift_hold": Scene(
        SeasonState.CHECKING,
        CHECKING_AT,
        lambda c: lift_hold(season=c.season, hold=RetentionHold.objects.get(), by=c.organiser),
        a_hold,
    ),
    "cadair.retention.actions.erase_person": Scene(
        SeasonState.CHECKING,
        CHECKING_AT,
        lambda c: erase_person(
            season=c.season,
            person=Named.of([], ["eirian@example.org"]),
            ground=ErasureGround.ASKED,
            by=c.organiser,
        ),
    ),
    "cadair.retention.actions.forget_due": Scene(
        SeasonState.RELEASED,
        months_after(MEETING_AT, 7),
        lambda _: forget_due(by=Actor.system("worker")),
    ),
}
