"""A form that comes too late for its session is kept, offered to its writer, and sent by them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from cadair.foundation import clock
from cadair.judging.models import Mark, Scorecard
from cadair.mail.states import MailLanguage
from cadair.nominations.models import Draft
from cadair.seasons.states import SeasonState
from cadair.web.shared.guards import SECOND_FACTOR
from tests.cadair.web.jury import pages
from tests.cadair.web.nominate.browsing import begin, page
from tests.cadair.web.reading import get, words
from tests.cadair.web.signing import signed_in
from tests.cast import CHECKING_AT, LANTERN, NOMINATING_AT, Cast, a_season
from tests.progress import declare

pytestmark = pytest.mark.django_db

AWAY = timedelta(minutes=31)
LONG_AWAY = timedelta(hours=2, minutes=1)
COMMENT = "Ŵy!\nA second line, <b>bold</b> & “quoted”. 😀"


@pytest.fixture(autouse=True)
def _fresh() -> None:
    cache.clear()


def _sign_in_again(browser: Client, cast: Cast, name: str) -> None:
    """What the pages of sign-in do, in the same browser, second step and all."""
    browser.force_login(cast.accounts[name])
    session = browser.session
    now = int(clock.wall().timestamp())
    session["began_at"] = session["seen_at"] = session[SECOND_FACTOR] = now
    session.save()


def _typed(browser: Client, address: str) -> dict[str, Any]:
    """What the page's form for sending again holds, as a browser would send it."""
    form = get(browser, address).cssselect("main form")[0]
    fields: dict[str, list[str]] = {}
    for each in form.cssselect("input[type=hidden]"):
        if each.get("name") != "csrfmiddlewaretoken":
            fields.setdefault(str(each.get("name")), []).append(str(each.get("value")))
    return {**fields, "kept_form": "send"}


def _marking() -> tuple[Cast, Client, str]:
    cast = a_season(SeasonState.JUDGING)
    declare(cast)
    return cast, pages.at_desk(cast, "ann"), pages.sheet(cast, cast.entries[LANTERN])


def _marks(browser: Client, address: str) -> Mapping[str, str]:
    shown = browser.get(address).context["typed"].shown
    return {"shown": shown, "mark-prevention": "7", "comment": COMMENT, "stay": "1"}


def test_a_mark_survives_the_end_of_the_session() -> None:
    with clock.at(CHECKING_AT):
        cast, browser, address = _marking()
        marks = _marks(browser, address)
    with clock.at(CHECKING_AT + AWAY):
        answer = browser.post(address, marks)
        assert answer["Location"] == f"/en/sign-in/?next={address}"
        assert not Mark.objects.exists()
        _sign_in_again(browser, cast, "ann")
        page = get(browser, address)
        assert "A second line, <b>bold</b>" in words(page)
        assert page.cssselect("main b") == []
        assert not Mark.objects.exists(), "nothing is sent by itself"
        assert browser.post(address, _typed(browser, address)).status_code == 302
        assert Mark.objects.get().value == 7
        assert Scorecard.objects.get().comment.startswith("Ŵy!\nA second line")
        assert "kept_form" not in browser.get(address).content.decode()


def test_an_answer_survives_in_welsh() -> None:
    with clock.at(NOMINATING_AT):
        cast = a_season(SeasonState.OPEN)
        browser = signed_in(cast.accounts["eirian"], has_second_factor=False)
        draft = begin(browser, "cy")
        address = page(draft, "summary", "cy")
    sent = {"summary": "Llŷr a’i gŵn", "seen": "1", "continue": "1"}
    with clock.at(NOMINATING_AT + LONG_AWAY):
        answer = browser.post(address, sent)
        assert answer["Location"].startswith("/cy/mewngofnodi/?next=/cy/enwebu/")
        _sign_in_again(browser, cast, "eirian")
        offered = get(browser, address)
        assert offered.get("lang") == "cy"
        assert "Llŷr a’i gŵn" in words(offered)
        browser.post(address, _typed(browser, address))
    assert Draft.objects.get().values_of("summary")["summary"] == "Llŷr a’i gŵn"


def test_people_without_a_second_step_are_not_cut_off_after_half_an_hour() -> None:
    with clock.at(NOMINATING_AT):
        cast = a_season(SeasonState.OPEN)
        browser = signed_in(cast.accounts["eirian"], has_second_factor=False)
        draft = begin(browser)
    with clock.at(NOMINATING_AT + AWAY):
        assert browser.get(page(draft, "summary")).status_code == 200


def test_somebody_else_in_the_same_browser_sees_nothing_of_it() -> None:
    with clock.at(CHECKING_AT):
        cast, browser, address = _marking()
        marks = _marks(browser, address)
    with clock.at(CHECKING_AT + AWAY):
        browser.post(address, marks)
        _sign_in_again(browser, cast, "cerys")
        assert "A second line" not in browser.get(address).content.decode()
        _sign_in_again(browser, cast, "ann")
        assert "A second line" not in browser.get(address).content.decode(), "it is forgotten"


def test_what_is_not_wanted_is_left() -> None:
    with clock.at(CHECKING_AT):
        cast, browser, address = _marking()
        marks = _marks(browser, address)
    with clock.at(CHECKING_AT + AWAY):
        browser.post(address, marks)
        _sign_in_again(browser, cast, "ann")
        answer = browser.post(address, {"kept_form": "leave"})
        assert answer["Location"] == address
        assert "A second line" not in browser.get(address).content.decode()
        assert not Mark.objects.exists()


def test_after_two_hours_and_beyond_a_size_nothing_is_kept() -> None:
    with clock.at(CHECKING_AT):
        cast, browser, address = _marking()
        marks = {**_marks(browser, address)}
    with clock.at(CHECKING_AT + AWAY):
        browser.post(address, {**marks, "comment": "x" * 600_000})
        _sign_in_again(browser, cast, "ann")
        assert "kept_form" not in browser.get(address).content.decode()
    with clock.at(CHECKING_AT + AWAY + AWAY):
        browser.post(address, marks)
    with clock.at(CHECKING_AT + AWAY + AWAY + LONG_AWAY):
        _sign_in_again(browser, cast, "ann")
        assert "kept_form" not in browser.get(address).content.decode()


def test_a_form_waits_while_the_second_step_is_missing() -> None:
    with clock.at(CHECKING_AT):
        cast, browser, address = _marking()
        marks = _marks(browser, address)
        halfway = signed_in(cast.accounts["ann"], has_second_factor=False)
        answer = halfway.post(address, marks)
        assert answer["Location"].startswith("/en/account/second-step/")
        _sign_in_again(halfway, cast, "ann")
        assert "A second line" in halfway.get(address).content.decode()


ACCOUNT = "/en/account/"


def _checked(cast: Cast) -> Client:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.accounts["eirian"])
    return browser


def test_a_form_of_ours_with_an_old_token_is_offered_again() -> None:
    cast = a_season()
    browser = _checked(cast)
    form = {"language": MailLanguage.WELSH.value, "note": "Kept <script>"}
    answer = browser.post(ACCOUNT, form, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 403
    shown = answer.content.decode()
    assert 'name="language"' in shown
    assert "<script>" not in shown
    token = browser.cookies["csrf"].value
    again = {**form, "csrfmiddlewaretoken": token, "kept_form": "send"}
    assert browser.post(ACCOUNT, again).status_code == 302


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://evil.example.org"},
        {"Origin": "null"},
    ],
)
def test_what_may_come_from_elsewhere_is_never_dressed_up(headers: dict[str, str]) -> None:
    browser = _checked(a_season())
    answer = browser.post(ACCOUNT, {"note": "Send me"}, headers=headers)
    assert answer.status_code == 403
    assert "Send me" not in answer.content.decode()
