"""Two people confirm the results; they wait for their minute, and it comes."""

from __future__ import annotations

from datetime import datetime, timedelta

from cadair.demo.people import acting
from cadair.demo.staging.journey import Journey
from cadair.outcomes.actions import confirm_seal, order_release, request_seal
from cadair.outcomes.models import SealRequest
from cadair.outcomes.queries import outcome_sha256
from cadair.outcomes.states import ReleaseState, RequestState
from cadair.publishing.season_file import write_post
from cadair.seasons.states import SeasonState


def sealing(journey: Journey) -> None:
    """An organiser asks, the chair confirms; publication waits for the morning after."""
    results = journey.moment("results") or journey.now + timedelta(days=16)
    if journey.season.state == SeasonState.DECIDING:
        with journey.at(results - timedelta(days=16)):
            request = _request(journey, max(results, journey.now + timedelta(days=1)))
            confirm_seal(request=request, by=acting("chair", journey.season))
        journey.tell("two people have confirmed the results, and when they become public")
    waiting = journey.season.release_orders.filter(state=ReleaseState.WAITING)
    if journey.season.state == SeasonState.SEALED and not waiting.exists():
        with journey.at(journey.now + timedelta(minutes=5)):
            order_release(
                season=journey.season,
                release_at=max(results, journey.now + timedelta(days=1)),
                by=journey.organiser,
            )
        journey.tell("publication is ordered")


def _request(journey: Journey, release_at: datetime) -> SealRequest:
    """What the chair is asked: what a visitor asked already, where nothing has changed since."""
    waiting = journey.season.seal_requests.filter(state=RequestState.WAITING).first()
    if waiting is not None and waiting.sha256 == outcome_sha256(journey.season):
        is_to_come = waiting.release_at is None or waiting.release_at > journey.now
        if is_to_come:
            return waiting
    return request_seal(season=journey.season, by=journey.organiser, release_at=release_at)


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


def news(journey: Journey) -> None:
    """News whose day has come; those of the results name the winners: only if they are right."""
    there = set(journey.season.posts.values_list("key", flat=True))
    results = journey.moment("results")
    for part in journey.script.news:
        at = part.published.instant if part.published else None
        if part.key in there or at is None or at > journey.now:
            continue
        if results is None or at < results or _is_as_written(journey):
            write_post(journey.season, part, position=0)


def _is_as_written(journey: Journey) -> bool:
    """Whether the awards are those of the script."""
    known = journey.entries()
    planned = {
        (part.category, part.kind, known[part.entry].pk)
        for part in journey.script.awards
        if part.entry in known
    }
    awards = journey.season.awards.values_list("category__key", "kind__key", "entry")
    return planned == set(awards)
