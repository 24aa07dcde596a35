"""Rounds with a browser: ranking by keyboard, two at a time, without JavaScript, at 320 pixels."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from cadair.foundation import clock
from cadair.judging.actions import key_paper
from cadair.judging.models import Comparison, Paper, Round
from cadair.judging.round_states import RoundMethod
from cadair.seasons.states import SeasonState
from tests.cadair.web.jury import pages
from tests.cadair.web.jury.test_round_ballots import by_ballot, kept
from tests.cadair.web.jury.test_round_papers import where
from tests.cadair.web.signing import signed_in
from tests.cadair.web.staff.test_finals import desk
from tests.cast import CHECKING_AT, KICKABOUT, LANTERN, QUIET, Cast, a_season
from tests.journeys.browser import NARROWEST, Visit, visiting
from tests.journeys.test_every_desk import _cookies, served  # noqa: F401
from tests.journeys.test_judging_keyboard import Keys, sit_down
from tests.rounds import a_round

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "public"])


@pytest.fixture
def cast(monkeypatch: pytest.MonkeyPatch) -> Cast:
    """A season in judging whose winners are chosen by ballot."""
    with clock.at(CHECKING_AT):
        made = a_season(SeasonState.JUDGING)
        by_ballot(made)
    for face in ("now", "wall"):
        monkeypatch.setattr(clock, face, lambda: CHECKING_AT)
    return made


def over_all(cast: Cast, method: RoundMethod, **more: Any) -> Round:
    """A round over all three entries of the season."""
    round_ = a_round(cast, method, **more)
    for entry in cast.entries.values():
        round_.entries.create(entry=entry)
    return round_


@pytest.mark.parametrize("language", ["cy", "en"])
def test_ranking_and_casting_by_keyboard_alone(
    cast: Cast,
    served: str,  # noqa: F811
    browser: Browser,
    language: str,
) -> None:
    round_ = over_all(cast, RoundMethod.RANKED_BALLOT)
    with visiting(browser, served, width=NARROWEST) as visit:
        sit_down(visit, cast)
        visit.open(where(cast, round_, language=language))
        assert visit.axe() == []
        assert visit.width_of_content() == NARROWEST
        keys = Keys(visit.tab)
        spoken = visit.tab.locator("[data-spoken]")
        for title in (QUIET, LANTERN):
            keys.tab_to(f"[name=up][value='{cast.entries[title].public_id}']")
            keys.press("Enter")
            expect(spoken).to_contain_text(title)
        keys.press("Enter")
        expect(spoken).to_contain_text("1")
        focused = "document.activeElement.value"
        assert visit.tab.evaluate(focused) == cast.entries[LANTERN].public_id
        keys.tab_to("[name=confirm]")
        keys.press("Space")
        keys.tab_to("[name=cast]")
        with visit.tab.expect_navigation():
            keys.press("Enter")
        assert visit.axe() == []
        assert visit.problems == []
    assert kept(cast) == {LANTERN: 1, QUIET: 2}


def test_ranking_and_comparing_without_javascript(
    cast: Cast,
    served: str,  # noqa: F811
    browser: Browser,
) -> None:
    ballot = over_all(cast, RoundMethod.RANKED_BALLOT)
    pairs = over_all(cast, RoundMethod.PAIRWISE)
    with visiting(browser, served, java_script_enabled=False) as visit:
        sit_down(visit, cast)
        visit.tab.goto(served + where(cast, ballot))
        for title in (QUIET, LANTERN, LANTERN):
            visit.tab.click(f"[name=up][value='{cast.entries[title].public_id}']")
        expect(visit.tab.locator("[role=status]").first).to_contain_text("moved to 1 of 2")
        visit.tab.check("[name=confirm]")
        visit.tab.click("[name=cast]")
        assert kept(cast) == {LANTERN: 1, QUIET: 2}
        visit.tab.goto(served + where(cast, pairs))
        for _each in range(3):
            visit.tab.locator("[name=better]").first.click()
        expect(visit.tab.locator("body")).to_contain_text("You have compared every two of them.")
    assert Comparison.objects.count() == 3


def test_a_sift_by_keyboard_goes_from_one_entry_to_the_next(
    cast: Cast,
    served: str,  # noqa: F811
    browser: Browser,
) -> None:
    round_ = over_all(cast, RoundMethod.SIFT)
    with visiting(browser, served, width=NARROWEST) as visit:
        sit_down(visit, cast)
        visit.open(where(cast, round_, LANTERN))
        for title in (LANTERN, QUIET, KICKABOUT):
            expect(visit.tab.locator("h1")).to_have_text(title)
            assert visit.axe() == []
            keys = Keys(visit.tab)
            keys.tab_to("[name=verdict]")
            keys.press("Space")
            keys.tab_to("[name=next]")
            with visit.tab.expect_navigation():
                keys.press("Enter")
        assert visit.problems == []
    assert list(Paper.objects.values_list("verdict", flat=True)) == ["pass"] * 3


def looked_at(visit: Visit, path: str) -> list[str]:
    """What is wrong with a page at 320 pixels."""
    visit.open(path)
    wide = [] if visit.width_of_content() == NARROWEST else [f"{path}: scrolls sideways"]
    return [*visit.axe(), *visit.problems, *wide]


@pytest.mark.parametrize("language", ["cy", "en"])
def test_every_page_of_a_round_is_for_everybody(
    cast: Cast,
    served: str,  # noqa: F811
    browser: Browser,
    language: str,
) -> None:
    rounds = [over_all(cast, method) for method in RoundMethod if method in _WITH_PAGES]
    final = next(each for each in rounds if each.method == RoundMethod.LIVE_FINAL)
    sift = over_all(cast, RoundMethod.SIFT, by_staff=True)
    key_paper(
        round_=final,
        judge=cast.judges["ann"],
        entry=cast.entries[LANTERN],
        points=70,
        again=70,
        by=cast.organiser,
    )
    with visiting(browser, served, width=NARROWEST) as visit:
        sit_down(visit, cast)
        found = looked_at(visit, pages.desk(cast, language))
        for round_ in rounds:
            found += looked_at(visit, where(cast, round_, language=language))
            found += looked_at(visit, where(cast, round_, LANTERN, language))
    with visiting(browser, served, width=NARROWEST) as visit:
        visit.tab.context.add_cookies(_cookies(signed_in(cast.accounts["olwen"]), visit.base))
        for round_, word in ((final, "finals"), (sift, "sift")):
            for title in ("", LANTERN):
                path = desk(cast, round_, title, word=word)
                if language == "cy":
                    path = path.replace("/en/desk/", "/cy/desg/")
                    path = path.replace("/finals/", "/terfynol/").replace("/sift/", "/hidlo/")
                found += looked_at(visit, path)
    assert found == []


_WITH_PAGES = (
    RoundMethod.SIFT,
    RoundMethod.SINGLE_SCORE,
    RoundMethod.LIVE_FINAL,
    RoundMethod.RANKED_BALLOT,
    RoundMethod.PAIRWISE,
)
