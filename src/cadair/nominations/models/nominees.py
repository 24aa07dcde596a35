"""People who are nominated: whether they were told, by when, and what they say (PRI-02)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cadair.foundation.bilingual import Bilingual
from cadair.foundation.models import Record
from cadair.mail.models import OutboxMessage
from cadair.nominations.models.standing import EntryPerson, Nomination
from cadair.nominations.states import (
    AgeBand,
    ExceptionReason,
    NoticeState,
    SayingKind,
    SayingState,
)
from cadair.seasons.models import ControllerRecord


class Nominee(Record):
    """A person whom a nomination names; the clock of their notice runs from its receipt.

    `name` is as the nominator wrote it, `own_name` as they write it themselves. For somebody under
    18 `guardian_email` is where a parent or carer is told. `notice` is the version of the record
    that they were shown, `message` the letter, kept apart so that one that could not be delivered
    is seen. `evidence` says how they were told otherwise, or why not.
    """

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="nominees")
    person = models.ForeignKey(
        EntryPerson, on_delete=models.SET_NULL, null=True, related_name="nominees"
    )
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    guardian_email = models.EmailField(blank=True)
    age_band = models.CharField(max_length=8, choices=AgeBand.choices, default=AgeBand.UNKNOWN)
    state = models.CharField(max_length=8, choices=NoticeState.choices, default=NoticeState.WAITING)
    received_at = models.DateTimeField()
    due_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by_ref = models.CharField(max_length=80, blank=True)
    exception = models.CharField(max_length=16, choices=ExceptionReason.choices, blank=True)
    evidence = models.TextField(blank=True)
    public_note_cy = models.TextField(blank=True)
    public_note_en = models.TextField(blank=True)
    notice = models.ForeignKey(
        ControllerRecord, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    message = models.ForeignKey(
        OutboxMessage, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    own_name = models.CharField(max_length=200, blank=True)
    pronunciation = models.CharField(max_length=200, blank=True)
    is_gone = models.BooleanField(default=False)

    public_note = Bilingual()

    class Meta:
        ordering: ClassVar = ["due_at", "nomination", "position"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=NoticeState.EXCEPTED) & ~Q(exception="") & ~Q(evidence="")
                | ~Q(state=NoticeState.EXCEPTED) & Q(exception=""),
                name="who_is_not_told_has_a_written_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=NoticeState.TOLD) | ~Q(evidence=""),
                name="who_was_told_otherwise_has_evidence",
            ),
        ]


class Saying(Record):
    """Something a nominee said on their page, and what became of it."""

    nominee = models.ForeignKey(Nominee, on_delete=models.CASCADE, related_name="sayings")
    kind = models.CharField(max_length=10, choices=SayingKind.choices)
    text = models.TextField(blank=True)
    said_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=SayingState.choices, default=SayingState.WAITING)
    settled_at = models.DateTimeField(null=True)
    settled_by_ref = models.CharField(max_length=80, blank=True)
    outcome = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["said_at", "pk"]
