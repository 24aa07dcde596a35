"""The people of the demo: in demo mode one press signs in as one of them; elsewhere never."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client, override_settings

from cadair.audit.actions import mark_as_demo
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.people.actions import close_account, open_account
from cadair.people.models import SESSION_BEGAN, SESSION_SEEN, Account
from cadair.seasons.actions import grant_role
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonState
from cadair.web.account.demo_people import DEMO_PEOPLE, ORDER, STAGES, TO_TRY
from cadair.web.shared.guards import SECOND_FACTOR
from tests.cadair.web.reading import all_words, get, words
from tests.cast import a_season

pytestmark = pytest.mark.django_db

PAGES = {"en": "/en/demo/people/", "cy": "/cy/demo/pobl/"}
KEYS = [person.key for person in DEMO_PEOPLE]
OPERATOR = Actor.operator()


@pytest.fixture
def season() -> Season:
    """A season of invented people in a database of the demo, with the people of the demo in it."""
    mark_as_demo()
    season = a_season(SeasonState.OPEN).season
    season.is_fictional = True
    season.save()
    bring_everybody(season)
    return season


def bring_everybody(season: Season) -> None:
    """Their accounts and their parts."""
    for person in DEMO_PEOPLE:
        account = open_account(email=person.email, name=person.name, by=OPERATOR)
        if person.role is not None:
            grant_role(season=season, account=account, role=person.role, by=OPERATOR)


def press(client: Client, person: str, language: str = "en") -> int:
    """Choose somebody; the number of the answer."""
    return client.post(PAGES[language], {"person": person}).status_code


def is_signed_in(client: Client) -> bool:
    """Whether the browser belongs to somebody."""
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("language", PAGES)
@pytest.mark.parametrize("person", KEYS)
def test_outside_the_demo_nobody_becomes_anybody(
    client: Client, season: Season, language: str, person: str
) -> None:
    assert client.get(PAGES[language]).status_code == 404
    assert press(client, person, language) == 404
    assert not is_signed_in(client)


@override_settings(CADAIR_DEMO=True)
def test_on_a_real_database_demo_mode_alone_opens_nothing(client: Client) -> None:
    season = a_season(SeasonState.OPEN).season
    bring_everybody(season)

    assert press(client, "organiser") == 404
    assert not is_signed_in(client)


@override_settings(CADAIR_DEMO=True)
@pytest.mark.parametrize("person", [*KEYS])
def test_one_press_and_one_is_somebody_with_a_second_factor(
    client: Client, season: Season, person: str
) -> None:
    assert press(client, person) == 302

    wanted = next(each for each in DEMO_PEOPLE if each.key == person)
    account = Account.objects.get(pk=client.session["_auth_user_id"])
    assert account.email == wanted.email
    assert {SECOND_FACTOR, SESSION_BEGAN, SESSION_SEEN} <= set(client.session.keys())
    assert wanted.name in words(get(client, "/en/account/"))


@override_settings(CADAIR_DEMO=True)
def test_pressing_another_is_another_session_of_somebody_else(
    client: Client, season: Season
) -> None:
    press(client, "organiser")
    first = client.session.session_key

    press(client, "judge")

    account = Account.objects.get(pk=client.session["_auth_user_id"])
    assert account.name == "Priya Nandakumar"
    assert client.session.session_key != first


@override_settings(CADAIR_DEMO=True)
@pytest.mark.parametrize("person", ["", "nobody", "olwen@example.org", "organiser\0", "🙂" * 999])
def test_nobody_else_can_be_chosen(client: Client, season: Season, person: str) -> None:
    assert press(client, person) == 404
    assert not is_signed_in(client)


@override_settings(CADAIR_DEMO=True)
def test_a_closed_account_stays_closed(client: Client, season: Season) -> None:
    close_account(account=Account.objects.get(email="elin.gwennol@example.org"), by=OPERATOR)

    assert press(client, "organiser") == 404


@override_settings(CADAIR_DEMO=True)
def test_without_a_token_the_form_is_not_taken(season: Season) -> None:
    assert press(Client(enforce_csrf_checks=True), "organiser") == 403


@override_settings(CADAIR_DEMO=True)
@pytest.mark.parametrize(
    ("language", "heading", "line"),
    [
        ("en", "People of the demo", "Sign in as Elin Gwennol"),
        ("cy", "Pobl y demo", "Mewngofnodi fel Elin Gwennol"),
    ],
)
def test_both_languages_show_everybody_and_where_the_demo_stands(
    client: Client, season: Season, language: str, heading: str, line: str
) -> None:
    with clock.at(datetime(2026, 11, 21, 12, 5, tzinfo=UTC)):
        page = get(client, PAGES[language])

    assert all_words(page, "h1") == [heading]
    assert all_words(page, ".card h2") == [person.name for person in DEMO_PEOPLE]
    assert line in all_words(page, "button")
    assert "2026" in words(page, ".facts")
    assert "12:05" in words(page, ".facts")
    assert all_words(page, "code") == [f"make demo STAGE={stage}" for stage in STAGES]


@override_settings(CADAIR_DEMO=True)
def test_a_stage_that_is_past_can_only_be_made_anew(client: Client, season: Season) -> None:
    Season.objects.filter(pk=season.pk).update(state="judging")

    lines = all_words(get(client, PAGES["en"]), "code")

    assert lines[:2] == ["make demo STAGE=nominating YES=1", "make demo STAGE=checking YES=1"]
    assert lines[2] == "make demo STAGE=judging"


@override_settings(CADAIR_DEMO=True)
@pytest.mark.parametrize("language", PAGES)
def test_before_anybody_has_come_the_page_says_what_to_do(client: Client, language: str) -> None:
    page = get(client, PAGES[language])

    assert page.cssselect(".card") == []
    assert "Cadair" in words(page, "main p:not(.lead)")


@override_settings(CADAIR_DEMO=True)
@pytest.mark.parametrize("language", PAGES)
def test_the_label_of_every_page_leads_here(client: Client, season: Season, language: str) -> None:
    page = get(client, f"/{language}/")

    assert [link.get("href") for link in page.cssselect(".demo a")] == [PAGES[language]]


def test_there_is_something_to_try_for_everybody_at_every_stage() -> None:
    assert {person.part for person in DEMO_PEOPLE} <= set(TO_TRY)
    for person in DEMO_PEOPLE:
        assert all(str(person.can_try(state)) for state in ORDER)
