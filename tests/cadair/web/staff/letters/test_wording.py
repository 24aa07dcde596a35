"""Letters in a season’s own words: seen, tried, saved, taken back, and never a program (SEC-12)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import lxml.html
import pytest
from django.test import Client

from cadair.foundation import clock
from cadair.mail.actions import queue_letter, remember_language
from cadair.mail.letters import rewordable_letters
from cadair.mail.models import OutboxMessage, SeasonSender, SeasonWording
from cadair.mail.states import MailLanguage
from cadair.mail.tasks import deliver_due
from cadair.nominations.letters import NominationReceived
from cadair.seasons.letters import season_page
from cadair.seasons.states import SeasonState
from tests.cadair.web.signing import signed_in
from tests.cast import NOMINATING_AT, Cast, a_season

pytestmark = pytest.mark.django_db

PAGE = {
    "cy": "/cy/desg/valley-2026/llythyrau/geiriau/nomination-received/",
    "en": "/en/desk/valley-2026/letters/words/nomination-received/",
}
WORDS = {
    "subject_cy": "Diolch o galon: {reference}",
    "subject_en": "Thank you so much: {reference}",
    "body_cy": "Helo.\n\n- Enwebwyd: {title}\n\n    {reference}\n\n{page}\n\nCau: {closes}",
    "body_en": "Hello.\n\n- Nominated: {title}\n\n    {reference}\n\n{page}\n\nCloses: {closes}",
}


@pytest.fixture(autouse=True)
def _a_day_in_september() -> Iterator[None]:
    with clock.at(NOMINATING_AT):
        yield


@pytest.fixture
def cast() -> Cast:
    return a_season(SeasonState.OPEN)


@pytest.fixture
def olwen(cast: Cast) -> Client:
    return signed_in(cast.accounts["olwen"])


def stamp(client: Client, page: str) -> str:
    found = re.search(r'name="shown" value="([0-9a-f]+)"', client.get(page).content.decode())
    assert found
    return found[1]


def save(client: Client, page: str = PAGE["en"], **changed: str) -> int:
    data = {**WORDS, "shown": stamp(client, page), "save": "1", **changed}
    return client.post(page, data).status_code


def receipt(cast: Cast, title: str = "Operation Lantern", to: str = "x@example.org") -> str:
    letter = NominationReceived(
        season=cast.season.name,
        title=title,
        reference="N-0007",
        closes=cast.season.name,
        page=season_page(cast.season),
    )
    once = f"test:{OutboxMessage.objects.count()}"
    message = queue_letter(letter=letter, to=to, once=once, season=cast.season.public_id)
    return f"{message.subject_cy}|{message.subject_en}|{message.body_cy}|{message.body_en}"


@pytest.mark.parametrize("language", ["cy", "en"])
def test_every_letter_has_a_page_in_both_languages_with_both_sides(
    olwen: Client, language: str
) -> None:
    for key in rewordable_letters():
        page = olwen.get(PAGE[language].replace("nomination-received", key))
        assert page.status_code == 200
        found = lxml.html.document_fromstring(page.content)
        assert found.cssselect("h1")[0].text_content().strip()
        assert [each.get("lang") for each in found.cssselect("article.letter")] == ["cy", "en"], key


def test_what_a_letter_begins_with_can_be_saved_as_it_is(olwen: Client) -> None:
    for key in rewordable_letters():
        page = PAGE["en"].replace("nomination-received", key)
        forms = lxml.html.document_fromstring(olwen.get(page).content).forms
        form = next(each for each in forms if "body_cy" in each.fields)
        data = {name: form.fields[name] for name in (*WORDS, "shown")}
        assert olwen.post(page, {**data, "save": "1"}).status_code == 302, key
        assert SeasonWording.objects.filter(letter=key).exists()


def test_the_list_says_whose_words_a_letter_has(olwen: Client) -> None:
    assert save(olwen) == 302
    page = olwen.get("/en/desk/valley-2026/letters/").content.decode()
    assert page.count("Your words") == 1
    assert "As it came" in page
    assert olwen.get("/cy/desg/valley-2026/llythyrau/").status_code == 200


def test_from_then_on_the_letter_is_sent_in_these_words(cast: Cast, olwen: Client) -> None:
    assert "Thank you. Your nomination has come in." in receipt(cast)
    assert save(olwen) == 302
    assert receipt(cast).startswith("Diolch o galon: N-0007|Thank you so much: N-0007|Helo.")
    assert "- Nominated: Operation Lantern" in receipt(cast)


def test_other_seasons_keep_theirs(cast: Cast, olwen: Client) -> None:
    assert save(olwen) == 302
    message = queue_letter(
        letter=NominationReceived(
            season=cast.season.name,
            title="Other",
            reference="N-1",
            closes=cast.season.name,
            page=cast.season.name,
        ),
        to="x@example.org",
        once="o",
        season="0" * 32,
    )
    assert message.subject_en == "We have your nomination"


@pytest.mark.parametrize("side", ["cy", "en"])
def test_a_language_is_never_missing(olwen: Client, side: str) -> None:
    for name in ("subject", "body"):
        assert save(olwen, **{f"{name}_{side}": "  "}) == 422
    assert not SeasonWording.objects.exists()


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"body_en": "{page} {reference} {nominee}"}, "There is no such variable: {nominee}"),
        ({"body_en": "{page}"}, "The text needs this variable: {reference}"),
        ({"subject_en": "{title}"}, "This variable cannot stand in a subject: {title}"),
        ({"subject_en": "x" * 55 + " {reference}"}, "The subject is too long"),
        ({"body_en": "{page} {reference}" + "x" * 20_001}, "The text is too long"),
    ],
)
def test_what_cannot_be_sent_is_said_and_kept_in_the_form(
    olwen: Client, changed: dict[str, str], says: str
) -> None:
    data = {**WORDS, "shown": stamp(olwen, PAGE["en"]), "save": "1", **changed}
    answer = olwen.post(PAGE["en"], data)
    assert answer.status_code == 422
    found = lxml.html.document_fromstring(answer.content)
    assert says in found.text_content()
    form = next(each for each in found.forms if "body_cy" in each.fields)
    assert {name: form.fields[name].lstrip("\n") for name in WORDS} == {
        name: data[name] for name in WORDS
    }
    assert not SeasonWording.objects.exists()


PROGRAMS = [
    "{{7*7}}",
    "{{ settings.SECRET_KEY }}",
    "{% include '/etc/passwd' %}",
    "{% debug %}",
    "{season.__class__}",
    "{0}",
    "{reference!r}",
    "{title:>999999999}",
    "${7*7}",
    "<%= 7*7 %>",
    "#{7*7}",
]


def test_a_program_in_a_wording_is_text(cast: Cast, olwen: Client) -> None:
    for program in PROGRAMS:
        assert save(olwen, body_en=f"{{page}} {{reference}} {program}") == 302
        assert program in receipt(cast)


def test_a_program_in_a_value_is_text(cast: Cast, olwen: Client) -> None:
    assert save(olwen) == 302
    for program in (*PROGRAMS, "{reference}", "{page}"):
        assert f"- Nominated: {program}" in receipt(cast, title=program)


@pytest.mark.parametrize(
    "hostile", ["a\x00b", "\u202eabc", "👩🏽‍🚒" * 20, "x" * 1_000_000, "Bcc: a@example.org\r\n"]
)
def test_bad_input_is_a_sentence_and_no_accident(olwen: Client, hostile: str) -> None:
    for field in WORDS:
        data = {**WORDS, "shown": stamp(olwen, PAGE["en"]), "save": "1", field: hostile}
        assert olwen.post(PAGE["en"], data).status_code in {302, 400, 413, 422}
    for kept in SeasonWording.objects.all():
        assert "\x00" not in kept.body_cy
        assert "\n" not in kept.subject_en


def test_a_preview_saves_nothing(olwen: Client) -> None:
    data = {**WORDS, "shown": stamp(olwen, PAGE["en"]), "preview": "1"}
    answer = olwen.post(PAGE["en"], data)
    assert answer.status_code == 200
    assert "Thank you so much: N-0042" in answer.content.decode()
    assert not SeasonWording.objects.exists()
    assert not OutboxMessage.objects.filter(once__startswith="test:").exists()


def test_a_test_goes_to_oneself_in_both_languages_and_says_that_it_is_one(
    cast: Cast, olwen: Client
) -> None:
    remember_language(address="olwen@example.org", language=MailLanguage.ENGLISH, by=cast.organiser)
    data = {**WORDS, "shown": stamp(olwen, PAGE["en"]), "test": "1"}
    assert olwen.post(PAGE["en"], data).status_code == 200
    message = OutboxMessage.objects.get(once__startswith="test:")
    assert message.to_address == "olwen@example.org"
    assert message.body_cy.startswith("Prawf yw hwn.")
    assert message.body_en.startswith("This is a test.")
    assert not SeasonWording.objects.exists()


def test_the_first_words_come_back(cast: Cast, olwen: Client) -> None:
    assert save(olwen) == 302
    assert olwen.post(PAGE["en"], {"restore": "1"}).status_code == 302
    assert not SeasonWording.objects.exists()
    assert "Your nomination has come in." in receipt(cast)


def test_whoever_saves_second_is_told(olwen: Client) -> None:
    old = stamp(olwen, PAGE["en"])
    assert save(olwen, subject_en="The first one") == 302
    answer = olwen.post(PAGE["en"], {**WORDS, "shown": old, "save": "1"})
    assert answer.status_code == 422
    assert "The first one" in answer.content.decode()
    assert "Thank you so much" in answer.content.decode()
    assert SeasonWording.objects.get().subject_en == "The first one"


def test_a_value_that_does_not_fit_into_a_subject_keeps_nobody_from_the_letter(
    cast: Cast, olwen: Client
) -> None:
    assert save(olwen, subject_en="{season}", subject_cy="{season}") == 302
    cast.season.name_en = "Valley Awards " * 9
    cast.season.save()
    assert "|We have your nomination|" in receipt(cast)


def test_name_and_mailbox_stand_in_the_head_of_a_message(
    cast: Cast, olwen: Client, mailoutbox: list[object]
) -> None:
    page = "/en/desk/valley-2026/letters/sender/"
    data = {
        "shown": stamp(olwen, page),
        "name_cy": "Gwobrau’r Cwm",
        "name_en": "Valley Awards",
        "reply_to": "Gwobrau@Example.org",
    }
    assert olwen.post(page, data).status_code == 302
    receipt(cast)
    deliver_due()
    sent = [m for m in mailoutbox if m.to == ["x@example.org"]]  # type: ignore[attr-defined]
    assert sent[0].reply_to == ["gwobrau@example.org"]  # type: ignore[attr-defined]
    head = str(sent[0].message()["From"])  # type: ignore[attr-defined]
    assert "awards@example.org" in head
    assert sent[0].from_email.startswith("Gwobrau’r Cwm / Valley Awards <") or "=?utf-8?" in head  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "wrong",
    [
        {"reply_to": "a@example.org, b@example.org"},
        {"reply_to": "a@example.org\r\nBcc: b@example.org"},
        {"reply_to": "nobody"},
        {"name_en": ""},
        {"name_en": "x" * 61},
    ],
)
def test_a_sender_that_cannot_be_is_refused(olwen: Client, wrong: dict[str, str]) -> None:
    page = "/en/desk/valley-2026/letters/sender/"
    data = {"shown": stamp(olwen, page), "name_cy": "A", "name_en": "B", "reply_to": "", **wrong}
    assert olwen.post(page, data).status_code == 422
    assert not SeasonSender.objects.exists()
    assert olwen.get("/cy/desg/valley-2026/llythyrau/anfonwr/").status_code == 200


def test_a_letter_that_no_season_words_has_no_page(olwen: Client) -> None:
    for key in ("sign-in-code", "no-such-letter", "to-many"):
        page = PAGE["en"].replace("nomination-received", key)
        assert olwen.get(page).status_code == 404
