"""Who answers for personal data in a season: what every notice to a person says (PRI-01)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from cadair.foundation.bilingual import Bilingual
from cadair.foundation.models import Record
from cadair.seasons.models.frame import Season


class ControllerRecord(Record):
    """One version of the record; what somebody was told is never edited, only followed."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="controller_records")
    version = models.PositiveSmallIntegerField()
    written_at = models.DateTimeField()
    written_by_ref = models.CharField(max_length=80)
    controller_cy = models.TextField()
    controller_en = models.TextField()
    contact_cy = models.TextField()
    contact_en = models.TextField()
    officer_cy = models.TextField()
    officer_en = models.TextField()
    basis_cy = models.TextField()
    basis_en = models.TextField()
    recipients_cy = models.TextField()
    recipients_en = models.TextField()
    retention_cy = models.TextField()
    retention_en = models.TextField()

    controller = Bilingual()
    contact = Bilingual()
    officer = Bilingual()
    basis = Bilingual()
    recipients = Bilingual()
    retention = Bilingual()

    class Meta:
        ordering: ClassVar = ["version"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["season", "version"], name="versions_of_the_controller_record_are_numbered"
            ),
        ]
