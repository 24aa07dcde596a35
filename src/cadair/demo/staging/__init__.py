"""Moves the running demo on to a stage: by its clock, and by what its people really do."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import Final

from django.utils import translation

from cadair.demo.enlivening import tick_off
from cadair.demo.people import demo_season
from cadair.demo.staging import checking, deciding, judging, publishing
from cadair.demo.staging.journey import Journey
from cadair.web.account.demo_people import ORDER, STAGES

_LEGS: Final[dict[str, tuple[Callable[[Journey], None], ...]]] = {
    "nominating": (),
    "checking": (checking.arriving, checking.closing, checking.checking_some),
    "judging": (checking.checking_the_rest, judging.beginning, judging.marking_some),
    "deciding": (judging.marking_the_rest, judging.meeting, deciding.deciding_some),
    "sealed": (deciding.deciding_the_rest, publishing.sealing),
    "released": (publishing.releasing,),
}
"""What happens on the way to each stage from the one before it."""


def move_on(stage: str, *, say: Callable[[str], None]) -> None:
    """Take the demo to `stage` through every stage between; what visitors did stays as it is.

    A move that was broken off goes on where it stopped.

    Raises:
        ValueError: the season stands beyond that stage already.
        Refusal: somebody has changed the season so that its people cannot go on.
    """
    started = perf_counter()
    season = demo_season()
    if is_behind(stage):
        raise ValueError(f"the demo stands beyond “{stage}”: only a new one can go back")
    journey = Journey(season=season, say=say)
    order = list(STAGES)
    with translation.override("en"):
        for name in order[: order.index(stage) + 1]:
            # What was broken off on the way to an earlier stage, the later one makes good.
            if name == stage or ORDER.index(season.state) < ORDER.index(STAGES[name]):
                for leg in _LEGS[name]:
                    leg(journey)
                with journey.at(journey.now):
                    tick_off(journey.season)
                    publishing.news(journey)
                journey.arrive()
    say(f"The demo stands at “{stage}” ({perf_counter() - started:.0f} seconds): /en/demo/people/")


def is_behind(stage: str) -> bool:
    """Whether the demo has come further than `stage`."""
    return ORDER.index(STAGES[stage]) < ORDER.index(demo_season().state)
