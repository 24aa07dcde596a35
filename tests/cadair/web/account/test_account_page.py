"""One's own account: the language of one's mail, and where one is signed in."""

from __future__ import annotations

import pytest
from django.test import Client, override_settings

from cadair.mail.actions import queue_letter
from cadair.mail.queries import languages_for
from cadair.people.models import Account
from cadair.web.account.letters import SignInCode
from tests.cadair.web.reading import all_words, attribute, get, words

pytestmark = pytest.mark.django_db

PAGES = {"en": "/en/account/", "cy": "/cy/cyfrif/"}


@pytest.fixture
def sian(client: Client) -> Account:
    """Somebody who has signed in."""
    account = Account.objects.create(email="sian@example.org", name="Siân <b>Ŵŷn</b>")
    client.force_login(account)
    return account


@pytest.mark.parametrize("page", PAGES.values())
def test_without_signing_in_there_is_nothing_to_see(page: str) -> None:
    assert Client().get(page).status_code == 302
    assert Client().post(page, {"language": "cy"}).status_code == 302


def test_both_languages_ask_the_same(client: Client, sian: Account) -> None:
    pages = [get(client, address) for address in PAGES.values()]
    names = [[field.get("name") for field in page.cssselect("input, button")] for page in pages]
    values = [
        [field.get("value") for field in page.cssselect("input[type=radio]")] for page in pages
    ]
    assert names[0] == names[1]
    assert values[0] == values[1] == ["cy", "en", "both"]
    assert all_words(pages[1], "legend") == ["Ym mha iaith hoffech chi i ni ysgrifennu atoch?"]


def test_nothing_is_chosen_for_somebody_who_was_never_asked(client: Client, sian: Account) -> None:
    page = get(client, PAGES["en"])
    assert page.cssselect("input[type=radio][checked]") == []
    assert "Until you choose, we write in both languages." in words(page)


def test_a_choice_is_saved_said_and_shown_again(client: Client, sian: Account) -> None:
    answer = client.post(PAGES["cy"], {"language": "cy"}, follow=True)
    assert languages_for(sian.email) == ("cy",)
    assert "Wedi’i gadw." in answer.content.decode()
    page = get(client, PAGES["en"])
    assert attribute(page, "input[type=radio][checked]", "value") == "cy"
    assert "Until you choose" not in words(page)


@pytest.mark.parametrize("choice", ["", "fr", "both,cy"])
def test_a_language_we_do_not_offer_is_not_saved(
    client: Client, sian: Account, choice: str
) -> None:
    page = client.post(PAGES["en"], {"language": choice})
    assert page.status_code == 200
    assert languages_for(sian.email) == ("cy", "en")


def test_fields_nobody_asked_for_change_nothing(client: Client, sian: Account) -> None:
    client.post(
        PAGES["en"], {"language": "cy", "email": "x@example.org", "is_active": "", "name": "x"}
    )
    sian.refresh_from_db()
    assert (sian.email, sian.is_active, sian.name) == ("sian@example.org", True, "Siân <b>Ŵŷn</b>")


def test_a_name_is_text(client: Client, sian: Account) -> None:
    page = get(client, PAGES["en"])
    assert "Siân <b>Ŵŷn</b>" in words(page)
    assert page.cssselect("main b") == []


def test_other_browsers_are_listed_and_ended(client: Client, sian: Account) -> None:
    other = Client()
    other.force_login(sian)
    page = get(client, PAGES["en"])
    assert len(page.cssselect("ul.rows > li")) == 2
    handle = attribute(page, "button[name=end]", "value")
    client.post(PAGES["en"], {"end": handle})
    assert other.get(PAGES["en"]).status_code == 302
    assert client.get(PAGES["en"]).status_code == 200


def test_the_key_of_a_session_stands_on_no_page(client: Client, sian: Account) -> None:
    key = client.session.session_key
    assert key
    assert key not in client.get(PAGES["en"]).content.decode()


DEMO_MAIL = {"en": "/en/demo/mail/", "cy": "/cy/demo/post/"}


@pytest.mark.parametrize("address", DEMO_MAIL.values())
def test_outside_the_demo_nobody_reads_the_outbox(
    client: Client, sian: Account, address: str
) -> None:
    queue_letter(letter=SignInCode(code="ABCD-EFGH"), to=sian.email, once="a:1")
    answer = client.get(address)
    assert answer.status_code == 404
    assert b"ABCD" not in answer.content


@override_settings(CADAIR_DEMO=True)
@pytest.mark.parametrize("language", ["cy", "en"])
def test_in_the_demo_messages_are_shown_each_in_its_language(language: str) -> None:
    queue_letter(letter=SignInCode(code="ABCD-EFGH"), to="sian@example.org", once="a:1")
    page = get(Client(), DEMO_MAIL[language])
    halves = {half.get("lang"): half.text_content() for half in page.cssselect(".message")}
    assert "Eich cod mewngofnodi" in halves["cy"]
    assert "ABCD-EFGH" in halves["en"]


@override_settings(CADAIR_DEMO=True)
def test_an_empty_outbox_teaches() -> None:
    assert "Ask for a code" in words(get(Client(), DEMO_MAIL["en"]))
