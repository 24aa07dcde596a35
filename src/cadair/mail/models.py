"""The outbox, and in which language each address wants to be written to."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cadair.foundation.models import Record
from cadair.mail.states import Delivery, MailLanguage


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


class OutboxMessage(Record):
    """One message to one address, waiting or sent.

    The words are kept per language, empty in a language that was not asked for; how both are laid
    out in one message is decided when it is sent.
    """

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
