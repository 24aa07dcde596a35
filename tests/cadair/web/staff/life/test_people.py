"""Who has which part: shown, given by invitation, taken back with a look first."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator

from cadair.mail.models import OutboxMessage
from cadair.people.queries import account_by_email
from cadair.seasons.models import Role
from cadair.seasons.states import SeasonRole
from tests.cadair.web.staff.life.desk import CY, EN, desk

pytestmark = pytest.mark.django_db

NEW = {"name": "Tegid Example", "email": "Tegid@Example.org", "role": "translator"}


def test_everybody_with_a_part_stands_there_and_nobody_else() -> None:
    at = desk()
    page = at.page(EN + "people/")
    for name in ("ann", "bob", "cerys", "olwen", "sian"):
        assert f"{name}@example.org" in page
    assert "eirian@example.org" not in page


def test_who_has_a_second_factor_is_said_and_what_it_is_is_not() -> None:
    at = desk()
    assert at.page(EN + "people/").count("Not set up") == 5
    Authenticator.objects.create(
        user=at.cast.accounts["ann"], type=Authenticator.Type.TOTP, data={"secret": "ZQSECRET"}
    )
    page = at.page(EN + "people/")
    assert page.count("Not set up") == 4
    assert "ZQSECRET" not in page


def test_an_invitation_opens_an_account_gives_the_part_and_writes_once() -> None:
    at = desk()
    answer = at.post(EN + "people/", **NEW)
    assert (answer.status_code, answer["Location"]) == (302, EN + "people/")
    account = account_by_email("tegid@example.org")
    assert account is not None
    assert Role.objects.get(account=account).role == SeasonRole.TRANSLATOR
    assert OutboxMessage.objects.filter(to_address="tegid@example.org").count() == 1
    assert "Tegid Example" in at.page(CY + "pobl/")


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"email": "not an address"},
        {"email": "a@example.org, b@example.org"},
        {"email": "a@example.org\nBcc: b@example.org"},
        {"role": "operator"},
        {"role": ""},
        {"name": "x" * 201},
    ],
    ids=str,
)
def test_a_wrong_invitation_is_refused_and_everything_typed_stays(wrong: dict[str, str]) -> None:
    at = desk()
    answer = at.post(EN + "people/", **{**NEW, **wrong})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "There is a problem" in page
    kept = "Tegid Example" if "name" not in wrong else NEW["email"]
    assert kept in page
    assert not OutboxMessage.objects.exists()


def test_a_judge_cannot_be_made_an_organiser() -> None:
    at = desk()
    answer = at.post(EN + "people/", name="Ann", email="ann@example.org", role="organiser")
    assert answer.status_code == 422
    assert not Role.objects.filter(account=at.cast.accounts["ann"], role="organiser").exists()


def test_before_a_part_is_taken_back_the_page_says_what_goes_and_what_stays() -> None:
    at = desk()
    role = Role.objects.get(account=at.cast.accounts["sian"])
    here = f"{EN}people/{role.public_id}/remove/"
    page = at.page(here)
    assert "scrutineer" in page
    assert Role.objects.filter(pk=role.pk).exists()
    assert at.post(here).status_code == 302
    assert not Role.objects.filter(pk=role.pk).exists()
    assert at.get(here).status_code == 404


def test_the_last_organiser_stays() -> None:
    at = desk()
    role = Role.objects.get(account=at.cast.accounts["olwen"])
    here = f"{CY}pobl/{role.public_id}/tynnu/"
    assert "Eich rhan chi yw hon" in at.page(here)
    assert at.post(here).status_code == 422
    assert Role.objects.filter(pk=role.pk).exists()
