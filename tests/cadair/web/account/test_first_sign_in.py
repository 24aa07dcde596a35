"""The first sign-in: of somebody who nominates, and of somebody who was given a part."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.test import Client

from cadair.mail.models import OutboxMessage
from cadair.people.models import Account
from cadair.seasons.states import SeasonState
from tests.cast import a_season
from tests.structure.scenes.people import code_now

pytestmark = pytest.mark.django_db

SIGN_IN, CODE = "/en/sign-in/", "/en/sign-in/code/"


@pytest.fixture(autouse=True)
def _nobody_has_tried() -> None:
    cache.clear()


def _ask(client: Client, email: str) -> None:
    assert client.post(SIGN_IN, {"email": email})["Location"] == CODE


def _code() -> str:
    body = OutboxMessage.objects.latest("queued_at").body_en
    (code,) = re.findall(r"^    (\S+)$", body, re.MULTILINE)
    return str(code)


def _without_token(content: bytes) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", content.decode())


def test_while_nominations_are_open_every_address_can_sign_in_and_all_look_the_same() -> None:
    cast = a_season(SeasonState.OPEN)
    known, unknown = Client(), Client()
    _ask(known, cast.accounts["sian"].email)
    _ask(unknown, "unknown@example.org")
    pages = [_without_token(browser.get(CODE).content) for browser in (known, unknown)]
    assert pages[0] == pages[1]
    assert {m.letter for m in OutboxMessage.objects.all()} == {"web_account/email/sign_in_code"}
    unknown.post(CODE, {"code": _code()})
    assert unknown.get("/en/account/").status_code == 200
    account = Account.objects.get(email="unknown@example.org")
    assert account.last_login is not None
    assert not account.roles.exists()


def test_whoever_has_one_season_goes_straight_to_their_first_room(client: Client) -> None:
    cast = a_season()
    _ask(client, cast.accounts["sian"].email)
    answer = client.post(CODE, {"code": _code()})
    assert answer["Location"] == "/en/account/second-step/"
    answer = client.get(client.get(answer["Location"])["Location"])
    secret = str(answer.context["secret"]).replace(" ", "")
    shown = client.post("/en/account/second-step/app/", {"code": code_now(secret)})
    assert shown.context["then"] == "/en/desk/valley-2026/history/"
