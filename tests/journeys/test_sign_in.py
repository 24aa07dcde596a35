"""Signing in with an e-mailed code, in both languages, as somebody with a phone would."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser import Visit, visiting
from tests.journeys.console import cadair

WORDS = {
    "cy": {"sign in": "mewngofnodi", "account": "cyfrif", "sign out": "allgofnodi"},
    "en": {"sign in": "sign-in", "account": "account", "sign out": "sign-out"},
}


def _code_sent_to(visit: Visit, address: str) -> str:
    """What the demo's outbox shows for an address."""
    visit.open("/en/demo/mail/")
    message = visit.tab.locator("li", has_text=address).first.inner_text()
    found = re.search(r"^\s*([A-Z0-9-]{6,})\s*$", message, re.MULTILINE)
    assert found, message
    return found[1]


def _send_form(visit: Visit, field: str, value: str) -> None:
    visit.tab.fill(f"[name={field}]", value)
    with visit.tab.expect_navigation():
        visit.tab.keyboard.press("Enter")


@pytest.mark.parametrize("language", ["cy", "en"])
def test_a_code_from_the_mail_opens_the_account_and_signing_out_closes_it(
    site: str, site_folder: Path, browser: Browser, language: str
) -> None:
    words = WORDS[language]
    address = f"judge-{language}@example.org"
    opened = cadair(site_folder, "account", "open", address, "--name", "Ann Example")
    assert opened.returncode == 0, opened.stderr
    problems: list[str] = []
    with visiting(browser, site, width=360) as visit, visiting(browser, site) as mail:
        visit.open(f"/{language}/{words['account']}/")
        assert f"/{language}/{words['sign in']}/" in visit.tab.url, "not before signing in"
        problems += visit.axe()
        _send_form(visit, "email", address)
        problems += visit.axe()
        _send_form(visit, "code", _code_sent_to(mail, address))
        assert visit.tab.url.split("?")[0] == f"{site}/{language}/{words['account']}/"
        assert address in visit.tab.locator("main").inner_text()
        problems += visit.axe()
        assert visit.width_of_content() == 360
        problems += mail.axe() + visit.problems + mail.problems
        visit.open(f"/{language}/{words['sign out']}/")
        problems += visit.axe()
        with visit.tab.expect_navigation():
            visit.tab.click("main button[type=submit]")
        visit.open(f"/{language}/{words['account']}/")
        assert f"/{language}/{words['sign in']}/" in visit.tab.url
    assert problems == []


def test_a_stranger_is_told_the_same_as_somebody_known(
    site: str, site_folder: Path, browser: Browser
) -> None:
    assert (
        cadair(site_folder, "account", "open", "known@example.org", "--name", "K").returncode == 0
    )
    said = []
    for address in ("known@example.org", "unknown@example.org"):
        with visiting(browser, site) as visit:
            visit.open("/en/sign-in/")
            _send_form(visit, "email", address)
            said.append((visit.tab.url, visit.tab.locator("main").inner_text()))
    assert said[0] == said[1]
