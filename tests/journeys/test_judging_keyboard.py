"""A category read and marked by keyboard alone, on a narrow screen, in both languages; and without
JavaScript; and what a screen reader is told meanwhile (ACC-11)."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Dialog, expect
from playwright.sync_api import Page as Tab

from cadair.foundation import clock
from cadair.judging.models import Scorecard
from cadair.seasons.states import SeasonState
from tests.cadair.web.jury import pages
from tests.cast import CHECKING_AT, LANTERN, QUIET, Cast, a_season
from tests.journeys.browser import NARROWEST, Visit, visiting
from tests.journeys.test_every_desk import _cookies, served  # noqa: F401
from tests.progress import declare

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "public"])

MOST_KEYS = 40
"""For one entry with two criteria, from the top of the page: skip link, panes, marks, Enter."""


@pytest.fixture
def cast(monkeypatch: pytest.MonkeyPatch) -> Cast:
    """Everybody has declared."""
    with clock.at(CHECKING_AT):
        made = a_season(SeasonState.JUDGING)
        declare(made)
    for face in ("now", "wall"):
        monkeypatch.setattr(clock, face, lambda: CHECKING_AT)
    return made


def sit_down(visit: Visit, cast: Cast) -> None:
    visit.tab.context.add_cookies(_cookies(pages.at_desk(cast, "ann"), visit.base))


def given(cast: Cast, title: str) -> dict[str, int]:
    card = Scorecard.objects.get(judge=cast.judges["ann"], entry=cast.entries[title])
    return dict(card.marks.values_list("criterion__key", "value"))


class Keys:
    """A keyboard, and how often it was pressed."""

    def __init__(self, tab: Tab) -> None:
        self.tab, self.pressed = tab, 0

    def press(self, key: str) -> None:
        """One key."""
        self.tab.keyboard.press(key)
        self.pressed += 1

    def tab_to(self, selector: str) -> None:
        """Go on until the focus is there; the focus must be seen on the way."""
        for _ in range(MOST_KEYS * 2):
            self.press("Tab")
            if self.tab.evaluate("(it) => document.activeElement.matches(it)", selector):
                return
        raise AssertionError(f"no way by keyboard to {selector}")


@pytest.mark.parametrize("language", ["cy", "en"])
def test_a_category_is_marked_by_keyboard_alone_at_320_pixels(
    cast: Cast,
    served: str,  # noqa: F811
    browser: Browser,
    language: str,
) -> None:
    with visiting(browser, served, width=NARROWEST) as visit:
        sit_down(visit, cast)
        visit.open(pages.sheet(cast, cast.entries[LANTERN], language=language))
        for title, following in ((LANTERN, QUIET), (QUIET, None)):
            assert visit.axe() == []
            assert visit.width_of_content() == NARROWEST
            keys = Keys(visit.tab)
            keys.tab_to("a[href='#marking']")
            keys.press("Enter")
            keys.tab_to("[name=mark-prevention]")
            keys.press("Space")
            for _ in range(3):
                keys.press("ArrowDown")
            keys.tab_to("[name=mark-impact]")
            keys.press("Space")
            keys.press("ArrowDown")
            with visit.tab.expect_navigation():
                keys.press("Enter")
            assert given(cast, title) == {"prevention": 3, "impact": 1}
            assert keys.pressed <= MOST_KEYS
            if following:
                expect(visit.tab.locator("h1")).to_have_text(following)
        assert visit.problems == []


PANES = "const [read, score] = ['.reading', '.scoring'].map(each => document.querySelector(each)"
"""Both in one look: a window that has just become narrower still scrolls."""
BESIDE = f"() => {{ {PANES}.getBoundingClientRect()); return read.right <= score.left }}"
BELOW = f"() => {{ {PANES}.getBoundingClientRect()); return read.bottom <= score.top }}"


def test_beside_each_other_one_gets_from_pane_to_pane_by_keyboard(
    cast: Cast,
    served: str,  # noqa: F811
    browser: Browser,
) -> None:
    with visiting(browser, served, width=900) as visit:
        sit_down(visit, cast)
        visit.open(pages.sheet(cast, cast.entries[LANTERN]))
        visit.tab.wait_for_function(BESIDE)
        keys = Keys(visit.tab)
        keys.tab_to("a[href='#marking']")
        assert visit.tab.locator("a[href='#marking']").is_visible()
        keys.press("Enter")
        keys.tab_to("a[href='#reading']")
        visit.tab.set_viewport_size({"width": 899, "height": 900})
        visit.tab.wait_for_function(BELOW)


def test_without_javascript_one_reads_marks_and_goes_on(
    cast: Cast,
    served: str,  # noqa: F811
    browser: Browser,
) -> None:
    with visiting(browser, served, java_script_enabled=False) as visit:
        sit_down(visit, cast)
        visit.tab.goto(served + pages.sheet(cast, cast.entries[LANTERN]))
        expect(visit.tab.locator(".reading")).to_contain_text(f"What {LANTERN} did.")
        visit.tab.check("[name=mark-prevention][value='7']")
        visit.tab.check("[name=mark-impact][value='8']")
        visit.tab.locator("details.remark summary").first.click()
        visit.tab.fill("[name=remark-prevention]", "Well shown.")
        visit.tab.check("[name=flag]")
        visit.tab.get_by_role("button", name="Save and next").click()
        expect(visit.tab.locator("h1")).to_have_text(QUIET)
        assert given(cast, LANTERN) == {"prevention": 7, "impact": 8}
        visit.tab.goto(served + pages.desk(cast) + "?flagged=1")
        expect(visit.tab.locator("#entries tbody tr")).to_have_count(1)
        visit.tab.goto(served + pages.desk(cast))
        expect(visit.tab.locator("[data-device]")).to_be_hidden()


def test_saving_speaks_at_most_every_ten_seconds(
    cast: Cast,
    served: str,  # noqa: F811
    browser: Browser,
) -> None:
    with visiting(browser, served) as visit:
        sit_down(visit, cast)
        visit.tab.clock.install()
        visit.open(pages.sheet(cast, cast.entries[LANTERN]))
        visit.tab.evaluate(
            """() => {
              window.told = [];
              new MutationObserver(() => window.told.push(Date.now())).observe(
                document.querySelector("[data-spoken]"), { childList: true, subtree: true });
            }"""
        )
        for number in range(12):
            visit.tab.check(f"[name=mark-prevention][value='{number % 10 + 1}']")
            visit.tab.clock.run_for(3_000)
        visit.tab.clock.run_for(30_000)
        expect(visit.tab.locator("[data-state]")).to_have_text("All changes are saved.")
        told = visit.tab.evaluate("window.told")
        assert told, "whoever cannot see the page hears nothing of it being saved"
        between = [later - sooner for sooner, later in pairwise(told)]
        # The clock that counts and the clock that waits may differ by a millisecond or two.
        assert all(each >= 9_990 for each in between), between
        assert given(cast, LANTERN) == {"prevention": 2}


def test_what_is_not_saved_is_not_left_without_a_warning(
    cast: Cast,
    served: str,  # noqa: F811
    browser: Browser,
) -> None:
    with visiting(browser, served) as visit:
        sit_down(visit, cast)
        visit.open(pages.sheet(cast, cast.entries[LANTERN]))
        visit.tab.check("[name=mark-prevention][value='7']")
        asked: list[str] = []

        def stay(dialog: Dialog) -> None:
            asked.append(dialog.type)
            dialog.dismiss()

        visit.tab.on("dialog", stay)
        with visit.tab.expect_event("dialog"):
            visit.tab.close(run_before_unload=True)
        assert asked == ["beforeunload"]
