"""Accounts: one a person, opened by somebody responsible, closed at once and everywhere."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.test import Client

from cadair.audit.models import AuditEntry
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotAllowed, NotNow, Refusal
from cadair.mail.models import OutboxMessage
from cadair.mail.queries import languages_for, preference_of
from cadair.mail.states import MailLanguage
from cadair.people.actions import (
    account_for,
    choose_mail_language,
    close_account,
    end_sessions,
    open_account,
    open_on_demand,
)
from cadair.people.models import Account, SignedInSession
from cadair.people.queries import (
    account_by_email,
    actor_by_email,
    actor_of,
    sessions_of,
)
from cadair.people.tasks import forget_accounts, forget_sessions
from cadair.seasons.actions import grant_role, invite_person, revoke_role
from cadair.seasons.models import Role
from cadair.seasons.states import SeasonRole
from tests.cast import a_season

pytestmark = pytest.mark.django_db

OPERATOR = Actor.operator()


@pytest.fixture
def sian() -> Account:
    """Somebody with an account."""
    return open_account(email="sian@example.org", name="Siân Ŵŷn Llŷr-Ôl", by=OPERATOR)


@pytest.fixture
def gwen() -> Account:
    """Somebody else."""
    return open_account(email="gwen@example.org", name="Gwen", by=OPERATOR)


def test_an_account_is_found_by_its_address_in_any_case(sian: Account) -> None:
    for typed in ("sian@example.org", "Sian@Example.ORG", " SIAN@EXAMPLE.ORG "):
        assert account_by_email(typed) == sian
    assert get_user_model().objects.get_by_natural_key("SIAN@example.org") == sian


def test_one_address_has_one_account_whatever_its_case(sian: Account) -> None:
    with pytest.raises(NotNow):
        open_account(email="SIAN@Example.org", name="", by=OPERATOR)
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.create(email="Sian@example.org")
    assert Account.objects.count() == 1


def test_nobody_has_a_password(sian: Account) -> None:
    assert not sian.has_usable_password()
    assert not sian.check_password("")


@pytest.mark.parametrize("email", ["", "sian", "a@example.org\nBcc: b@example.org", "a@b, c@d"])
def test_an_account_needs_one_plain_address(email: str) -> None:
    with pytest.raises(Refusal):
        open_account(email=email, name="", by=OPERATOR)
    assert not Account.objects.exists()


def test_only_the_operator_opens_and_closes_accounts(sian: Account, gwen: Account) -> None:
    with pytest.raises(NotAllowed):
        open_account(email="new@example.org", name="", by=actor_of(gwen))
    with pytest.raises(NotAllowed):
        close_account(account=sian, by=actor_of(gwen))


def test_the_record_names_the_account_and_not_the_person(sian: Account) -> None:
    entry = AuditEntry.objects.get(action="open_account")
    assert entry.subject_ref == f"account:{sian.public_id}"
    row = " ".join(str(value) for value in vars(entry).values())
    assert "sian" not in row.lower()


def test_neither_name_nor_address_stands_in_what_logs_print(sian: Account) -> None:
    assert "example" not in f"{sian} {sian!r}"
    assert "Siân" not in f"{sian} {sian!r}"


def test_who_has_no_account_or_a_closed_one_cannot_act(sian: Account) -> None:
    assert actor_by_email("Sian@example.org").account_id == sian.pk
    close_account(account=sian, by=OPERATOR)
    for email in ("sian@example.org", "nobody@example.org"):
        with pytest.raises(Refusal, match="cadair account open"):
            actor_by_email(email)


def test_closing_an_account_signs_its_owner_out_everywhere_at_once(sian: Account) -> None:
    browsers = [Client(), Client()]
    for browser in browsers:
        browser.force_login(sian)
        assert browser.get("/en/account/").status_code == 200
    close_account(account=sian, by=OPERATOR)
    for browser in browsers:
        assert browser.get("/en/account/").status_code == 302
    assert not SignedInSession.objects.exists()


def test_somebody_chooses_the_language_of_their_own_mail_only(sian: Account, gwen: Account) -> None:
    choose_mail_language(account=sian, language=MailLanguage.WELSH, by=actor_of(sian))
    assert languages_for(sian.email) == ("cy",)
    with pytest.raises(NotAllowed):
        choose_mail_language(account=sian, language=MailLanguage.ENGLISH, by=actor_of(gwen))
    assert languages_for(sian.email) == ("cy",)
    choose_mail_language(account=sian, language=MailLanguage.BOTH, by=OPERATOR)
    kept = preference_of(sian.email)
    assert kept is not None
    assert kept.set_by_ref == "console:operator"


def test_sessions_end_one_by_one_or_all_but_the_one_that_asks(sian: Account, gwen: Account) -> None:
    here, there, elsewhere, hers = Client(), Client(), Client(), Client()
    for browser in (here, there, elsewhere):
        browser.force_login(sian)
    hers.force_login(gwen)
    kept = here.session.session_key or ""
    handle = SignedInSession.objects.get(session_key=there.session.session_key).handle
    assert end_sessions(account=sian, handle=handle, kept=kept, by=actor_of(sian)) == 1
    assert there.get("/en/account/").status_code == 302
    assert end_sessions(account=sian, handle="others", kept=kept, by=actor_of(sian)) == 1
    assert elsewhere.get("/en/account/").status_code == 302
    assert here.get("/en/account/").status_code == 200
    assert hers.get("/en/account/").status_code == 200


def test_nobody_ends_the_sessions_of_somebody_else(sian: Account, gwen: Account) -> None:
    browser = Client()
    browser.force_login(sian)
    handle = sessions_of(sian)[0].handle
    with pytest.raises(NotAllowed):
        end_sessions(account=sian, handle=handle, kept="", by=actor_of(gwen))
    assert end_sessions(account=gwen, handle=handle, kept="", by=actor_of(gwen)) == 0
    assert browser.get("/en/account/").status_code == 200


def test_the_handle_of_a_session_does_not_open_it(sian: Account) -> None:
    browser = Client()
    browser.force_login(sian)
    (session,) = sessions_of(sian)
    assert session.session_key not in session.handle
    thief = Client()
    thief.cookies["session"] = session.handle
    assert thief.get("/en/account/").status_code == 302


def test_a_session_that_is_over_is_neither_listed_nor_kept(sian: Account) -> None:
    browser = Client()
    browser.force_login(sian)
    assert forget_sessions() == 0
    with clock.at(clock.now() + timedelta(hours=13)):
        assert sessions_of(sian) == []
        assert forget_sessions() == 1
    assert not SignedInSession.objects.exists()


DAY = timedelta(days=1, minutes=1)


def test_an_account_of_which_nothing_came_is_gone_after_a_day() -> None:
    asked = open_on_demand(email="nobody@example.org")
    assert asked is not None
    assert forget_accounts() == 0
    with clock.at(clock.now() + DAY):
        assert forget_accounts() == 1
    assert not Account.objects.exists()


def test_an_account_that_somebody_opened_or_used_or_has_a_part_stays() -> None:
    used, _invited, with_part = (
        open_on_demand(email=f"{name}@example.org") for name in ("used", "invited", "part")
    )
    assert used
    assert with_part
    Account.objects.filter(pk=used.pk).update(last_login=clock.now())
    account_for(email="invited@example.org", name="Invited")
    Role.objects.create(season=a_season().season, account=with_part, role=SeasonRole.JUDGE)
    with clock.at(clock.now() + DAY):
        assert forget_accounts() == 0


def test_asking_twice_opens_one_account_and_a_closed_one_stays_closed(sian: Account) -> None:
    first, second = (open_on_demand(email=email) for email in ("A@example.org", "a@Example.org"))
    assert first == second
    close_account(account=sian, by=OPERATOR)
    assert open_on_demand(email=sian.email) is None


def test_a_new_part_signs_out_whoever_gets_it_and_taking_it_back_too(client: Client) -> None:
    cast = a_season()
    eirian = cast.accounts["eirian"]
    client.force_login(eirian)
    role = invite_person(
        season=cast.season,
        email=eirian.email,
        name="",
        role=SeasonRole.TRANSLATOR,
        by=cast.organiser,
    )
    assert not SignedInSession.objects.filter(account=eirian).exists()
    client.force_login(eirian)
    revoke_role(role=role, by=cast.organiser)
    assert not SignedInSession.objects.filter(account=eirian).exists()


def test_giving_oneself_another_part_does_not_sign_one_out(client: Client) -> None:
    cast = a_season()
    client.force_login(cast.accounts["olwen"])
    grant_role(
        season=cast.season,
        account=cast.accounts["olwen"],
        role=SeasonRole.TRANSLATOR,
        by=cast.organiser,
    )
    assert SignedInSession.objects.filter(account=cast.accounts["olwen"]).exists()


@pytest.mark.parametrize(
    ("name", "role"), [("olwen", SeasonRole.JUDGE), ("cerys", SeasonRole.ORGANISER)]
)
def test_nobody_organises_and_judges_the_same_season(name: str, role: SeasonRole) -> None:
    cast = a_season()
    email = cast.accounts[name].email
    before = Role.objects.count()
    with pytest.raises(Refusal, match="organises and judges"):
        invite_person(season=cast.season, email=email, name="", role=role, by=cast.organiser)
    assert Role.objects.count() == before


def test_the_last_organiser_stays() -> None:
    cast = a_season()
    role = Role.objects.get(season=cast.season, role=SeasonRole.ORGANISER)
    with pytest.raises(Refusal, match="needs an organiser"):
        revoke_role(role=role, by=cast.organiser)


def test_an_invitation_is_written_in_both_languages_opens_nothing_and_tells_the_chair() -> None:
    cast = a_season()
    invite_person(
        season=cast.season,
        email="new@example.org",
        name="Newydd",
        role=SeasonRole.SCRUTINEER,
        by=cast.organiser,
    )
    letters = {m.letter: m for m in OutboxMessage.objects.all()}
    assert set(letters) == {"seasons/email/invitation", "seasons/email/part_given"}
    invitation = letters["seasons/email/invitation"]
    assert invitation.to_address == "new@example.org"
    assert "craffwr" in invitation.body_cy
    assert "scrutineer" in invitation.body_en
    assert "next=" not in invitation.body_en
    told = letters["seasons/email/part_given"]
    assert told.to_address == cast.accounts["cerys"].email
    assert "new@example.org" not in told.body_en
