"""What the worker looks after here: sending what waits, forgetting what was kept long enough.

A message is held for a few minutes by the worker that sends it. A worker that was killed holds it
no longer than that, and the next one takes it. Once a mail server has accepted a message and that
is written down, it is never sent again; killed in the instant between the two, it is sent a second
time with the same Message-ID, by which mail programs recognise it.
"""

from __future__ import annotations

import logging
import secrets
import smtplib
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, Q

from cadair.foundation import clock
from cadair.foundation.bilingual import Language
from cadair.mail.letters import Words, as_html, as_text, subject_line
from cadair.mail.models import OutboxMessage
from cadair.mail.queries import due_for_delivery, due_to_be_forgotten
from cadair.mail.states import Delivery

logger = logging.getLogger(__name__)

BATCH: Final = 50
HELD_FOR: Final = timedelta(minutes=5)
WAITS: Final = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
    timedelta(hours=24),
)
"""How long after each failed attempt the next one comes; after the last the message has failed."""


def deliver_due() -> int:
    """Send what waits, up to a batch; returns how many were accepted by the mail server."""
    connection = get_connection()
    sent = 0
    try:
        for message in _taken():
            try:
                connection.open()
            except OSError as error:
                # The server cannot be reached: the others of this batch would fare no better.
                _note_failure(message, error)
                break
            sent += _deliver(message, connection)
    finally:
        connection.close()
    return sent


def forget_old() -> int:
    """Wipe the words of messages that were kept long enough; returns of how many."""
    return due_to_be_forgotten(clock.now()).update(
        subject_cy="", subject_en="", body_cy="", body_en=""
    )


def _taken() -> Iterator[OutboxMessage]:
    """Messages that are due, each held by us before it is handed out."""
    holder = secrets.token_hex(16)
    for key in list(due_for_delivery(clock.now()).values_list("pk", flat=True)[:BATCH]):
        now = clock.now()
        # One statement: of two workers that want the same message, one changes a row.
        is_ours = (
            due_for_delivery(now)
            .filter(pk=key)
            .update(held_by=holder, held_until=now + HELD_FOR, attempts=F("attempts") + 1)
        )
        if is_ours:
            yield OutboxMessage.objects.get(pk=key)


def _deliver(message: OutboxMessage, connection: BaseEmailBackend) -> bool:
    try:
        connection.send_messages([_as_email(message)])
    except OSError as error:
        # Every refusal of smtplib is an OSError too.
        connection.close()
        _note_failure(message, error)
        return False
    _settle(message, state=Delivery.SENT, sent_at=clock.now(), last_error="")
    return True


def _note_failure(message: OutboxMessage, error: Exception) -> None:
    """Try again later, or give up: at once when the server says for good, else after the last."""
    code = _code_of(error)
    is_last = message.attempts > len(WAITS)
    logger.warning("%s not delivered: %s, attempt %d", message.ref, code, message.attempts)
    if is_last or _is_for_good(error):
        _settle(message, state=Delivery.FAILED, last_error=code)
        return
    wait = WAITS[message.attempts - 1]
    _settle(message, next_attempt_at=clock.now() + wait, last_error=code)


def _settle(message: OutboxMessage, **changes: object) -> None:
    """Write down what became of a message, unless somebody else holds it by now."""
    OutboxMessage.objects.filter(
        Q(pk=message.pk), held_by=message.held_by, state=Delivery.WAITING
    ).update(held_by="", held_until=None, **changes)


def _as_email(message: OutboxMessage) -> EmailMultiAlternatives:
    words = _words(message)
    email = EmailMultiAlternatives(
        subject=subject_line(words),
        body=as_text(words),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[message.to_address],
        headers={
            "Message-ID": f"<{message.public_id}@{settings.CADAIR_MAIL_DOMAIN}>",
            "Content-Language": ", ".join(words),
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )
    email.attach_alternative(as_html(words), "text/html")
    return email


def _words(message: OutboxMessage) -> dict[Language, Words]:
    words: dict[Language, Words] = {}
    if message.body_cy:
        words["cy"] = Words(message.subject_cy, message.body_cy)
    if message.body_en:
        words["en"] = Words(message.subject_en, message.body_en)
    return words


def _is_for_good(error: Exception) -> bool:
    """The server refused this recipient or this message with a number of 500 or more."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _answer in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= 500


def _code_of(error: Exception) -> str:
    """What went wrong without the server's own words, which often repeat the address."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "smtp-" + "-".join(sorted({str(c) for c, _answer in error.recipients.values()}))
    if isinstance(error, smtplib.SMTPResponseException):
        return f"smtp-{error.smtp_code}"
    return type(error).__name__.lower()
