"""Scenes: decisions, texts, confirmation."""

from __future__ import annotations

from cadair.outcomes.actions import (
    approve_award_text,
    confirm_seal,
    request_seal,
    withdraw_seal_request,
)
from cadair.publishing.actions import tell_of_results
from cadair.seasons.states import SeasonState
from tests.cast import LANTERN, MEETING_AT, Cast
from tests.progress import award, decide, decide_all
from tests.structure.scenes.scene import Scene


def _asked(cast: Cast) -> None:
    decide_all(cast)
    request_seal(season=cast.season, by=cast.organiser, release_at=MEETING_AT)


SCENES: dict[str, Scene] = {
    "cadair.publishing.actions.tell_of_results": Scene(
        SeasonState.RELEASED,
        MEETING_AT,
        lambda c: tell_of_results(season=c.season, by=c.organiser),
    ),
    "cadair.outcomes.actions.approve_award_text": Scene(
        SeasonState.DECIDING,
        MEETING_AT,
        lambda c: approve_award_text(award=c.season.awards.all()[0], by=c.organiser),
        lambda c: decide(c, "asb", award(c, "winner", LANTERN)),
    ),
    "cadair.outcomes.actions.request_seal": Scene(
        SeasonState.DECIDING,
        MEETING_AT,
        lambda c: request_seal(season=c.season, by=c.organiser),
        decide_all,
    ),
    "cadair.outcomes.actions.withdraw_seal_request": Scene(
        SeasonState.DECIDING,
        MEETING_AT,
        lambda c: withdraw_seal_request(request=c.season.seal_requests.all()[0], by=c.organiser),
        _asked,
    ),
    "cadair.outcomes.actions.confirm_seal": Scene(
        SeasonState.DECIDING,
        MEETING_AT,
        lambda c: confirm_seal(request=c.season.seal_requests.all()[0], by=c.chair),
        _asked,
    ),
}
