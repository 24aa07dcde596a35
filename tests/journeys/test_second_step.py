"""The second step in a real browser: a passkey with the script, an app without."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from cadair.mail.models import OutboxMessage
from tests.cast import a_season
from tests.journeys.browser import NARROWEST, visiting
from tests.journeys.test_every_desk import served  # noqa: F401
from tests.structure.scenes.people import code_now

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "public"])

SIAN = "sian@example.org"
DESK = "/en/desk/valley-2026/history/"


@pytest.fixture(autouse=True)
def _nobody_has_tried() -> None:
    cache.clear()


def _code() -> str:
    letters = OutboxMessage.objects.filter(letter="web_account/email/sign_in_code")
    body = letters.latest("queued_at").body_en
    (code,) = re.findall(r"^    (\S+)$", body, re.MULTILINE)
    return str(code)


def _ask_and_enter(tab: Tab, base: str, address: str = "/en/sign-in/") -> None:
    tab.goto(base + address)
    tab.locator("input[name=email]").fill(SIAN)
    tab.locator("main button.button").first.click()
    tab.locator("input[name=code]").fill(_code())
    tab.locator("main button.button").first.click()


def _has_a_passkey(tab: Tab) -> None:
    """A device that confirms at once, as the browser's own tools pretend it."""
    session = tab.context.new_cdp_session(tab)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_is_added_and_signs_in(served: str, browser: Browser) -> None:  # noqa: F811
    a_season()
    with visiting(browser, served) as visit:
        tab = visit.tab
        _has_a_passkey(tab)
        _ask_and_enter(tab, served)
        tab.get_by_role("link", name="Add a passkey").click()
        tab.get_by_label("Name of the passkey").fill("Work laptop")
        tab.get_by_role("button", name="Add this passkey").click()
        expect(tab.locator("textarea#codes")).to_be_visible()
        expect(tab.get_by_role("button", name="Copy")).to_be_visible()
        tab.get_by_role("link", name="I have kept them").click()
        assert tab.url == served + DESK
        look = visit.look("/en/account/second-step/")
        assert (look.violations, look.problems) == ([], [])
        tab.goto(f"{served}/en/sign-out/")
        tab.locator("main button.button").click()
        _ask_and_enter(tab, served)
        tab.get_by_role("button", name="Use a passkey").click()
        tab.wait_for_url(served + DESK)
        assert visit.problems == []


@pytest.mark.parametrize("language", ["cy", "en"])
def test_without_a_script_an_app_does_the_same(
    served: str,  # noqa: F811
    browser: Browser,
    language: str,
) -> None:
    a_season()
    sign_in = {"cy": "/cy/mewngofnodi/", "en": "/en/sign-in/"}[language]
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    tab = context.new_page()
    _ask_and_enter(tab, served, sign_in)
    secret = tab.locator("code.secret__text").inner_text().replace(" ", "")
    tab.locator("input[name=code]").fill(code_now(secret))
    tab.locator("main button.button").click()
    codes = tab.locator("textarea#codes").input_value().split()
    assert len(codes) == 10
    tab.locator("main a.button").click()
    assert f"/{language}/" in tab.url
    assert "valley-2026" in tab.url
    context.clear_cookies()
    _ask_and_enter(tab, served, sign_in)
    tab.locator("input[name=code]").fill(codes[0])
    tab.locator("main button.button").click()
    assert "valley-2026" in tab.url
    context.close()


def test_setting_up_is_for_everybody_and_fits_the_narrowest_screen(
    served: str,  # noqa: F811
    browser: Browser,
) -> None:
    a_season()
    with visiting(browser, served, width=360) as visit:
        _ask_and_enter(visit.tab, served)
        for address in (
            "/en/account/second-step/app/",
            "/cy/cyfrif/ail-gam/ap/",
            "/cy/cyfrif/ail-gam/cyfrin-allwedd/",
        ):
            look = visit.look(address)
            assert (look.violations, look.problems) == ([], [])
            assert look.width_at_320 <= NARROWEST
