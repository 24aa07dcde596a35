"""A form belongs to the browser that began it, and from sign-in on to the account."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from cadair.foundation import clock
from cadair.nominations.models import Draft, Nomination
from cadair.nominations.states import NominationState
from cadair.nominations.tasks import forget_drafts
from cadair.people.models import SESSION_BEGAN, SESSION_SEEN
from cadair.seasons.states import SeasonState
from tests.cadair.web.nominate.browsing import LATER, START, begin, fill, page, send
from tests.cadair.web.reading import attribute, get, words
from tests.cadair.web.signing import signed_in
from tests.cast import CLOSES_AT, NOMINATING_AT, Cast, a_season

pytestmark = pytest.mark.django_db

MINE = {"en": "/en/nominations/", "cy": "/cy/enwebiadau/"}
DAYS = timedelta(days=1)


@pytest.fixture(autouse=True)
def cast() -> Cast:
    cache.clear()
    return a_season(SeasonState.OPEN)


def _signs_in(client: Client, cast: Cast, name: str) -> None:
    client.force_login(cast.accounts[name])
    session = client.session
    session[SESSION_BEGAN] = session[SESSION_SEEN] = int(clock.now().timestamp())
    session.save()


def test_another_browser_is_sent_to_sign_in_whether_the_form_exists_or_not(
    client: Client,
) -> None:
    with clock.at(NOMINATING_AT):
        draft = begin(client)
        for address in (page(draft, "summary"), f"{START['en']}{'0' * 32}/summary/"):
            for ask in (Client().get, Client().post):
                answer = ask(address)
                assert answer.status_code == 302
                assert answer["Location"] == f"/en/sign-in/?next={address}"


def test_somebody_else_who_has_signed_in_finds_nothing(cast: Cast, client: Client) -> None:
    with clock.at(NOMINATING_AT):
        draft = begin(client)
        other = signed_in(cast.accounts["bob"])
        for key in ("summary", "check"):
            assert other.get(page(draft, key)).status_code == 404
            assert other.post(page(draft, key), {"summary": "x"}).status_code == 404
    draft.refresh_from_db()
    assert draft.answers == {}


def test_signing_in_takes_the_form_along_and_off_the_browser(cast: Cast, client: Client) -> None:
    with clock.at(NOMINATING_AT):
        draft = begin(client)
        client.post(page(draft, "summary"), {"summary": "Kept", "seen": "1"})
        _signs_in(client, cast, "eirian")
        assert "Without a title" in words(get(client, MINE["en"]))
        draft.refresh_from_db()
        assert draft.account == cast.accounts["eirian"]
        elsewhere = signed_in(cast.accounts["eirian"], has_second_factor=False)
        assert words(get(elsewhere, page(draft, "summary")), "textarea") == "Kept"
        client.logout()
        assert client.get(page(draft, "summary")).status_code == 302


def test_what_we_know_of_somebody_is_filled_in(cast: Cast) -> None:
    with clock.at(NOMINATING_AT):
        eirian = signed_in(cast.accounts["eirian"])
        shown = get(eirian, page(begin(eirian), "you"))
    assert attribute(shown, "#id_email", "value") == "eirian@example.org"


def test_an_address_is_enough_to_come_back(client: Client) -> None:
    with clock.at(NOMINATING_AT):
        draft = begin(client)
        shown = get(client, f"{START['en']}{draft.public_id}/")
    assert attribute(shown, "form.form", "action") == "/en/sign-in/"
    assert attribute(shown, "input[name=next]", "value") == f"{START['en']}{draft.public_id}/"


@pytest.mark.parametrize("language", ["cy", "en"])
def test_ones_own_nominations_are_listed_with_their_state(cast: Cast, language: str) -> None:
    with clock.at(NOMINATING_AT):
        eirian = signed_in(cast.accounts["eirian"], has_second_factor=False)
        shown = words(get(eirian, MINE[language]))
        assert "N-0001" in shown
        assert ("Wedi cyrraedd" if language == "cy" else "Received") in shown
        assert "N-0001" not in words(get(signed_in(cast.accounts["bob"]), MINE[language]))


def test_a_nominator_withdraws_before_closing_and_is_asked_first(cast: Cast) -> None:
    nomination = Nomination.objects.all()[0]
    address = f"{MINE['en']}{nomination.public_id}/withdraw/"
    with clock.at(NOMINATING_AT):
        eirian = signed_in(cast.accounts["eirian"], has_second_factor=False)
        assert "cannot be undone" in words(get(eirian, address))
        assert eirian.post(address)["Location"] == MINE["en"]
        nomination.refresh_from_db()
        assert nomination.state == NominationState.WITHDRAWN
        assert eirian.post(address).status_code == 422


def test_nobody_withdraws_after_closing_or_for_somebody_else(cast: Cast) -> None:
    nomination = Nomination.objects.all()[0]
    address = f"{MINE['en']}{nomination.public_id}/withdraw/"
    with clock.at(NOMINATING_AT):
        for name in ("bob", "olwen"):
            assert signed_in(cast.accounts[name]).post(address).status_code == 404
    with clock.at(CLOSES_AT + timedelta(seconds=1)):
        assert signed_in(cast.accounts["eirian"]).post(address).status_code == 422
    nomination.refresh_from_db()
    assert nomination.state == NominationState.SUBMITTED


def test_a_form_is_deleted_after_asking(client: Client) -> None:
    with clock.at(NOMINATING_AT):
        draft = begin(client)
        address = f"{START['en']}{draft.public_id}/discard/"
        assert "will be gone" in words(get(client, address))
        assert client.post(address)["Location"] == START["en"]
        assert "deleted" in words(get(client, START["en"]))
    assert not Draft.objects.exists()


def test_what_was_sent_is_only_read(client: Client) -> None:
    with clock.at(NOMINATING_AT):
        draft = begin(client)
        fill(client, draft)
    with clock.at(LATER):
        sent = send(client, draft)["Location"]
        for address in (
            page(draft, "summary"),
            page(draft, "check"),
            f"{START['en']}{draft.public_id}/",
        ):
            assert client.get(address)["Location"] == sent
        assert client.post(page(draft, "summary"), {"summary": "More"})["Location"] == sent
        assert client.post(f"{START['en']}{draft.public_id}/discard/")["Location"] == sent
    assert Nomination.objects.get(draft=draft).summary == "What was done."


def test_forms_are_forgotten_thirty_days_after_closing_and_lost_ones_after_a_week(
    cast: Cast, client: Client
) -> None:
    with clock.at(NOMINATING_AT):
        lost = begin(client)
        kept = begin(signed_in(cast.accounts["eirian"]))
    with clock.at(NOMINATING_AT + 7 * DAYS):
        assert forget_drafts() == 0
    with clock.at(NOMINATING_AT + 7 * DAYS + timedelta(seconds=1)):
        assert forget_drafts() == 1
    assert not Draft.objects.filter(pk=lost.pk).exists()
    with clock.at(CLOSES_AT + 30 * DAYS):
        assert forget_drafts() == 0
    with clock.at(CLOSES_AT + 30 * DAYS + timedelta(seconds=1)):
        assert forget_drafts() == 1
    assert not Draft.objects.filter(pk=kept.pk).exists()
