"""Signing in through one's organisation: only people it may speak for, only with an account."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from django.test import Client, override_settings

from cadair.foundation.actors import Actor
from cadair.people.actions import close_account
from cadair.people.models import Account
from cadair.web.shared.guards import SECOND_FACTOR
from tests.cadair.web.account.provider import Provider, a_provider
from tests.cadair.web.reading import get, words
from tests.cast import Cast, a_season

pytestmark = pytest.mark.django_db

SIGN_IN = {"en": "/en/sign-in/", "cy": "/cy/mewngofnodi/"}
ASK = {"en": "/en/sign-in/organisation/", "cy": "/cy/mewngofnodi/sefydliad/"}
ANSWER = {"en": "/en/sign-in/organisation/answer/", "cy": "/cy/mewngofnodi/sefydliad/ateb/"}
DESK = "/en/desk/valley-2026/history/"


@pytest.fixture
def provider() -> Iterator[Provider]:
    """A provider, and the settings that lead to it."""
    with (
        a_provider() as provider,
        override_settings(CADAIR_ORGANISATION_SIGN_IN=provider.organisation),
    ):
        yield provider


@pytest.fixture
def cast() -> Cast:
    """Sian of the cast has an account at example.org."""
    return a_season()


def _asked(browser: Client, address: str = ASK["en"]) -> dict[str, str]:
    there = browser.get(address)["Location"]
    return {name: values[0] for name, values in parse_qs(urlsplit(there).query).items()}


def _come_back(browser: Client, provider: Provider, **claims: Any) -> Any:
    asked = _asked(browser)
    provider.claims = {"nonce": asked["nonce"], "email": "sian@example.org", **claims}
    return browser.get(ANSWER["en"], {"state": asked["state"], "code": "one-time"})


def _is_signed_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def test_where_no_organisation_signs_in_there_is_no_button_and_no_page(client: Client) -> None:
    for language in ("en", "cy"):
        assert client.get(ASK[language]).status_code == 404
        assert client.get(ANSWER[language]).status_code == 404
        assert not get(client, SIGN_IN[language]).cssselect("main a.button")


@pytest.mark.parametrize(
    ("language", "says"), [("cy", "Mewngofnodi gyda’r Cwm"), ("en", "Sign in with the Valley")]
)
def test_the_button_speaks_the_language_of_the_page(
    client: Client, provider: Provider, language: str, says: str
) -> None:
    page = get(client, SIGN_IN[language])
    (button,) = page.cssselect("main a.button")
    assert (button.text_content(), button.get("href")) == (says, ASK[language])


def test_it_signs_in_with_second_step_and_goes_where_one_wanted_to_go(
    client: Client, provider: Provider, cast: Cast
) -> None:
    asked = _asked(client, f"{ASK['en']}?next={DESK}")
    assert asked["redirect_uri"] == f"http://testserver{ANSWER['en']}"
    assert asked["scope"] == "openid email"
    provider.claims = {"nonce": asked["nonce"], "email": "Sian@Example.org", "email_verified": True}
    answer = client.get(ANSWER["en"], {"state": asked["state"], "code": "one-time"})
    assert answer["Location"] == DESK
    assert SECOND_FACTOR in client.session
    assert client.get(DESK).status_code == 200
    (form,) = provider.asked
    digest = hashlib.sha256(form["code_verifier"][0].encode()).digest()
    assert base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == asked["code_challenge"]


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"email": "sian@evil.example"},
        {"email": "sian@example.org.evil.example"},
        {"email": ""},
        {"email_verified": False},
        {"email_verified": "true"},
        {"aud": "somebody-else"},
        {"iss": "https://evil.example"},
        {"exp": 1_700_000_000},
        {"email": "nobody@example.org"},
    ],
    ids=str,
)
def test_what_cannot_be_believed_signs_nobody_in(
    client: Client, provider: Provider, cast: Cast, claims: dict[str, Any]
) -> None:
    count = Account.objects.count()
    answer = _come_back(client, provider, **claims)
    assert answer["Location"] == SIGN_IN["en"]
    assert not _is_signed_in(client)
    assert Account.objects.count() == count, "it opens no account"
    assert words(get(client, SIGN_IN["en"]), "[role=alert]")


def test_a_token_of_another_key_signs_nobody_in(
    client: Client, provider: Provider, cast: Cast
) -> None:
    provider.published = generate_private_key(65537, 2048)
    _come_back(client, provider)
    assert not _is_signed_in(client)


def test_a_provider_that_says_it_is_another_is_not_asked(
    client: Client, provider: Provider
) -> None:
    provider.says_it_is = "https://evil.example"
    assert client.get(ASK["cy"])["Location"] == SIGN_IN["cy"]


def test_an_answer_counts_once_and_only_in_the_browser_that_asked(
    client: Client, provider: Provider, cast: Cast
) -> None:
    asked = _asked(client)
    provider.claims = {"nonce": asked["nonce"], "email": "sian@example.org"}
    sent = {"state": asked["state"], "code": "one-time"}
    stranger = Client()
    stranger.get(ANSWER["en"], sent)
    assert not _is_signed_in(stranger)
    client.get(ANSWER["en"], {**sent, "state": "another"})
    assert not _is_signed_in(client)
    client.get(ANSWER["en"], sent)
    assert not _is_signed_in(client), "the question was used up"


def test_a_closed_account_stays_closed(client: Client, provider: Provider, cast: Cast) -> None:
    close_account(account=cast.accounts["sian"], by=Actor.operator())
    _come_back(client, provider)
    assert not _is_signed_in(client)


@pytest.mark.parametrize("target", ["//evil.example/", "https:evil", "\\evil", "/\\evil"])
def test_it_leads_nowhere_else(client: Client, provider: Provider, cast: Cast, target: str) -> None:
    asked = _asked(client, f"{ASK['en']}?next={target}")
    provider.claims = {"nonce": asked["nonce"], "email": "sian@example.org"}
    answer = client.get(ANSWER["en"], {"state": asked["state"], "code": "one-time"})
    assert answer["Location"] == DESK
