"""The other language of what the panel reads: who translated it, who approved it, who has it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cadair.foundation.models import Record
from cadair.nominations.models.standing import LANGUAGE_CHOICES, Nomination
from cadair.nominations.states import BatchState, TranslationOrigin, TranslationState
from cadair.seasons.models import Season


class TranslationRules(models.Model):
    """Whether a text waits for its translation before a judge who cannot read it sees it (WEL-12).

    No row: it does. An organiser who lets it pass says why, for the record.
    """

    season = models.OneToOneField(
        Season, on_delete=models.CASCADE, related_name="translation_rules"
    )
    is_required = models.BooleanField()
    reason = models.TextField(blank=True)
    said_at = models.DateTimeField(null=True)
    said_by_ref = models.CharField(max_length=80, blank=True)


class TranslationBatch(Record):
    """Texts that a translator has been given, with the day by which they are wanted back."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="translation_batches")
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES)
    translator_name = models.CharField(max_length=200)
    translator_email = models.EmailField(blank=True)
    due_on = models.DateField()
    words = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=BatchState.choices, default=BatchState.OUT)
    ordered_by = models.CharField(max_length=80)
    ordered_at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-ordered_at", "-pk"]

    @property
    def code(self) -> str:
        """By which a file that comes back is known: the first part of every text’s number."""
        return self.public_id[:8]


class BatchText(models.Model):
    """One text of a batch: which it is, never what it says; `field` as in `Translation`."""

    batch = models.ForeignKey(TranslationBatch, on_delete=models.CASCADE, related_name="texts")
    nomination = models.ForeignKey(
        Nomination, on_delete=models.CASCADE, related_name="translation_orders"
    )
    field = models.CharField(max_length=160)
    position = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["batch", "position"], name="a_text_has_its_own_number_in_a_batch"
            ),
        ]


class Translation(Record):
    """A text of a nomination, as the panel reads it, in another language.

    `field` names the text (see `nominations.translations`), `source_sha256` the words from which
    it was made: once these have changed, it is out of date and no judge sees it. `author` is a
    name for people, `author_ref` who wrote it or asked a machine for it.
    """

    nomination = models.ForeignKey(
        Nomination, on_delete=models.CASCADE, related_name="translations"
    )
    field = models.CharField(max_length=160)
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES)
    text = models.TextField()
    source_sha256 = models.CharField(max_length=64)
    origin = models.CharField(max_length=8, choices=TranslationOrigin.choices)
    author = models.CharField(max_length=200)
    author_ref = models.CharField(max_length=80)
    written_at = models.DateTimeField()
    batch = models.ForeignKey(
        TranslationBatch, on_delete=models.SET_NULL, null=True, related_name="translations"
    )
    state = models.CharField(
        max_length=8, choices=TranslationState.choices, default=TranslationState.DRAFT
    )
    approved_by = models.CharField(max_length=80, blank=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["nomination", "field"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["nomination", "field", "language"],
                name="a_text_has_one_translation_into_a_language",
            ),
            models.CheckConstraint(
                condition=Q(state=TranslationState.APPROVED)
                & ~Q(approved_by="")
                & Q(approved_at__isnull=False)
                | ~Q(state=TranslationState.APPROVED) & Q(approved_by="", approved_at=None),
                name="an_approved_translation_says_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(origin=TranslationOrigin.MACHINE, approved_by=models.F("author_ref")),
                name="nobody_approves_what_they_asked_a_machine_for",
            ),
        ]
