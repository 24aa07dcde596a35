"""What nominees agreed to be public, and the photo that they sent (PRI-09, PRI-10)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from cadair.files.models import StoredFile
from cadair.foundation.models import Record
from cadair.nominations.models.nominees import Nominee
from cadair.nominations.models.standing import LANGUAGE_CHOICES
from cadair.nominations.states import Capacity, PublicityGiver


class PublicityStatement(Record):
    """What somebody agreed to at one moment; the last one of each giver counts, all are kept.

    `kinds` are values of `PublicityKind`; an empty list takes everything back. `wording` is the
    version of the sentences that stood beside the boxes, `language` the one they were read in.
    `name` and `capacity` say who agreed for a child.
    """

    nominee = models.ForeignKey(Nominee, on_delete=models.CASCADE, related_name="publicity")
    giver = models.CharField(max_length=9, choices=PublicityGiver.choices)
    kinds = models.JSONField(default=list)
    wording = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES)
    name = models.CharField(max_length=200, blank=True)
    capacity = models.CharField(max_length=9, choices=Capacity.choices, blank=True)
    note = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by_ref = models.CharField(max_length=80)

    class Meta:
        ordering: ClassVar = ["made_at", "pk"]


class NomineePhoto(Record):
    """The photo of themselves that a nominee sent, with what it shows."""

    nominee = models.OneToOneField(Nominee, on_delete=models.CASCADE, related_name="photo")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="nominee_photos")
    description = models.TextField()
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES)
    sent_at = models.DateTimeField()
    refusal_told_at = models.DateTimeField(null=True)
