"""What the panel reads of a nomination: what was redacted, who read the original, additions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from cadair.foundation.bilingual import Bilingual
from cadair.foundation.models import Record
from cadair.nominations.models.standing import LANGUAGE_CHOICES, Entry, Nomination
from cadair.nominations.states import ClarificationState, RedactionReason


class Redaction(Record):
    """A passage of a nomination that nobody on the panel reads; a mark stands in its place.

    `field` names the text (see `nominations.redacting`), `start` and `end` the characters of it,
    `text_sha256` the text as it was when they were counted. When the nominator changes the text,
    the passage is looked for in the new one.
    """

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="redactions")
    field = models.CharField(max_length=160)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text_sha256 = models.CharField(max_length=64)
    passage = models.TextField()
    reason = models.CharField(max_length=16, choices=RedactionReason.choices)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["nomination", "field", "start", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(start__lt=F("end")), name="a_redaction_takes_something_away"
            ),
        ]


class FormerTitle(Record):
    """The title of an entry as it stood before an organiser worded it otherwise."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="former_titles")
    title_cy = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=300, blank=True)
    title_language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES, blank=True)
    replaced_by = models.CharField(max_length=80)
    replaced_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["replaced_at", "pk"]


class OriginalReading(Record):
    """Somebody opened a nomination as it was sent in, and said why (PRI-06)."""

    nomination = models.ForeignKey(
        Nomination, on_delete=models.CASCADE, related_name="original_readings"
    )
    why = models.TextField()
    read_by = models.CharField(max_length=80)
    read_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-read_at", "-pk"]


class Clarification(Record):
    """A question to the nominator, and what they answer by a date: added, never put in its place.

    The question stands in the languages in which the nominator is written to. `panel_answer` is the
    answer with what was redacted, and the panel reads it once somebody has read it.
    """

    nomination = models.ForeignKey(
        Nomination, on_delete=models.CASCADE, related_name="clarifications"
    )
    question_cy = models.TextField(blank=True)
    question_en = models.TextField(blank=True)
    is_from_panel = models.BooleanField(default=False)
    asked_by = models.CharField(max_length=80)
    asked_at = models.DateTimeField()
    answer_by = models.DateField()
    state = models.CharField(
        max_length=9, choices=ClarificationState.choices, default=ClarificationState.ASKED
    )
    answer = models.TextField(blank=True)
    answer_language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES, blank=True)
    answered_at = models.DateTimeField(null=True)
    panel_answer = models.TextField(blank=True)
    hints = models.PositiveSmallIntegerField(default=0)
    is_read = models.BooleanField(default=False)
    read_by = models.CharField(max_length=80, blank=True)
    read_at = models.DateTimeField(null=True)

    question = Bilingual()

    class Meta:
        ordering: ClassVar = ["asked_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(question_cy="", question_en=""), name="a_clarification_asks_something"
            ),
            models.CheckConstraint(
                condition=Q(state=ClarificationState.ANSWERED)
                & ~Q(answer="")
                & Q(answered_at__isnull=False)
                | ~Q(state=ClarificationState.ANSWERED) & Q(answer="", answered_at=None),
                name="an_answer_stands_where_somebody_answered",
            ),
        ]
