"""The panel in the browser: seats, invitations, hours, who confirms what."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from cadair.foundation import clock
from cadair.mail.models import OutboxMessage
from cadair.seasons.actions import open_season
from cadair.seasons.models import Role
from cadair.seasons.states import SeasonRole, SeasonState
from tests.cadair.web.staff.setting_up import olwen, page, sent
from tests.cast import NOMINATING_AT, Cast, a_season

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return a_season()


@pytest.fixture(autouse=True)
def _at_noon() -> Iterator[None]:
    with clock.at(NOMINATING_AT):
        yield


@pytest.fixture
def browser(cast: Cast) -> Client:
    return olwen(cast)


def test_a_judge_is_seated_invited_and_taken_off(cast: Cast, browser: Client) -> None:
    new = page(cast, "panel/new/")
    answer = sent(
        browser,
        new,
        {"name": "Dewi", "organisation": "Banc y Cwm", "part": "chair", "reads": ["cy", "en"]},
    )
    assert answer.status_code == 302
    dewi = cast.season.judges.get(key="dewi")
    assert dewi.is_chair
    assert not cast.season.judges.get(key="cerys").is_chair
    own = page(cast, f"panel/{dewi.public_id}/")
    assert browser.post(f"{own}invite/", {"email": "nobody"}).status_code == 422
    assert browser.post(f"{own}invite/", {"email": "dewi@example.org"}).status_code == 302
    dewi.refresh_from_db()
    assert dewi.account is not None
    held = Role.objects.get(season=cast.season, account=dewi.account)
    assert held.role == SeasonRole.CHAIR
    assert OutboxMessage.objects.filter(to_address="dewi@example.org").exists()
    browser.post(own, {"remove": "1"})
    assert not cast.season.judges.filter(key="dewi").exists()
    assert not Role.objects.filter(season=cast.season, account=dewi.account).exists()
    assert not cast.season.seats.filter(organisation__name_en="Banc y Cwm").exists()


def test_an_organiser_cannot_be_invited_to_judge(cast: Cast, browser: Client) -> None:
    address = page(cast, f"panel/{cast.judges['bob'].public_id}/invite/")
    answer = browser.post(address, {"email": "olwen@example.org"})
    assert answer.status_code == 422
    assert "Nobody organises and judges" in answer.content.decode()


def test_the_panel_is_corrected_until_judging_begins(browser: Client, cast: Cast) -> None:
    open_season(season=cast.season, by=cast.organiser)
    address = page(cast, f"panel/{cast.judges['bob'].public_id}/")
    assert sent(browser, address, {"name": "Robert"}).status_code == 302
    cast.season.state = SeasonState.JUDGING
    cast.season.save()
    assert sent(browser, address, {"name": "Rob"}).status_code == 422
    assert cast.season.judges.get(key="bob").name == "Robert"


def test_how_many_judges_and_who_confirms_is_chosen(cast: Cast, browser: Client) -> None:
    address = page(cast, "procedure/")
    assert sent(browser, address, {"minimum_scorecards": "0"}).status_code == 422
    saved = sent(browser, address, {"minimum_scorecards": "4", "preset": "strict"})
    assert saved.status_code == 302
    assert "The panel is too small. Judges: " in browser.get(page(cast)).content.decode()


def test_the_hours_of_the_judges_are_counted(cast: Cast, browser: Client) -> None:
    hours = browser.get(page(cast, "panel/")).context["hours"]
    assert [(line.entries, line.all_read_all) for line in hours.lines] == [
        (50, 5),
        (100, 10),
        (250, 25),
    ]
