"""The desk in tests: a browser of the organiser, and the addresses of the pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.test import Client

from cadair.foundation import clock
from cadair.seasons.states import SeasonState
from tests.cadair.web.signing import signed_in
from tests.cast import CHECKING_AT, MEETING_AT, NOMINATING_AT, Cast, a_season

EN = "/en/desk/valley-2026/"
CY = "/cy/desg/valley-2026/"
MOMENTS: dict[SeasonState, datetime] = {
    SeasonState.DRAFT: NOMINATING_AT,
    SeasonState.OPEN: NOMINATING_AT,
    SeasonState.CHECKING: CHECKING_AT,
    SeasonState.JUDGING: CHECKING_AT,
}


@dataclass
class Desk:
    """Somebody of the cast at the desk, at the moment the season has come to."""

    cast: Cast
    browser: Client
    moment: datetime

    def get(self, path: str) -> Any:
        """A page."""
        with clock.at(self.moment):
            return self.browser.get(path)

    def post(self, path: str, **data: str) -> Any:
        """A form sent in."""
        with clock.at(self.moment):
            return self.browser.post(path, data)

    def page(self, path: str) -> str:
        """The text of a page that is there."""
        answer = self.get(path)
        assert answer.status_code == 200, path
        return str(answer.content.decode())


def desk(state: SeasonState = SeasonState.OPEN, name: str = "olwen") -> Desk:
    """The desk of a season that has come to `state`, with the browser of `name`."""
    cast = a_season(state)
    moment = MOMENTS.get(state, MEETING_AT)
    with clock.at(moment):
        return Desk(cast, signed_in(cast.accounts[name]), moment)
