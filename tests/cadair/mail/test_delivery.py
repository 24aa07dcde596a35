"""Delivery through a real mail server: accepted once, tried again, given up, forgotten."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import cast

import pytest
from django.test import override_settings

from cadair.foundation import clock
from cadair.mail import tasks
from cadair.mail.actions import queue_letter
from cadair.mail.models import OutboxMessage
from cadair.mail.states import Delivery
from cadair.mail.tasks import HELD_FOR, WAITS, deliver_due, forget_old
from tests.cadair.mail.letters import Received, Secret
from tests.cadair.mail.server import Post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("letters")]

SIAN = "sian@example.org"
NOON = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)
WELSH_NAME = "Siân Ŵŷn Llŷr-Ôl"


def _queue(once: str = "a:1", to: str = SIAN, title: str = WELSH_NAME) -> OutboxMessage:
    with clock.at(NOON):
        return queue_letter(letter=Received(title=title), to=to, once=once)


def _deliver(after: timedelta = timedelta()) -> int:
    with clock.at(NOON + after):
        return deliver_due()


def _part(message: EmailMessage, kind: str) -> str:
    part = cast("EmailMessage", message.get_body((kind,)))
    return cast("str", part.get_content())


def test_a_message_arrives_with_every_welsh_letter_in_subject_and_body(post: Post) -> None:
    with clock.at(NOON):
        message = queue_letter(letter=Received(title=WELSH_NAME), to=SIAN, once="a:1")
    OutboxMessage.objects.filter(pk=message.pk).update(subject_cy=WELSH_NAME)
    assert _deliver() == 1
    (arrived,) = post.arrived
    # A folded head line begins with the space of the fold; mail programs do not show it.
    assert arrived["Subject"].strip() == f"{WELSH_NAME} / We have your nomination"
    assert f"Enwebiad: {WELSH_NAME}" in _part(arrived, "plain")
    assert f"Enwebiad: {WELSH_NAME}" in _part(arrived, "html")
    assert post.recipients == [[SIAN]]


@override_settings(DEFAULT_FROM_EMAIL="Gwobrau’r Cŵn / Valley Awards <awards@example.org>")
def test_the_head_of_a_message(post: Post) -> None:
    message = _queue()
    _deliver()
    (arrived,) = post.arrived
    assert arrived["From"] == "Gwobrau’r Cŵn / Valley Awards <awards@example.org>"
    assert arrived["To"] == SIAN
    assert arrived["Message-ID"] == f"<{message.public_id}@example.org>"
    assert arrived["Content-Language"] == "cy, en"
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert arrived.get_content_type() == "multipart/alternative"


def test_what_was_accepted_is_never_sent_again(post: Post) -> None:
    message = _queue()
    assert _deliver() == 1
    for days in (0, 1, 30):
        assert _deliver(timedelta(days=days)) == 0
    assert len(post.arrived) == 1
    message.refresh_from_db()
    assert (message.state, message.sent_at) == (Delivery.SENT, NOON)


def test_a_message_leaves_only_when_its_time_has_come(post: Post) -> None:
    _queue()
    assert _deliver(timedelta(seconds=-1)) == 0
    assert _deliver() == 1


def test_a_server_that_is_busy_is_asked_again_ever_more_rarely(post: Post) -> None:
    message = _queue()
    post.answers = ["451 try later"] * 2
    assert _deliver() == 0
    message.refresh_from_db()
    assert (message.state, message.last_error) == (Delivery.WAITING, "smtp-451")
    assert message.next_attempt_at == NOON + WAITS[0]
    assert _deliver(WAITS[0] - timedelta(seconds=1)) == 0
    assert _deliver(WAITS[0]) == 0
    message.refresh_from_db()
    assert message.next_attempt_at == NOON + WAITS[0] + WAITS[1]
    assert _deliver(WAITS[0] + WAITS[1]) == 1
    assert len(post.arrived) == 1


def test_after_the_last_attempt_a_message_has_failed(post: Post) -> None:
    message = _queue()
    post.answers = ["451 try later"] * 20
    after = timedelta()
    for wait in (*WAITS, timedelta()):
        _deliver(after)
        after += wait
    message.refresh_from_db()
    assert (message.state, message.attempts) == (Delivery.FAILED, len(WAITS) + 1)
    assert _deliver(timedelta(days=365)) == 0


@pytest.mark.parametrize("where", ["recipient", "message"])
def test_a_refusal_for_good_ends_it_at_once(post: Post, where: str) -> None:
    message = _queue()
    if where == "recipient":
        post.refusals[SIAN] = f"550 no mailbox {SIAN}"
    else:
        post.answers = [f"554 unwanted from {SIAN}"]
    assert _deliver() == 0
    message.refresh_from_db()
    assert message.state == Delivery.FAILED
    assert message.last_error in {"smtp-550", "smtp-554"}, "the server's words name people"
    assert message.attempts == 1


def test_one_refused_message_does_not_keep_the_next(post: Post) -> None:
    _queue("a:1", "gone@example.org")
    _queue("a:2")
    post.refusals["gone@example.org"] = "550 no mailbox"
    assert _deliver() == 1
    assert post.recipients == [[SIAN]]


def test_while_no_server_answers_nothing_is_lost(post: Post) -> None:
    for number in range(3):
        _queue(f"a:{number}")
    with override_settings(EMAIL_PORT=1):
        assert _deliver() == 0
    attempts = OutboxMessage.objects.values_list("attempts", flat=True)
    assert sorted(attempts) == [0, 0, 1], "the others of the batch are not tried in vain"
    assert _deliver(WAITS[0]) == 3


def test_a_message_whose_worker_was_killed_is_picked_up_again(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = _queue()

    class Killed(BaseException):
        pass

    def killed(_message: OutboxMessage) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(tasks, "_as_email", killed)
        with pytest.raises(Killed):
            _deliver()
    message.refresh_from_db()
    assert (message.state, bool(message.held_by)) == (Delivery.WAITING, True)
    assert _deliver(HELD_FOR - timedelta(seconds=1)) == 0, "it might still be at work"
    assert _deliver(HELD_FOR) == 1
    assert len(post.arrived) == 1


def test_a_worker_that_comes_too_late_does_not_undo_what_another_wrote(post: Post) -> None:
    message = _queue()
    OutboxMessage.objects.filter(pk=message.pk).update(held_by="slow", held_until=NOON)
    message.held_by = "slow"
    assert _deliver(timedelta(seconds=1)) == 1
    tasks._note_failure(message, TimeoutError())
    message.refresh_from_db()
    assert (message.state, message.last_error) == (Delivery.SENT, "")


def test_many_are_sent_through_one_connection_in_the_order_they_came(post: Post) -> None:
    for number in range(5):
        _queue(f"a:{number}", f"reader{number}@example.org")
    assert _deliver() == 5
    assert [names[0] for names in post.recipients] == [f"reader{n}@example.org" for n in range(5)]


def test_words_are_forgotten_when_the_letter_says_and_the_fact_remains(post: Post) -> None:
    with clock.at(NOON):
        secret = queue_letter(letter=Secret(), to=SIAN, once="a:1")
    plain = _queue("a:2")
    _deliver()
    with clock.at(NOON + timedelta(minutes=9)):
        assert forget_old() == 0
    with clock.at(NOON + timedelta(minutes=10)):
        assert forget_old() == 1
    secret.refresh_from_db()
    plain.refresh_from_db()
    assert (secret.is_forgotten, secret.subject_en, secret.sent_at) == (True, "", NOON)
    assert not plain.is_forgotten
    with clock.at(NOON + timedelta(days=90)):
        assert forget_old() == 1


def test_what_still_waits_is_not_forgotten() -> None:
    with clock.at(NOON):
        queue_letter(letter=Secret(), to=SIAN, once="a:1")
    with clock.at(NOON + timedelta(days=1)):
        assert forget_old() == 0
