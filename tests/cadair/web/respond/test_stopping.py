"""The link that stops messages: one press, no account, one topic, nobody else’s (PRI-18)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client, override_settings

from cadair.foundation import clock
from cadair.mail.actions import queue_letter, remember_consent
from cadair.mail.letters import stop_page, stop_token
from cadair.mail.models import MailingConsent, OutboxMessage, StoppedMail
from cadair.mail.states import Topic
from cadair.nominations.letters import AWeekLeft, NominationReceived, letter_about_forms
from cadair.seasons.states import SeasonState
from tests.cast import NOMINATING_AT, Cast, a_season

pytestmark = pytest.mark.django_db

ROOT = "https://a.example.org"


@pytest.fixture(autouse=True)
def _a_service_with_an_address() -> Iterator[None]:
    with clock.at(NOMINATING_AT), override_settings(CADAIR_LETTER_ROOT=ROOT):
        yield


@pytest.fixture
def cast() -> Cast:
    return a_season(SeasonState.OPEN)


@pytest.fixture
def message(cast: Cast) -> OutboxMessage:
    letter = letter_about_forms(AWeekLeft, cast.season, 1, timedelta(days=30))
    return queue_letter(
        letter=letter, to="eirian@example.org", once="a:1", season=cast.season.public_id
    )


def _page(message: OutboxMessage, language: str) -> str:
    return stop_page(message).as_dict()[language].removeprefix(ROOT)


@pytest.mark.parametrize("language", ["cy", "en"])
def test_opening_the_link_stops_nothing(message: OutboxMessage, language: str) -> None:
    answer = Client().get(_page(message, language))
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert "noindex" in answer["X-Robots-Tag"]
    assert "eirian" not in answer.content.decode()
    assert not StoppedMail.objects.exists()


@pytest.mark.parametrize("data", [{}, {"List-Unsubscribe": "One-Click"}])
def test_one_press_stops_it_without_a_cookie(message: OutboxMessage, data: dict[str, str]) -> None:
    client = Client(enforce_csrf_checks=True)
    page = _page(message, "en")
    for _again in range(2):
        answer = client.post(page, data)
        assert answer.status_code == 200
        assert "These messages are stopped" in answer.content.decode()
    stopped = StoppedMail.objects.get()
    assert (stopped.address, stopped.topic) == ("eirian@example.org", Topic.REMINDERS)


def test_reminders_stop_and_a_yes_to_news_stays(message: OutboxMessage, cast: Cast) -> None:
    remember_consent(address="eirian@example.org", is_given=True, by=cast.actor("eirian"))
    Client().post(_page(message, "cy"))
    assert MailingConsent.objects.get().is_given


def test_stopping_news_takes_the_yes_back(message: OutboxMessage, cast: Cast) -> None:
    remember_consent(address="eirian@example.org", is_given=True, by=cast.actor("eirian"))
    OutboxMessage.objects.update(topic=Topic.NEWS)
    Client().post(_page(message, "cy"))
    assert not MailingConsent.objects.get().is_given


def test_saying_yes_again_brings_news_back(message: OutboxMessage, cast: Cast) -> None:
    OutboxMessage.objects.update(topic=Topic.NEWS)
    Client().post(_page(message, "cy"))
    remember_consent(address="eirian@example.org", is_given=True, by=cast.actor("eirian"))
    assert not StoppedMail.objects.exists()


def test_a_link_cannot_be_made_up(message: OutboxMessage) -> None:
    good = stop_token(message)
    other = OutboxMessage.objects.create(
        once="b",
        letter="x",
        to_address="ann@example.org",
        topic=Topic.NEWS,
        queued_at=NOMINATING_AT,
        forget_at=NOMINATING_AT,
        next_attempt_at=NOMINATING_AT,
    )
    forged = other.public_id + good[len(other.public_id) :]
    for token in (message.public_id, forged, good[:-1], good + "x", "x", "..", "%00", "a" * 5000):
        for method in (Client().get, Client().post):
            assert method(f"/en/respond/stop/{token}/").status_code in {400, 404, 414}
    assert not StoppedMail.objects.exists()


def test_what_is_about_somebody_s_own_nomination_has_no_such_link(cast: Cast) -> None:
    letter = next(iter(NominationReceived.samples()))
    receipt = queue_letter(letter=letter, to="eirian@example.org", once="r")
    assert not stop_page(receipt)
    assert Client().post(f"/en/respond/stop/{stop_token(receipt)}/").status_code == 404
