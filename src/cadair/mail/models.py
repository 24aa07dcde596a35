"""The outbox; who is written to, in which language, about what; how a season words its letters."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cadair.foundation.bilingual import Bilingual
from cadair.foundation.models import Record
from cadair.mail.states import Delivery, MailingState, MailLanguage, StoppedHow, Topic


class LanguagePreference(Record):
    """What somebody answered to “What language should we use?”, when, and who wrote it down.

    Keyed by address: nominators and guests have no account. Other than the language of the pages
    they read and of what they write.
    """

    address = models.EmailField(unique=True)
    language = models.CharField(max_length=4, choices=MailLanguage.choices)
    set_at = models.DateTimeField()
    set_by_ref = models.CharField(max_length=128)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(language__in=MailLanguage.values), name="a_mail_language_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class MailingConsent(Record):
    """What somebody answered to “May we write when nominations open?”; asked apart (PRI-18).

    `programmes` are the public ids of the awards in which they once nominated, written down when
    their nominations are emptied: of those who said yes this and the address stay.
    """

    address = models.EmailField(unique=True)
    is_given = models.BooleanField()
    programmes = models.JSONField(default=list)
    said_at = models.DateTimeField()
    set_by_ref = models.CharField(max_length=128)

    def __str__(self) -> str:
        return self.ref


class StoppedMail(Record):
    """An address that wants no more messages on a topic. Letters about what it did still come."""

    address = models.EmailField()
    topic = models.CharField(max_length=9, choices=Topic.choices)
    how = models.CharField(max_length=9, choices=StoppedHow.choices)
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["address", "topic"], name="a_topic_is_stopped_once"),
            models.CheckConstraint(
                condition=Q(topic__in=Topic.values), name="a_stopped_topic_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class SeasonSender(Record):
    """In whose name a season writes, and which shared mailbox gets the answers.

    `season` is the public id, here and below: seasons stand above this app.
    """

    season = models.CharField(max_length=32, unique=True)
    reply_to = models.EmailField(blank=True)
    name_cy = models.CharField(max_length=60, blank=True)
    name_en = models.CharField(max_length=60, blank=True)

    name = Bilingual()

    def __str__(self) -> str:
        return self.ref


class SeasonWording(Record):
    """A letter as one season words it, in both languages; `{names}` stand for its variables."""

    season = models.CharField(max_length=32)
    letter = models.CharField(max_length=60)
    subject_cy = models.CharField(max_length=200)
    subject_en = models.CharField(max_length=200)
    body_cy = models.TextField()
    body_en = models.TextField()
    written_at = models.DateTimeField()
    written_by_ref = models.CharField(max_length=128)

    subject = Bilingual()
    body = Bilingual()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["season", "letter"], name="a_letter_is_worded_once"),
        ]

    def __str__(self) -> str:
        return self.ref


class Mailing(Record):
    """One message to a list of people: written, looked at, counted, sent, perhaps stopped."""

    season = models.CharField(max_length=32, db_index=True)
    audience = models.CharField(max_length=24)
    narrowed = models.JSONField(default=dict)
    subject_cy = models.CharField(max_length=200, blank=True)
    subject_en = models.CharField(max_length=200, blank=True)
    body_cy = models.TextField(blank=True)
    body_en = models.TextField(blank=True)
    state = models.CharField(max_length=7, choices=MailingState.choices, default=MailingState.DRAFT)
    written_at = models.DateTimeField()
    written_by_ref = models.CharField(max_length=128)
    number = models.PositiveIntegerField(null=True)
    sent_at = models.DateTimeField(null=True)
    sent_by_ref = models.CharField(max_length=128, blank=True)
    stopped_at = models.DateTimeField(null=True)

    subject = Bilingual()
    body = Bilingual()

    class Meta:
        ordering: ClassVar = ["-written_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=MailingState.values), name="a_mailing_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state=MailingState.DRAFT, sent_at__isnull=True)
                | (~Q(state=MailingState.DRAFT) & Q(sent_at__isnull=False)),
                name="a_mailing_that_left_knows_when",
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class OutboxMessage(Record):
    """One message to one address, waiting or sent.

    The words are kept per language, empty in a language that was not asked for; how both are laid
    out in one message is decided when it is sent. `topic` is empty for letters about what somebody
    did or must do; messages on a topic can be stopped by whoever gets them.
    """

    season = models.CharField(max_length=32, blank=True)
    topic = models.CharField(max_length=9, choices=Topic.choices, blank=True)
    mailing = models.ForeignKey(
        Mailing, on_delete=models.PROTECT, null=True, related_name="messages"
    )

    once = models.CharField(max_length=200, unique=True)
    letter = models.CharField(max_length=100)
    to_address = models.EmailField()
    subject_cy = models.CharField(max_length=200, blank=True)
    subject_en = models.CharField(max_length=200, blank=True)
    body_cy = models.TextField(blank=True)
    body_en = models.TextField(blank=True)
    queued_at = models.DateTimeField()
    forget_at = models.DateTimeField()

    state = models.CharField(
        max_length=7, choices=Delivery.choices, default=Delivery.WAITING, db_index=True
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    held_by = models.CharField(max_length=32, blank=True)
    held_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering: ClassVar = ["queued_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=Delivery.values), name="a_delivery_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state=Delivery.SENT, sent_at__isnull=False)
                | (~Q(state=Delivery.SENT) & Q(sent_at__isnull=True)),
                name="a_sent_message_knows_when",
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def is_forgotten(self) -> bool:
        """The words are gone; that a message was sent, and when, is still known."""
        return not (self.body_cy or self.body_en)
