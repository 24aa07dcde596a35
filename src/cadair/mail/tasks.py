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
from collections.abc import Iterator, Mapping
from datetime import timedelta
from email.utils import formataddr, parseaddr
from typing import Final

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, Q

from cadair.foundation import clock
from cadair.foundation.bilingual import BilingualText, Language
from cadair.mail.actions import stop_topic
from cadair.mail.letters import Words, as_html, as_text, stop_page, subject_line
from cadair.mail.models import OutboxMessage, SeasonSender
from cadair.mail.queries import (
    due_for_delivery,
    due_to_be_forgotten,
    due_to_lose_addresses,
    is_stopped,
    old_consents,
    sender_of,
)
from cadair.mail.states import Delivery, StoppedHow, Topic
from cadair.mail.validators import HeaderInjection, sender_name

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


def forget_addresses() -> int:
    """Wipe to whom messages of a year ago went; that they went, and when, is still known.

    Part of the daily look for what was kept long enough. Returns of how many.
    """
    return due_to_lose_addresses(clock.now()).update(to_address="")


def forget_consents() -> int:
    """Forget what was said about news more than three years ago; returns of how many addresses."""
    gone, _tables = old_consents(clock.now()).delete()
    return gone


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
    if message.topic and is_stopped(message.to_address, message.topic):
        _settle(message, state=Delivery.STOPPED, last_error="stopped")
        return False
    try:
        connection.send_messages([_as_email(message)])
    except (OSError, ValueError) as error:
        # Every refusal of smtplib is an OSError; a head that cannot be written is a ValueError,
        # and keeps none of the others from leaving.
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
        if _has_no_such_address(error):
            stop_topic(message.to_address, Topic.ALL, StoppedHow.REFUSED)
        return
    wait = WAITS[message.attempts - 1]
    _settle(message, next_attempt_at=clock.now() + wait, last_error=code)


def _settle(message: OutboxMessage, **changes: object) -> None:
    """Write down what became of a message, unless somebody else holds it by now."""
    OutboxMessage.objects.filter(
        Q(pk=message.pk), held_by=message.held_by, state=Delivery.WAITING
    ).update(held_by="", held_until=None, **changes)


def _as_email(message: OutboxMessage) -> EmailMultiAlternatives:
    words, stop = _words(message), stop_page(message)
    sender = sender_of(message.season)
    email = EmailMultiAlternatives(
        subject=subject_line(words),
        body=as_text(words, stop),
        from_email=_from(sender, words),
        to=[message.to_address],
        reply_to=[sender.reply_to] if sender and sender.reply_to else [],
        headers={
            "Message-ID": f"<{message.public_id}@{settings.CADAIR_MAIL_DOMAIN}>",
            "Content-Language": ", ".join(words),
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            **_stop_head(stop, words),
        },
    )
    email.attach_alternative(as_html(words, stop), "text/html")
    return email


def _from(sender: SeasonSender | None, words: Mapping[Language, Words]) -> str:
    """In whose name: the season’s in the languages of the message, else the service’s own."""
    whole: str = settings.DEFAULT_FROM_EMAIL
    if sender is None or not sender.name.is_complete:
        return whole
    names = " / ".join(dict.fromkeys(sender.name.as_dict()[language] for language in words))
    try:
        return formataddr((sender_name(names), parseaddr(whole)[1]))
    except HeaderInjection:
        # A name that cannot stand in a head keeps no letter from leaving.
        return whole


def _stop_head(stop: BilingualText, words: Mapping[Language, Words]) -> dict[str, str]:
    """What mail programs make a button of that stops messages with one press (RFC 8058)."""
    if not stop:
        return {}
    page = stop.cy if "cy" in words else stop.en
    return {
        "List-Unsubscribe": f"<{page}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _words(message: OutboxMessage) -> dict[Language, Words]:
    words: dict[Language, Words] = {}
    if message.body_cy:
        words["cy"] = Words(message.subject_cy, message.body_cy)
    if message.body_en:
        words["en"] = Words(message.subject_en, message.body_en)
    return words


def _is_for_good(error: Exception) -> bool:
    """The server refused with a number of 500 or more, or no message can be made of it."""
    if isinstance(error, ValueError) and not isinstance(error, OSError):
        return True
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _answer in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= 500


def _has_no_such_address(error: Exception) -> bool:
    """The server takes no mail for this recipient: letters still try, messages to many do not."""
    return isinstance(error, smtplib.SMTPRecipientsRefused) and _is_for_good(error)


def _code_of(error: Exception) -> str:
    """What went wrong without the server's own words, which often repeat the address."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "smtp-" + "-".join(sorted({str(c) for c, _answer in error.recipients.values()}))
    if isinstance(error, smtplib.SMTPResponseException):
        return f"smtp-{error.smtp_code}"
    return type(error).__name__.lower()
