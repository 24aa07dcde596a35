"""Two screens in one meeting: the chair moves on, a judge who follows is taken along."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from cadair.foundation import clock
from cadair.judging.models import Meeting
from cadair.outcomes.models import Decision
from cadair.seasons.states import SeasonState
from tests.cadair.web.panel import pages
from tests.cast import MEETING_AT, a_season
from tests.journeys.browser import NARROWEST, visiting
from tests.journeys.test_every_desk import _cookies, served
from tests.progress import decide

__all__ = ["served"]

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "public"])


def test_who_follows_is_taken_along_and_what_somebody_types_stays(
    served: str, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    with clock.at(MEETING_AT):
        cast = a_season(SeasonState.DECIDING)
        chair, ann = (pages.browser(cast, name) for name in ("cerys", "ann"))
    # The server answers in another thread, which a pinned moment does not reach.
    for clock_face in ("now", "wall"):
        monkeypatch.setattr(clock, clock_face, lambda: MEETING_AT)
    with (
        visiting(browser, served) as leads,
        visiting(browser, served, width=NARROWEST) as follows,
    ):
        leads.tab.context.add_cookies(_cookies(chair, served))
        follows.tab.context.add_cookies(_cookies(ann, served))
        follows.open(pages.room(cast))
        follows.tab.get_by_label("Follow the meeting on this screen").check()
        follows.tab.get_by_role("heading", level=1).click()

        leads.open(pages.room(cast))
        leads.tab.get_by_role("button", name="Work out what the rules suggest").click()
        leads.tab.get_by_role("button", name="Begin").click()
        expect(leads.tab.get_by_role("heading", level=1)).to_have_text("Anti-social behaviour")
        expect(follows.tab).to_have_url(f"{served}{pages.category(cast)}", timeout=15_000)
        assert Meeting.objects.get().version == 1

        # Whoever has begun to type is told, and stays.
        follows.open(pages.category(cast, "youth"))
        leads.tab.get_by_label("Reason for the decision").fill("We are not there yet.")
        with clock.at(MEETING_AT):
            decide(cast, "youth")
        assert Decision.objects.count() == 1
        said = leads.tab.get_by_role("status").filter(has_text="Something has happened")
        expect(said).to_be_visible(timeout=15_000)
        expect(leads.tab.get_by_label("Reason for the decision")).to_have_value(
            "We are not there yet."
        )
        assert leads.problems == []
        assert follows.problems == []
