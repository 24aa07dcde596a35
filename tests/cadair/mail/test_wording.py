"""A wording is text with names in braces: nothing in it is carried out (SEC-12, SEC-16)."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from cadair.foundation.bilingual import LANGUAGES, BilingualText
from cadair.foundation.refusals import NotComplete
from cadair.mail.actions import queue_letter
from cadair.mail.letters import LetterWords, Words, names_in, require_sendable, words_of
from cadair.mail.letters.wording import filled_in
from cadair.mail.models import OutboxMessage, SeasonSender, SeasonWording, StoppedMail
from cadair.mail.states import Delivery, Topic
from cadair.mail.tasks import deliver_due
from tests.cadair.mail.letters import Received
from tests.cadair.mail.server import Post

SEASON = "5e" * 16
HEAD_CORPUS = [
    "a\r\nBcc: victim@example.org",
    "a\nBcc: victim@example.org",
    "a\rBcc: victim@example.org",
    "a\x00b",
    "a\x0bb",
    "a\u2028Bcc: victim@example.org",
    "a\u0085Bcc: victim@example.org",
    "a%0d%0aBcc: victim@example.org",
    "=?utf-8?q?=0d=0aBcc:_victim@example.org?=",
    "\u202eabc",
]


def test_names_are_replaced_and_nothing_else() -> None:
    values = {"reference": "N-1", "page": "", "title": "{reference} {{7*7}}"}
    assert filled_in("{reference}: {title}", values) == "N-1: {reference} {{7*7}}"
    assert filled_in("{nobody} {{reference}} {reference.x} {0}", values) == (
        "{nobody} {{reference}} {reference.x} {0}"
    )


def test_a_line_of_empty_names_is_left_out() -> None:
    values = {"closes": "", "season": "Awards"}
    text = "One\nCloses: {closes} (UK time)\n{season} {closes}\nTwo {nobody}"
    assert filled_in(text, values) == "One\nAwards \nTwo {nobody}"


@given(st.text(), st.text())
def test_what_is_put_in_is_never_looked_at_again(text: str, value: str) -> None:
    assert filled_in("x{a}y{b}z", {"a": text, "b": value}) in {
        f"x{text}y{value}z",
        "" if not text and not value else f"x{text}y{value}z",
    }


@given(st.text())
def test_a_text_without_names_stays_as_it_is(text: str) -> None:
    if not names_in(text):
        assert filled_in(text, {"reference": "N-1"}) == text


@pytest.mark.parametrize("hostile", HEAD_CORPUS)
def test_a_subject_never_gets_a_second_line(hostile: str) -> None:
    wording = {each: Words(hostile, "Text") for each in LANGUAGES}
    try:
        words = words_of(Received(), LANGUAGES, wording)
    except ValueError:
        return
    assert not set("\r\n\x00\x0b\u2028\u0085") & set(words["en"].subject)


@pytest.mark.parametrize("hostile", HEAD_CORPUS)
def test_free_text_of_somebody_is_refused_in_a_subject(hostile: str) -> None:
    words = LetterWords(
        subject=BilingualText(cy="{title}", en="{title}"),
        body=BilingualText(cy="Testun", en="Text"),
    )
    with pytest.raises(NotComplete):
        require_sendable(words, Received, [Received(title=hostile)])


@pytest.mark.django_db
@pytest.mark.usefixtures("letters")
@pytest.mark.parametrize("hostile", HEAD_CORPUS)
def test_no_name_of_a_sender_adds_a_line_to_the_head(post: Post, hostile: str) -> None:
    if "\x00" in hostile and connection.vendor == "postgresql":
        pytest.skip("PostgreSQL holds no such text, so no name can have it")
    SeasonSender.objects.create(
        season=SEASON, reply_to="awards@example.org", name_cy=hostile[:60], name_en=hostile[:60]
    )
    queue_letter(letter=Received(), to="sian@example.org", once="a:1", season=SEASON)
    assert deliver_due() == 1
    (arrived,) = post.arrived
    assert arrived["Bcc"] is None
    assert post.recipients == [["sian@example.org"]]


@pytest.mark.django_db
@pytest.mark.usefixtures("letters")
def test_answers_go_to_the_shared_mailbox_of_the_season(post: Post) -> None:
    SeasonSender.objects.create(
        season=SEASON, reply_to="gwobrau@example.org", name_cy="Y Cŵn", name_en="The Dogs"
    )
    queue_letter(letter=Received(), to="sian@example.org", once="a:1", season=SEASON)
    queue_letter(letter=Received(), to="sian@example.org", once="a:2")
    deliver_due()
    ours, other = post.arrived
    assert ours["Reply-To"] == "gwobrau@example.org"
    assert ours["From"].startswith("Y Cŵn / The Dogs <")
    assert other["Reply-To"] is None
    assert ours["List-Unsubscribe"] is None


@pytest.mark.django_db
@pytest.mark.usefixtures("letters")
def test_an_address_its_server_does_not_know_gets_no_more_messages_to_many(post: Post) -> None:
    queue_letter(letter=Received(), to="gone@example.org", once="a:1")
    post.refusals["gone@example.org"] = "550 no such mailbox"
    deliver_due()
    assert OutboxMessage.objects.get().state == Delivery.FAILED
    assert StoppedMail.objects.get().topic == Topic.ALL
    with override_settings(CADAIR_LETTER_ROOT="https://a.example.org"):
        message = queue_letter(letter=Received(), to="gone@example.org", once="a:2")
        post.refusals.clear()
        assert deliver_due() == 1
    message.refresh_from_db()
    assert message.state == Delivery.SENT


@pytest.mark.django_db
@pytest.mark.usefixtures("letters")
def test_a_letter_that_no_season_may_word_keeps_its_words() -> None:
    SeasonWording.objects.create(
        season=SEASON,
        letter=Received.key(),
        subject_cy="Ffug",
        subject_en="Forged",
        body_cy="Ffug",
        body_en="Forged",
        written_at="2026-09-01T12:00:00Z",
        written_by_ref="x",
    )
    message = queue_letter(letter=Received(), to="a@example.org", once="a:1", season=SEASON)
    assert message.subject_en == "We have your nomination"
