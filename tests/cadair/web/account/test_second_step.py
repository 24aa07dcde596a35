"""The second step: set up at the first sign-in, shown at every other, never skipped (SEC-03)."""

from __future__ import annotations

import json
import logging
import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from cadair.audit.models import AuditEntry
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.mail.models import OutboxMessage
from cadair.people.actions import reset_second_steps
from cadair.people.models import Account, SignedInSession
from cadair.web.shared.guards import SECOND_FACTOR
from tests.cadair.web.reading import attribute, get, words
from tests.cadair.web.signing import signed_in
from tests.cast import NOMINATING_AT, Cast, a_season
from tests.structure.scenes.people import SECRET, code_now

pytestmark = pytest.mark.django_db

STEP = {"en": "/en/account/second-step/", "cy": "/cy/cyfrif/ail-gam/"}
APP = {"en": "/en/account/second-step/app/", "cy": "/cy/cyfrif/ail-gam/ap/"}
PASSKEY = "/en/account/second-step/passkey/"
CODES = "/en/account/second-step/recovery-codes/"
DESK = "/en/desk/valley-2026/history/"


@pytest.fixture
def cast() -> Cast:
    """A season, and nobody who has tried a code yet."""
    cache.clear()
    return a_season()


def _halfway(cast: Cast, name: str) -> Client:
    return signed_in(cast.accounts[name], has_second_factor=False)


def _typed(text: str) -> str:
    return text.replace(" ", "")


def _set_up(browser: Client, address: str = APP["en"]) -> tuple[str, list[str]]:
    """Set up an app; its secret, and the recovery codes that were shown."""
    secret = _typed(get(browser, address).cssselect("code")[0].text_content())
    answer = browser.post(address, {"code": code_now(secret)})
    assert answer.status_code == 200
    return secret, re.findall(r"\d{4}-\d{4}", answer.content.decode())


def _has_shown(browser: Client) -> bool:
    return SECOND_FACTOR in browser.session


def test_a_page_of_a_season_leads_to_the_second_step_and_that_to_setting_it_up(cast: Cast) -> None:
    browser = _halfway(cast, "sian")
    answer = browser.get(DESK)
    assert answer["Location"] == f"{STEP['en']}?next={DESK}"
    assert browser.get(answer["Location"])["Location"] == f"{APP['en']}?next=%2Fen" + DESK[
        3:
    ].replace("/", "%2F")


@pytest.mark.parametrize("language", ["cy", "en"])
def test_an_app_is_set_up_with_picture_and_text(cast: Cast, language: str) -> None:
    browser = _halfway(cast, "sian")
    page = get(browser, APP[language])
    assert page.get("lang") == language
    secret = _typed(page.cssselect("code")[0].text_content())
    assert f"secret={secret}" in attribute(page, "main a[href^=otpauth]", "href")
    assert page.cssselect("svg[role=img] path")
    # The secret stays the same while somebody tries.
    assert _typed(get(browser, APP[language]).cssselect("code")[0].text_content()) == secret


def test_setting_up_counts_as_shown_and_gives_ten_recovery_codes_once(cast: Cast) -> None:
    browser = _halfway(cast, "sian")
    before = browser.session.session_key
    _secret, codes = _set_up(browser)
    assert len(set(codes)) == 10
    assert _has_shown(browser)
    assert browser.session.session_key != before
    assert codes[0] not in browser.get(CODES).content.decode()
    assert "10" in words(get(browser, CODES))
    assert {m.letter for m in OutboxMessage.objects.all()} == {"people/email/second_step_changed"}
    record = [e.action for e in AuditEntry.objects.order_by("sequence")]
    assert record[-2:] == ["add_app", "make_recovery_codes"]


def test_the_secret_lies_encrypted_in_the_database(cast: Cast) -> None:
    secret, codes = _set_up(_halfway(cast, "sian"))
    stored = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored
    assert not any(code.replace("-", "") in stored for code in codes)


def test_the_next_sign_in_asks_and_goes_where_one_wanted_to_go(cast: Cast) -> None:
    with clock.at(NOMINATING_AT):
        secret, _codes = _set_up(_halfway(cast, "sian"))
    with clock.at(NOMINATING_AT + timedelta(minutes=5)):
        browser = _halfway(cast, "sian")
        page = get(browser, STEP["en"])
        assert page.cssselect("input[name=code][autocomplete=one-time-code]")
        answer = browser.post(f"{STEP['en']}?next={DESK}", {"code": code_now(secret)})
    assert answer["Location"] == DESK
    assert _has_shown(browser)


def test_a_code_that_was_used_is_refused_even_half_a_minute_later(cast: Cast) -> None:
    with clock.at(NOMINATING_AT):
        secret, _codes = _set_up(_halfway(cast, "sian"))
        used = code_now(secret)
    for seconds in (0, 31):
        with clock.at(NOMINATING_AT + timedelta(seconds=seconds)):
            browser = _halfway(cast, "sian")
            assert browser.post(STEP["en"], {"code": used}).status_code == 422
            assert not _has_shown(browser)


def test_a_code_of_long_ago_is_refused(cast: Cast) -> None:
    with clock.at(NOMINATING_AT):
        secret, _codes = _set_up(_halfway(cast, "sian"))
    with clock.at(NOMINATING_AT + timedelta(minutes=5)):
        old = code_now(secret)
    with clock.at(NOMINATING_AT + timedelta(minutes=7)):
        browser = _halfway(cast, "sian")
        assert browser.post(STEP["en"], {"code": old}).status_code == 422


def test_a_recovery_code_works_once_and_says_how_many_are_left(cast: Cast) -> None:
    _secret, codes = _set_up(_halfway(cast, "sian"))
    browser = _halfway(cast, "sian")
    answer = browser.post(STEP["en"], {"code": codes[3]}, follow=True)
    assert "Recovery codes you have left: 9" in answer.content.decode()
    again = _halfway(cast, "sian")
    assert again.post(STEP["cy"], {"code": codes[3]}).status_code == 422
    assert not _has_shown(again)


def test_new_recovery_codes_make_the_old_ones_worthless(cast: Cast) -> None:
    browser = _halfway(cast, "sian")
    _secret, old = _set_up(browser)
    new = re.findall(r"\d{4}-\d{4}", browser.post(CODES).content.decode())
    assert set(new).isdisjoint(old)
    other = _halfway(cast, "sian")
    assert other.post(STEP["en"], {"code": old[0]}).status_code == 422
    assert other.post(STEP["en"], {"code": new[0]}).status_code == 302


def test_ten_wrong_codes_are_enough_and_are_noted_without_what_was_typed(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    secret, _codes = _set_up(_halfway(cast, "sian"))
    browser = _halfway(cast, "sian")
    with caplog.at_level(logging.INFO, "cadair.security"):
        statuses = [browser.post(STEP["cy"], {"code": "000111"}).status_code for _ in range(11)]
    assert statuses == [422] * 10 + [429]
    answer = browser.post(STEP["cy"], {"code": code_now(secret)})
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert "Gormod o gynigion" in answer.content.decode()
    lines = [r.getMessage() for r in caplog.records if r.name == "cadair.security"]
    assert lines.count(f"second-step-failed {cast.accounts['sian'].ref} ") == 10
    assert "000111" not in caplog.text


@pytest.mark.parametrize("address", [APP["en"], PASSKEY, CODES])
def test_a_code_by_email_alone_replaces_no_phone(cast: Cast, address: str) -> None:
    _set_up(_halfway(cast, "sian"))
    browser = _halfway(cast, "sian")
    before = list(Authenticator.objects.values("pk", "data"))
    for ask in (browser.get, browser.post):
        assert ask(address, {"code": code_now(SECRET)})["Location"] == STEP["en"]
    assert list(Authenticator.objects.values("pk", "data")) == before


def test_the_account_page_too_waits_for_the_second_step_of_whoever_has_a_part(cast: Cast) -> None:
    assert _halfway(cast, "sian").get("/en/account/")["Location"].startswith(STEP["en"])
    assert _halfway(cast, "eirian").get("/en/account/").status_code == 200


def _handle(browser: Client, number: int = 0) -> str:
    page = get(browser, STEP["en"])
    return str(page.cssselect("input[name=step]")[number].get("value"))


def test_the_last_one_stays_while_somebody_has_a_part(cast: Cast) -> None:
    browser = _halfway(cast, "sian")
    _set_up(browser)
    answer = browser.post(STEP["en"], {"step": _handle(browser), "remove": "1"})
    assert answer.status_code == 422
    assert "one of these must stay" in answer.content.decode()
    assert Authenticator.objects.filter(type="totp").count() == 1


def test_whoever_has_no_part_may_remove_the_last_one_and_the_codes_go_with_it(cast: Cast) -> None:
    browser = _halfway(cast, "eirian")
    _set_up(browser)
    answer = browser.post(STEP["en"], {"step": _handle(browser), "remove": "1"})
    assert answer.status_code == 302
    assert not Authenticator.objects.exists()


def test_nobody_removes_somebody_elses(cast: Cast) -> None:
    sians, olwens = _halfway(cast, "sian"), _halfway(cast, "olwen")
    _set_up(sians)
    _set_up(olwens)
    stolen = {"step": _handle(sians), "remove": "1"}
    assert olwens.post(STEP["en"], stolen).status_code == 404
    assert Authenticator.objects.filter(type="totp").count() == 2


def test_the_operator_resets_it_and_the_person_is_told_and_signed_out(cast: Cast) -> None:
    browser = _halfway(cast, "sian")
    _set_up(browser)
    account: Account = cast.accounts["sian"]
    reset_second_steps(account=account, by=Actor.operator())
    assert not SignedInSession.objects.filter(account=account).exists()
    assert "was reset" in OutboxMessage.objects.latest("queued_at").body_en
    assert _halfway(cast, "sian").get(STEP["en"])["Location"] == APP["en"]


@pytest.mark.parametrize("target", ["//evil.example.org/", "/\\evil", "https:evil", "\\evil", "x"])
def test_the_second_step_leads_nowhere_else(cast: Cast, target: str) -> None:
    _secret, codes = _set_up(_halfway(cast, "eirian"))
    browser = _halfway(cast, "eirian")
    answer = browser.post(f"{STEP['en']}?next={target}", {"code": codes[0]})
    assert answer["Location"] == "/en/account/"


@pytest.mark.parametrize(
    "credential", ["", "[]", "{}", '{"id": 1}', "\x00", '{"rawId": "AA", "response": {}}', "x" * 9]
)
def test_nonsense_is_no_passkey(cast: Cast, credential: str) -> None:
    browser = _halfway(cast, "sian")
    browser.get(PASSKEY)
    answer = browser.post(PASSKEY, {"credential": credential, "name": "Ffôn"})
    assert answer.status_code == 422
    assert "not recognised" in answer.content.decode()
    assert 'value="Ffôn"' in answer.content.decode()
    _set_up(browser)
    other = _halfway(cast, "sian")
    assert other.post(STEP["en"], {"credential": credential}).status_code == 422
    assert not _has_shown(other)


@pytest.mark.parametrize("code", ["", "\x00", "😀", "9" * 500, "\u202e123456"])
def test_nonsense_is_no_code(cast: Cast, code: str) -> None:
    browser = _halfway(cast, "sian")
    _set_up(browser)
    other = _halfway(cast, "sian")
    assert other.post(STEP["en"], {"code": code}).status_code == 422
    assert browser.post(APP["en"], {"code": code}).status_code == 422


@pytest.mark.parametrize("language", ["cy", "en"])
def test_every_page_speaks_its_language(cast: Cast, language: str) -> None:
    browser = _halfway(cast, "sian")
    _set_up(browser)
    pages = (STEP, APP, {"en": PASSKEY, "cy": "/cy/cyfrif/ail-gam/cyfrin-allwedd/"})
    for page in pages:
        assert get(browser, page[language]).get("lang") == language
