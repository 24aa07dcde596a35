"""Nominating as a stranger does: on a phone, in either language, with and without JavaScript."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.season.nominating import Sent, begin, fill_in, send
from tests.journeys.season.someone import PHONE, someone


@pytest.fixture
def season(site: str, site_folder: Path) -> tuple[str, str]:
    """The key of the open demo season, and one of its categories."""
    del site
    with sqlite3.connect(site_folder / "cadair.sqlite3") as rows:
        found: tuple[str, str] = rows.execute(
            "SELECT s.key, c.key FROM seasons_season s JOIN seasons_category c"
            " ON c.season_id = s.id WHERE s.state = 'open' AND c.\"group\" = 'theme'"
        ).fetchone()
    return found


@pytest.mark.parametrize(("language", "has_script"), [("cy", False), ("en", True)])
def test_a_stranger_nominates_a_partnership_on_a_phone(
    site: str, browser: Browser, season: tuple[str, str], language: str, *, has_script: bool
) -> None:
    key, category = season
    sent = Sent(
        title="Goleuo’r Llwybr" if language == "cy" else "Lighting the Path",
        category=category,
        email=f"nominator-{language}@example.org",
        kind="partnership",
        language=language,
        people=("Siân Ŵŷn Llŷr-Ôl", "a youth worker"),
        organisations=("Cyngor Cwm Hir", "Heddlu’r Bryniau", "Clwb Ieuenctid Pen-y-graig"),
    )
    with someone(browser, site, language, width=PHONE, has_script=has_script) as person:
        begin(person, key)
        fill_in(person, sent)
        assert sent.title in person.text
        for name in (*sent.people, *sent.organisations):
            assert name in person.text
        reference = send(person)
        assert re.fullmatch(r"N-\d{4}", reference)
        assert person.visit.width_of_content() == PHONE


def test_a_page_of_the_form_weighs_little_on_a_first_visit(
    site: str, browser: Browser, season: tuple[str, str]
) -> None:
    """60 KB with styles, script and letters: the form is filled in on trains."""
    key, _category = season
    with someone(browser, site, "cy", width=PHONE) as person:
        begin(person, key)
        person.press("a[href*='/cwestiwn/']")
        path, kept = person.path, person.visit.tab.context.cookies()
    with someone(browser, site, "cy", width=PHONE) as elsewhere:
        elsewhere.visit.tab.context.add_cookies(
            [{"name": each["name"], "value": each["value"], "url": site} for each in kept]
        )
        look = elsewhere.visit.look(path)
        assert "/cwestiwn/" in elsewhere.path
    assert 10_000 < look.bytes_over_the_wire <= 60_000
    assert look.violations == look.problems == []


def test_the_language_is_switched_in_the_middle_and_nothing_typed_is_lost(
    site: str, browser: Browser, season: tuple[str, str]
) -> None:
    key, _category = season
    with someone(browser, site, "en", width=PHONE, has_script=False) as person:
        begin(person, key)
        person.press("a[href$='/summary/']")
        person.fill(summary="Half a sentence about")
        person.press("[name=switch]")
        assert person.path.startswith("/cy/")
        assert person.visit.tab.input_value("[name=summary]") == "Half a sentence about"
