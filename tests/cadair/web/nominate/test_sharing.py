"""Writing a form together, and handing it over: by a letter and signing in, never by the link."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from cadair.audit.models import AuditEntry
from cadair.foundation import clock
from cadair.mail.models import OutboxMessage
from cadair.nominations.models import Coauthor, Draft, Nomination
from cadair.nominations.states import CoauthorState
from cadair.seasons.states import SeasonState
from tests.cadair.web.nominate.browsing import LATER, START, begin, fill, page, send
from tests.cadair.web.reading import all_words, attribute, get, words
from tests.cadair.web.signing import signed_in
from tests.cast import CLOSES_AT, NOMINATING_AT, Cast, a_season

pytestmark = pytest.mark.django_db

SHARE = {"en": "share", "cy": "rhannu"}
HAND_OVER = {"en": "hand-over", "cy": "trosglwyddo"}
SIAN = "sian@example.org"


@pytest.fixture(autouse=True)
def cast() -> Cast:
    cache.clear()
    return a_season(SeasonState.OPEN)


@pytest.fixture
def eirian(cast: Cast) -> Client:
    with clock.at(NOMINATING_AT):
        return signed_in(cast.accounts["eirian"], has_second_factor=False)


@pytest.fixture
def sian(cast: Cast) -> Client:
    with clock.at(NOMINATING_AT):
        return signed_in(cast.accounts["sian"], has_second_factor=False)


@pytest.fixture
def draft(eirian: Client) -> Draft:
    with clock.at(NOMINATING_AT):
        found = begin(eirian)
        eirian.post(page(found, "entry"), {"title": "Open Gate", "kind": "project", "seen": "9"})
        return found


def _at(draft: Draft, word: dict[str, str], language: str = "en") -> str:
    return f"{START[language]}{draft.public_id}/{word[language]}/"


def _ask(eirian: Client, draft: Draft, word: dict[str, str], email: str = SIAN) -> str:
    """Ask somebody, and give the address of the page in the letter they get."""
    answer = eirian.post(_at(draft, word), {"email": email})
    assert answer.status_code == 302, answer.status_code
    return _link()


def _link() -> str:
    letter = OutboxMessage.objects.order_by("-pk")[0]
    assert letter.to_address == SIAN
    found = re.search(r"/en/respond/form/[\w-]+/", letter.body_en)
    assert found, letter.body_en
    return found[0]


def _joined(eirian: Client, sian: Client, draft: Draft) -> None:
    link = _ask(eirian, draft, SHARE)
    assert sian.post(link)["Location"] == f"{START['en']}{draft.public_id}/"


@pytest.mark.parametrize("language", ["cy", "en"])
def test_the_pages_say_what_sharing_means(eirian: Client, draft: Draft, language: str) -> None:
    with clock.at(NOMINATING_AT):
        shared = words(get(eirian, _at(draft, SHARE, language)))
        handed = words(get(eirian, _at(draft, HAND_OVER, language)))
    assert "Open Gate" in shared
    assert ("Dim ond chi a all ei hanfon" if language == "cy" else "Only you can send it") in shared
    assert ("nhw fydd biau’r ffurflen" if language == "cy" else "the form is theirs") in handed


def test_the_letter_names_the_form_and_who_asks_in_both_languages(
    eirian: Client, draft: Draft
) -> None:
    with clock.at(NOMINATING_AT):
        _ask(eirian, draft, SHARE)
    letter = OutboxMessage.objects.get(to_address=SIAN)
    text = letter.body_cy + letter.body_en
    assert "Open Gate" in text
    assert "eirian@example.org" in text
    assert "/cy/ateb/ffurflen/" in text


@pytest.mark.parametrize("language", ["cy", "en"])
def test_the_link_alone_opens_nothing_and_sends_a_code_to_the_address_it_went_to(
    eirian: Client, client: Client, draft: Draft, language: str
) -> None:
    with clock.at(NOMINATING_AT):
        link = _ask(eirian, draft, SHARE)
        here = link if language == "en" else link.replace("/en/respond/form/", "/cy/ateb/ffurflen/")
        shown = get(client, here)
        assert attribute(shown, "input[name=email]", "value") == SIAN
        assert attribute(shown, "input[name=next]", "value") == here
        assert client.post(here).status_code == 302
        assert client.get(page(draft, "summary")).status_code == 302
    assert Coauthor.objects.get().state == CoauthorState.ASKED


def test_whoever_is_signed_in_with_another_address_is_not_let_in(
    cast: Cast, eirian: Client, draft: Draft
) -> None:
    with clock.at(NOMINATING_AT):
        bob = signed_in(cast.accounts["bob"])
        link = _ask(eirian, draft, SHARE)
        assert "another e-mail address" in words(get(bob, link))
        assert bob.post(link).status_code == 422
        assert bob.get(page(draft, "summary")).status_code == 404


def test_a_coauthor_writes_and_the_owner_sees_who_saved_last(
    eirian: Client, sian: Client, draft: Draft
) -> None:
    with clock.at(NOMINATING_AT):
        assert sian.get(page(draft, "summary")).status_code == 404
        _joined(eirian, sian, draft)
        sent = {"summary": "Written by Siân", "seen": "99", "continue": "1"}
        assert sian.post(page(draft, "summary"), sent).status_code == 302
        shown = get(eirian, page(draft, "summary"))
        assert words(shown, "textarea") == "Written by Siân"
        assert "Sian" in words(shown, ".in-sight")
        assert "Who saved it" not in words(get(sian, page(draft, "summary")))
        assert "You write it with: Eirian" in words(get(sian, "/en/nominations/"))


def test_two_people_on_one_page_lose_nothing(eirian: Client, sian: Client, draft: Draft) -> None:
    with clock.at(NOMINATING_AT):
        _joined(eirian, sian, draft)
        seen = attribute(get(eirian, page(draft, "summary")), "input[name=seen]", "value")
        sian.post(page(draft, "summary"), {"summary": "Siân’s", "seen": seen, "continue": "1"})
        mine = {"summary": "Eirian’s", "seen": seen, "continue": "1"}
        shown = eirian.post(page(draft, "summary"), mine)
    assert shown.status_code == 409
    told = shown.content.decode()
    assert all(each in told for each in ("Siân’s", "Eirian’s", "Who saved it"))


def test_a_coauthor_neither_sends_nor_deletes_nor_shares(
    eirian: Client, sian: Client, draft: Draft
) -> None:
    with clock.at(NOMINATING_AT):
        fill(eirian, draft)
        _joined(eirian, sian, draft)
    with clock.at(LATER):
        assert not get(sian, page(draft, "check")).cssselect("#declared")
        assert send(sian, draft).status_code == 422
        discard = f"{START['en']}{draft.public_id}/discard/"
        assert sian.post(discard)["Location"] == _at(draft, SHARE)
        assert not get(sian, _at(draft, SHARE)).cssselect("#id_email")
        assert sian.post(_at(draft, SHARE), {"email": "x@example.org"}).status_code == 422
        assert sian.post(_at(draft, HAND_OVER), {"email": "x@example.org"}).status_code == 302
        assert not Nomination.objects.filter(draft=draft).exists()
        assert Coauthor.objects.count() == 1
        assert send(eirian, draft).status_code == 302
        reopen = f"{START['en']}{draft.public_id}/change/"
        sian.post(reopen)
        draft.refresh_from_db()
        assert draft.is_sent


@pytest.mark.parametrize("who", ["eirian", "sian"])
def test_a_coauthor_is_taken_off_or_leaves_and_what_they_wrote_stays(
    eirian: Client, sian: Client, draft: Draft, who: str
) -> None:
    with clock.at(NOMINATING_AT):
        _joined(eirian, sian, draft)
        sian.post(page(draft, "summary"), {"summary": "Stays", "seen": "99", "continue": "1"})
        asked = Coauthor.objects.get()
        client = eirian if who == "eirian" else sian
        assert client.post(_at(draft, SHARE), {"end": asked.public_id}).status_code == 302
        assert sian.get(page(draft, "summary")).status_code == 404
        assert sian.post(page(draft, "summary"), {"summary": "x"}).status_code == 404
        assert words(get(eirian, page(draft, "summary")), "textarea") == "Stays"
    asked.refresh_from_db()
    assert asked.state == CoauthorState.ENDED


def test_a_form_that_is_handed_over_is_the_others_without_what_the_first_said_of_themselves(
    eirian: Client, sian: Client, draft: Draft
) -> None:
    with clock.at(NOMINATING_AT):
        fill(eirian, draft)
        link = _ask(eirian, draft, HAND_OVER)
        assert eirian.get(page(draft, "summary")).status_code == 200
        assert sian.post(link).status_code == 302
        assert eirian.get(page(draft, "summary")).status_code == 404
        assert words(get(sian, page(draft, "summary")), "textarea") == "What was done."
        assert attribute(get(sian, page(draft, "you")), "#id_email", "value") == SIAN
        assert sian.get(link).status_code == 404
    told = OutboxMessage.objects.get(to_address="eirian@example.org")
    assert SIAN in told.body_cy
    draft.refresh_from_db()
    assert "nia@example.org" not in str(draft.answers)
    assert Coauthor.objects.get().state == CoauthorState.JOINED


def test_an_offer_can_be_taken_back_and_a_new_one_ends_the_last(
    cast: Cast, eirian: Client, sian: Client, draft: Draft
) -> None:
    with clock.at(NOMINATING_AT):
        link = _ask(eirian, draft, HAND_OVER)
        asked = Coauthor.objects.get()
        eirian.post(_at(draft, HAND_OVER), {"end": asked.public_id})
        assert sian.get(link).status_code == 404
        again = _ask(eirian, draft, HAND_OVER)
        eirian.post(_at(draft, HAND_OVER), {"email": "bob@example.org"})
        assert sian.post(again).status_code == 404
    draft.refresh_from_db()
    assert draft.account == cast.accounts["eirian"]


def test_a_link_ends_after_a_fortnight(eirian: Client, client: Client, draft: Draft) -> None:
    with clock.at(NOMINATING_AT):
        link = _ask(eirian, draft, SHARE)
    with clock.at(NOMINATING_AT + timedelta(days=14, seconds=1)):
        assert client.get(link).status_code == 404


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "required"),
        ("no address", "valid email"),
        ("eirian@example.org", "yours already"),
        ("a@b.org\nBcc: c@d.org", "valid email"),
        ("x" * 400 + "@example.org", ""),
    ],
)
def test_an_address_that_does_not_fit_is_kept_and_explained(
    eirian: Client, draft: Draft, typed: str, told: str
) -> None:
    with clock.at(NOMINATING_AT):
        answer = eirian.post(_at(draft, SHARE), {"email": typed})
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Coauthor.objects.exists()


def test_nobody_is_asked_twice_nor_too_many_nor_too_often(eirian: Client, draft: Draft) -> None:
    with clock.at(NOMINATING_AT):
        _ask(eirian, draft, SHARE)
        assert eirian.post(_at(draft, SHARE), {"email": SIAN.upper()}).status_code == 422
        for number in range(4):
            sent = {"email": f"p{number}@example.org"}
            assert eirian.post(_at(draft, SHARE), sent).status_code == 302
        assert eirian.post(_at(draft, SHARE), {"email": "p9@example.org"}).status_code == 422
        codes = {eirian.post(_at(draft, SHARE), {"email": SIAN}).status_code for _ in range(5)}
    assert codes == {422, 429}
    assert Coauthor.objects.count() == 5


def test_a_form_of_nobody_asks_for_an_address_first(client: Client) -> None:
    with clock.at(NOMINATING_AT):
        draft = begin(client)
        shown = get(client, _at(draft, SHARE))
        assert "Only this browser knows" in words(shown)
        assert client.post(_at(draft, SHARE), {"email": SIAN}).status_code == 422
    assert not Coauthor.objects.exists()


def test_after_closing_nobody_is_asked(cast: Cast, draft: Draft) -> None:
    with clock.at(CLOSES_AT + timedelta(seconds=1)):
        again = signed_in(cast.accounts["eirian"], has_second_factor=False)
        assert "cannot be shared now" in words(get(again, _at(draft, SHARE)))
        assert again.post(_at(draft, SHARE), {"email": SIAN}).status_code == 422


def test_the_record_holds_no_address(eirian: Client, sian: Client, draft: Draft) -> None:
    with clock.at(NOMINATING_AT):
        _joined(eirian, sian, draft)
    entries = AuditEntry.objects.filter(action__in=["invite_coauthor", "join_draft"])
    assert entries.count() == 2
    assert all("example.org" not in str(each.facts) for each in entries)


def test_the_list_shows_how_far_everybody_has_come(
    eirian: Client, sian: Client, draft: Draft
) -> None:
    with clock.at(NOMINATING_AT):
        _ask(eirian, draft, SHARE)
        assert "has not answered yet" in " ".join(all_words(get(eirian, _at(draft, SHARE)), ".tag"))
        sian.post(_link())
        assert "writes too" in " ".join(all_words(get(eirian, _at(draft, SHARE)), ".tag"))
