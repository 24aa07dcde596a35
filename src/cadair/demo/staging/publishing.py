"""Two people confirm the results; they wait for their minute, and it comes."""

from __future__ import annotations

from datetime import timedelta

from cadair.demo.people import acting
from cadair.demo.staging.journey import Journey
from cadair.outcomes.actions import order_release, seal_season
from cadair.outcomes.states import ReleaseState
from cadair.seasons.states import SeasonState


def sealing(journey: Journey) -> None:
    """An organiser asks, the chair confirms, and the morning after the ceremony is ordered."""
    results = journey.moment("results") or journey.now + timedelta(days=16)
    if journey.season.state == SeasonState.DECIDING:
        with journey.at(results - timedelta(days=16)):
            seal_season(
                season=journey.season,
                by=journey.organiser,
                confirmed_by=acting("chair", journey.season),
            )
        journey.tell("two people have confirmed the results")
    waiting = journey.season.release_orders.filter(state=ReleaseState.WAITING)
    if journey.season.state == SeasonState.SEALED and not waiting.exists():
        with journey.at(journey.now + timedelta(minutes=5)):
            order_release(
                season=journey.season,
                release_at=max(results, journey.now + timedelta(days=1)),
                by=journey.organiser,
            )
        journey.tell("publication is ordered for the morning after the ceremony")


def releasing(journey: Journey) -> None:
    """The minute comes, and the worker publishes."""
    if journey.season.state != SeasonState.SEALED:
        return
    order = journey.season.release_orders.filter(state=ReleaseState.WAITING).first()
    if order is None:
        sealing(journey)
        order = journey.season.release_orders.get(state=ReleaseState.WAITING)
    with journey.at(order.release_at + timedelta(minutes=1)):
        pass
    journey.tell(f"published: {journey.season.awards.count()} awards")
    with journey.at(journey.now + timedelta(hours=1)):
        pass
