"""Signing in with a code: for who has an account, in either language, without a script."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from statistics import median

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse, translate_url
from django.utils import translation

from cadair.foundation.actors import Actor
from cadair.mail.actions import remember_language
from cadair.mail.models import OutboxMessage
from cadair.mail.states import MailLanguage
from cadair.people.actions import close_account
from cadair.people.models import Account, SignedInSession
from tests.cadair.web.reading import get, words

pytestmark = pytest.mark.django_db

SIGN_IN = {"en": "/en/sign-in/", "cy": "/cy/mewngofnodi/"}
CODE = {"en": "/en/sign-in/code/", "cy": "/cy/mewngofnodi/cod/"}
ACCOUNT = {"en": "/en/account/", "cy": "/cy/cyfrif/"}
SIAN = "sian@example.org"


@pytest.fixture(autouse=True)
def sian() -> Account:
    """Somebody with an account; nobody has asked for a code yet."""
    cache.clear()
    return Account.objects.create(email=SIAN, name="Siân Ŵŷn Llŷr-Ôl")


def _ask(client: Client, email: str = SIAN, language: str = "en") -> None:
    answer = client.post(SIGN_IN[language], {"email": email})
    assert (answer.status_code, answer["Location"]) == (302, CODE[language])


def _code() -> str:
    body = OutboxMessage.objects.latest("queued_at").body_en
    (code,) = re.findall(r"^    (\S+)$", body, re.MULTILINE)
    return str(code)


def _redeem(client: Client, code: str, language: str = "en") -> int:
    return client.post(CODE[language], {"code": code}).status_code


def _is_signed_in(client: Client) -> bool:
    return client.get(ACCOUNT["en"]).status_code == 200


@pytest.mark.parametrize("language", ["cy", "en"])
def test_the_way_in_stays_in_its_language(client: Client, language: str) -> None:
    other = "en" if language == "cy" else "cy"
    for address in (SIGN_IN[language],):
        page = get(client, address)
        assert page.get("lang") == language
        assert SIGN_IN[other] in [link.get("href") for link in page.cssselect("a.switch")]
    _ask(client, language=language)
    page = get(client, CODE[language])
    assert page.get("lang") == language
    assert CODE[other] in [link.get("href") for link in page.cssselect("a.switch")]
    answer = client.post(CODE[language], {"code": _code()})
    assert (answer.status_code, answer["Location"]) == (302, ACCOUNT[language])
    assert "Siân Ŵŷn Llŷr-Ôl" in words(get(client, ACCOUNT[language]))


@pytest.mark.parametrize("typed", ["{code}", "{lower}", " {code} ", "{bare}"])
def test_capitals_dashes_and_spaces_do_not_matter(client: Client, typed: str) -> None:
    _ask(client)
    code = _code()
    forms = {"code": code, "lower": code.lower(), "bare": code.replace("-", "")}
    assert _redeem(client, typed.format(**forms)) == 302
    assert _is_signed_in(client)


def test_the_address_may_be_typed_in_any_case(client: Client) -> None:
    _ask(client, " Sian@Example.ORG ")
    _redeem(client, _code())
    assert _is_signed_in(client)


@pytest.mark.parametrize(
    ("choice", "welsh", "english"),
    [(MailLanguage.WELSH, 1, 0), (MailLanguage.ENGLISH, 0, 1), (None, 1, 1)],
)
def test_the_message_is_in_the_language_its_reader_chose_not_in_that_of_the_page(
    client: Client, choice: MailLanguage | None, welsh: int, english: int
) -> None:
    if choice:
        remember_language(address=SIAN, language=choice, by=Actor.operator())
    for language in ("en", "cy"):
        _ask(Client(), language=language)
        message = OutboxMessage.objects.latest("queued_at")
        assert (bool(message.body_cy), bool(message.body_en)) == (bool(welsh), bool(english))
        assert message.letter == "web_account/email/sign_in_code"


def test_a_code_works_once(client: Client) -> None:
    _ask(client)
    code = _code()
    _redeem(client, code)
    client.post("/en/sign-out/")
    assert not _is_signed_in(client)
    _redeem(client, code)
    assert not _is_signed_in(client)


def test_opening_the_page_redeems_nothing(client: Client) -> None:
    """A mail scanner may follow every link and open every page as often as it likes."""
    _ask(client)
    code = _code()
    for _ in range(5):
        client.get(f"{CODE['en']}?code={code}")
        client.head(CODE["en"])
    assert not _is_signed_in(client)
    assert _redeem(client, code) == 302
    assert _is_signed_in(client)


def test_a_code_belongs_to_the_browser_that_asked(client: Client) -> None:
    _ask(client)
    other = Client()
    assert _redeem(other, _code()) == 302
    assert not _is_signed_in(other)


@pytest.mark.parametrize(("minutes", "works"), [(9, True), (11, False)])
def test_a_code_works_for_ten_minutes(
    client: Client, monkeypatch: pytest.MonkeyPatch, *, minutes: int, works: bool
) -> None:
    _ask(client)
    code = _code()
    later = time.time() + minutes * 60
    monkeypatch.setattr(time, "time", lambda: later)
    _redeem(client, code)
    assert _is_signed_in(client) is works


def test_three_wrong_codes_and_one_starts_again(client: Client) -> None:
    _ask(client)
    code = _code()
    for _ in range(2):
        assert _redeem(client, "BBBB-BBBB") == 200
    answer = client.post(CODE["en"], {"code": "BBBB-BBBB"})
    assert answer["Location"] == SIGN_IN["en"]
    _redeem(client, code)
    assert not _is_signed_in(client)


def test_signing_in_gives_a_new_session(client: Client) -> None:
    _ask(client)
    before = client.session.session_key
    _redeem(client, _code())
    assert client.session.session_key != before
    assert not SignedInSession.objects.filter(session_key=before).exists()


def test_another_code_can_be_sent_to_another_address(client: Client) -> None:
    _ask(client, "wrong@example.org")
    assert client.get(SIGN_IN["en"])["Location"] == CODE["en"]
    assert client.post("/en/sign-out/")["Location"] == SIGN_IN["en"]
    _ask(client)
    _redeem(client, _code())
    assert _is_signed_in(client)


def test_an_unknown_address_gets_the_same_pages_and_no_code(client: Client) -> None:
    known, unknown = Client(), Client()
    _ask(known)
    _ask(unknown, "unknown@example.org")
    pages = [_without_token(browser.get(CODE["en"]).content) for browser in (known, unknown)]
    assert pages[0] == pages[1]
    letters = dict(OutboxMessage.objects.values_list("to_address", "letter"))
    assert letters == {
        SIAN: "web_account/email/sign_in_code",
        "unknown@example.org": "web_account/email/no_account",
    }
    assert _redeem(unknown, "BBBB-BBBB") == 200
    assert not Account.objects.filter(email="unknown@example.org").exists()


def test_success_and_failure_are_written_down_by_ids(
    client: Client, sian: Account, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO", "cadair.security"):
        _ask(client)
        _redeem(client, "BBBB-BBBB")
        _redeem(client, _code())
    events = [r.getMessage().split()[:2] for r in caplog.records if r.name == "cadair.security"]
    ref = sian.ref
    assert events == [["code-asked-for", ref], ["sign-in-failed", ref], ["signed-in", ref]]
    assert SIAN not in caplog.text


def test_an_unknown_address_is_answered_as_fast(client: Client) -> None:
    def seconds(email: str) -> float:
        cache.clear()
        browser = Client()
        began = time.process_time()
        browser.post(SIGN_IN["en"], {"email": email})
        return time.process_time() - began

    seconds(SIAN)
    pairs = [(seconds(SIAN), seconds("unknown@example.org")) for _ in range(15)]
    known, unknown = (median(side) for side in zip(*pairs, strict=True))
    assert abs(known - unknown) < 0.05


def test_a_closed_account_is_as_unknown_as_any(client: Client, sian: Account) -> None:
    close_account(account=sian, by=Actor.operator())
    _ask(client)
    assert OutboxMessage.objects.get().letter == "web_account/email/no_account"


@pytest.mark.parametrize("email", [SIAN, "unknown@example.org"])
def test_five_codes_an_hour_are_enough_for_one_address(email: str) -> None:
    """Nobody can fill a stranger's mailbox (SEC-07)."""
    for _ in range(5):
        _ask(Client(), email)
    answer = Client().post(SIGN_IN["cy"], {"email": email.upper()})
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert 'lang="cy"' in answer.content.decode()
    assert OutboxMessage.objects.filter(to_address=email).count() == 5


def test_a_header_that_anybody_can_send_does_not_lift_the_limit() -> None:
    statuses = set()
    for number in range(40):
        answer = Client().post(
            SIGN_IN["en"],
            {"email": f"reader{number}@example.org"},
            headers={"X-Forwarded-For": f"10.0.0.{number}"},
        )
        statuses.add(answer.status_code)
    assert 429 in statuses


@pytest.mark.parametrize(
    ("email", "said"),
    [("", "Enter your e-mail address"), ("sian", "Enter an e-mail address like name@example.org")],
)
def test_a_slip_is_explained(client: Client, email: str, said: str) -> None:
    answer = client.post(SIGN_IN["en"], {"email": email})
    assert answer.status_code == 200
    assert said in answer.content.decode()


@pytest.mark.parametrize(
    "email", ["a@example.org\nBcc: b@example.org", "a@example.org, b@example.org", "x" * 300]
)
def test_what_is_no_address_gets_no_message(client: Client, email: str) -> None:
    assert client.post(SIGN_IN["en"], {"email": email}).status_code == 200
    assert not OutboxMessage.objects.exists()


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example.org/",
        "https://evil.example.org/",
        "https:evil.example.org",
        "\\\\evil.example.org",
        "/\\evil.example.org",
        "javascript:alert(1)",
    ],
)
def test_signing_in_leads_nowhere_else(client: Client, target: str) -> None:
    client.post(f"{SIGN_IN['en']}?next={target}", {"email": SIAN})
    answer = client.post(f"{CODE['en']}?next={target}", {"code": _code(), "next": target})
    assert answer["Location"] == ACCOUNT["en"]


def test_signing_in_leads_back_to_where_one_wanted_to_go(client: Client) -> None:
    sent = client.get(ACCOUNT["cy"])["Location"]
    assert sent == "/cy/mewngofnodi/?next=/cy/cyfrif/"
    answer = client.post(sent, {"email": SIAN})
    answer = client.post(answer["Location"], {"code": _code()})
    assert answer["Location"] == ACCOUNT["cy"]


@pytest.mark.parametrize("address", [SIGN_IN["en"], CODE["en"], ACCOUNT["en"], "/en/sign-out/"])
def test_pages_of_sign_in_are_kept_by_no_cache(client: Client, address: str) -> None:
    _ask(client)
    answer = client.get(address)
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_signing_out_needs_a_sent_form(client: Client, sian: Account) -> None:
    client.force_login(sian)
    assert client.get("/en/sign-out/").status_code == 200
    assert _is_signed_in(client)
    assert client.post("/cy/allgofnodi/")["Location"] == SIGN_IN["cy"]
    assert not _is_signed_in(client)
    assert not SignedInSession.objects.filter(account=sian).exists()


def test_the_library_opens_no_other_door(client: Client) -> None:
    closed = ("signup", "password/reset", "email", "login", "accounts/login", "accounts/signup")
    for language in ("en", "cy"):
        for path in closed:
            assert client.get(f"/{language}/{path}/").status_code in {301, 404}
            assert client.get(f"/{path}/").status_code == 404


def test_names_of_routes_lead_to_the_address_in_the_language_that_is_spoken() -> None:
    for language in ("cy", "en"):
        with translation.override(language):
            assert reverse("account_login") == SIGN_IN[language]
            assert reverse("account_request_login_code") == SIGN_IN[language]
            assert reverse("account_confirm_login_code") == CODE[language]
            assert reverse("account") == ACCOUNT[language]
    with translation.override("cy"):
        assert translate_url(ACCOUNT["cy"], "en") == ACCOUNT["en"]


def test_the_code_is_forgotten_when_it_no_longer_works(client: Client) -> None:
    _ask(client)
    message = OutboxMessage.objects.get()
    assert message.forget_at - message.queued_at == timedelta(minutes=10)


def _without_token(content: bytes) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", content.decode())
