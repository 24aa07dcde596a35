"""Who answers for personal data in a season: what every notice to a person says (PRI-01)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from cadair.foundation.bilingual import Bilingual
from cadair.foundation.models import Record
from cadair.seasons.models.frame import Season


class ControllerRecord(Record):
    """One version of the record; what somebody was told is never edited, only followed.

    One that `is_checked` was read and saved by an organiser of this season; one that came with a
    copy or a file was not. `condition` says which condition of the law lets data on offences be
    held (PRI-05); it is no part of what a nominee is told.
    """

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="controller_records")
    version = models.PositiveSmallIntegerField()
    written_at = models.DateTimeField()
    written_by_ref = models.CharField(max_length=80)
    controller_cy = models.TextField(blank=True)
    controller_en = models.TextField(blank=True)
    contact_cy = models.TextField(blank=True)
    contact_en = models.TextField(blank=True)
    officer_cy = models.TextField(blank=True)
    officer_en = models.TextField(blank=True)
    basis_cy = models.TextField(blank=True)
    basis_en = models.TextField(blank=True)
    condition_cy = models.TextField(blank=True)
    condition_en = models.TextField(blank=True)
    recipients_cy = models.TextField(blank=True)
    recipients_en = models.TextField(blank=True)
    retention_cy = models.TextField(blank=True)
    retention_en = models.TextField(blank=True)
    is_checked = models.BooleanField(default=True)

    controller = Bilingual()
    contact = Bilingual()
    officer = Bilingual()
    basis = Bilingual()
    condition = Bilingual()
    recipients = Bilingual()
    retention = Bilingual()

    class Meta:
        ordering: ClassVar = ["version"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["season", "version"], name="versions_of_the_controller_record_are_numbered"
            ),
        ]
