"""A file on a bad line: the connection breaks in the middle, the page is closed, and it goes on."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.cadair.files.samples import a_picture
from tests.journeys.season.nominating import begin
from tests.journeys.season.someone import Someone, someone
from tests.journeys.test_nominating_partnership import season

__all__ = ["season"]

PARTS = re.compile(r"/evidence-in-parts/$")
BREAKS_AT = 3
"""The first answer says that nothing is there yet; the part after the next does not arrive."""


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A picture of three and a half megabytes: what follows its pixels is dropped by us."""
    there = tmp_path / "bridge.png"
    there.write_bytes(a_picture("PNG") + os.urandom(3_500_000))
    return there


def test_a_file_goes_on_after_a_lost_connection_and_a_closed_page(
    site: str, browser: Browser, season: tuple[str, str], photo: Path
) -> None:
    with someone(browser, site, "en") as person:
        begin(person, season[0])
        person.press("ul.tasks a[href$='/evidence/']")
        here = person.path
        sent = _cut_the_line(person, photo)
        person.visit.tab.unroute(PARTS)
        person.go(here)
        expect(person.visit.tab.locator(".evidence__coming")).to_contain_text("bridge.png")
        assert sent == BREAKS_AT
        more = _send_the_rest(person, photo)
        # The first megabyte was there: asking, three parts, and nothing twice.
        assert more == 1 + 3
        listed = person.visit.tab.locator(".evidence__item")
        expect(listed).to_have_count(1)
        assert person.visit.tab.locator(".evidence__coming").count() == 0
        _lines_that_broke_are_no_fault(person)


def _choose(person: Someone, photo: Path) -> None:
    tab = person.visit.tab
    tab.set_input_files("[name=file-general-file]", photo)
    tab.fill("[name=file-general-description]", "The bridge")
    tab.locator("form[data-upload] button[type=submit]").first.click()


def _cut_the_line(person: Someone, photo: Path) -> int:
    """Send until the line breaks, which is said in words; returns how many requests were made."""
    made = 0

    def carry(route: Route) -> None:
        nonlocal made
        made += 1
        if made < BREAKS_AT:
            route.continue_()
        else:
            route.abort("connectionfailed")

    person.visit.tab.route(PARTS, carry)
    _choose(person, photo)
    status = person.visit.tab.locator("[data-status]").first
    expect(status).to_contain_text("The connection was lost")
    return made


def _send_the_rest(person: Someone, photo: Path) -> int:
    made = 0

    def count(route: Route) -> None:
        nonlocal made
        made += 1
        route.continue_()

    person.visit.tab.route(PARTS, count)
    _choose(person, photo)
    expect(person.visit.tab.locator(".evidence__item")).to_contain_text("bridge.png")
    return made


def _lines_that_broke_are_no_fault(person: Someone) -> None:
    person.wrong[:] = [each for each in person.wrong if "ERR_CONNECTION_FAILED" not in each]
    person.visit.problems[:] = [
        each for each in person.visit.problems if "ERR_CONNECTION_FAILED" not in each
    ]
