"""The page on which one person is found and taken out."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cadair.foundation import clock
from cadair.nominations.models import EntryPerson, Evidence, Nomination, Nominee
from cadair.seasons.states import SeasonState
from tests.cadair.web.signing import signed_in
from tests.cast import CHECKING_AT, KICKABOUT, LANTERN, QUIET, Cast, a_season

pytestmark = pytest.mark.django_db
NAME = "Mererid Cudd"


@pytest.fixture
def cast() -> Cast:
    cast = a_season(SeasonState.CHECKING)
    person = EntryPerson.objects.create(entry=cast.entries[LANTERN], name=NAME)
    one = Nomination.objects.get(entry=cast.entries[LANTERN])
    Nominee.objects.create(
        nomination=one,
        person=person,
        name=NAME,
        email="mererid@example.org",
        received_at=CHECKING_AT,
        due_at=CHECKING_AT,
    )
    for title in (LANTERN, QUIET):
        Nomination.objects.filter(entry=cast.entries[title]).update(summary=f"{NAME} did it.")
    return cast


def _page(cast: Cast) -> str:
    return reverse("staff_take_person_out", kwargs={"season": cast.season.key})


def test_first_it_shows_where_somebody_is_named_and_changes_nothing(cast: Cast) -> None:
    client = signed_in(cast.accounts["olwen"])
    with clock.at(CHECKING_AT):
        shown = client.post(_page(cast), {"names": NAME.upper(), "addresses": ""})
    assert shown.status_code == 200
    page = shown.content.decode()
    for title in (LANTERN, QUIET):
        assert cast.entries[title].reference in page
    assert cast.entries[KICKABOUT].reference not in page
    assert NAME not in shown.request["QUERY_STRING"]
    assert Nominee.objects.filter(name=NAME).exists()


def test_then_they_go_but_for_somebody_of_the_same_name(cast: Cast) -> None:
    client = signed_in(cast.accounts["olwen"])
    sent = {
        "do": "erase",
        "names": NAME,
        "addresses": "",
        "apart": [cast.entries[QUIET].public_id],
        "ground": "asked",
        "is_sure": ["on"],
    }
    with clock.at(CHECKING_AT):
        done = client.post(_page(cast), sent)
    assert done.status_code == 302
    assert not Nominee.objects.exists()
    summaries = {
        title: Nomination.objects.get(entry=cast.entries[title]).summary
        for title in (LANTERN, QUIET)
    }
    assert summaries == {LANTERN: "[name removed] did it.", QUIET: f"{NAME} did it."}


def test_nothing_goes_unless_somebody_says_why_and_that_they_are_sure(cast: Cast) -> None:
    client = signed_in(cast.accounts["olwen"])
    with clock.at(CHECKING_AT):
        shown = client.post(_page(cast), {"do": "erase", "names": NAME, "addresses": ""})
    assert shown.status_code == 422
    assert NAME in shown.content.decode()
    assert Nominee.objects.exists()


@pytest.mark.parametrize(
    "typed", ["Neb Yma", "Al", "", "\x00", "😀😀😀", "\u202ebad name", "a" * 3000, "(((" * 9, "[a-"]
)
def test_what_leads_to_nobody_is_said_and_stays_typed(cast: Cast, typed: str) -> None:
    client = signed_in(cast.accounts["olwen"])
    with clock.at(CHECKING_AT):
        shown = client.post(_page(cast), {"names": typed, "addresses": ""})
    assert shown.status_code == 422


def test_from_the_page_of_a_nominee_the_name_is_known_and_not_in_the_address(cast: Cast) -> None:
    client = signed_in(cast.accounts["olwen"])
    with clock.at(CHECKING_AT):
        shown = client.get(_page(cast), {"nominee": Nominee.objects.get().public_id})
    assert NAME in shown.content.decode()
    with clock.at(CHECKING_AT):
        assert client.get(_page(cast), {"nominee": "../x" * 50}).status_code == 200


def test_it_says_all_of_it_in_welsh(cast: Cast) -> None:
    client = signed_in(cast.accounts["olwen"])
    with clock.at(CHECKING_AT):
        shown = client.post(f"/cy/desg/{cast.season.key}/cadw/person/", {"names": NAME})
    assert "Tynnu’r person hwn allan am byth" in shown.content.decode()


def test_files_of_their_nomination_go_unless_somebody_unticks_them(cast: Cast) -> None:
    one = Nomination.objects.get(entry=cast.entries[LANTERN])
    Evidence.objects.create(nomination=one, position=0, link="https://example.org/", language="en")
    client = signed_in(cast.accounts["olwen"])
    with clock.at(CHECKING_AT):
        shown = client.post(_page(cast), {"names": NAME})
    # A link is no file: what it says of them is swept where it names them.
    assert 'name="attached"' not in shown.content.decode()


def test_from_a_nomination_its_sender_goes_and_the_page_says_that_nobody_is_known(
    cast: Cast,
) -> None:
    client = signed_in(cast.accounts["olwen"])
    one = Nomination.objects.get(entry=cast.entries[LANTERN])
    page = f"/en/desk/valley-2026/nominations/{one.public_id}/"
    with clock.at(CHECKING_AT):
        assert f"keeping/person/?nomination={one.public_id}" in client.get(page).content.decode()
        known = client.get(_page(cast), {"nomination": one.public_id}).content.decode()
        assert "eirian@example.org" in known
        client.post(
            _page(cast),
            {
                "do": "erase",
                "addresses": "eirian@example.org",
                "ground": "asked",
                "is_sure": ["on"],
            },
        )
        shown = client.get(page).content.decode()
    assert "nobody can be written to" in shown
    assert 'href="mailto:"' not in shown
