"""Marks that were given outside Cadair, on their way in: one brings them, another confirms."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cadair.foundation.models import Record
from cadair.judging.gathering_states import ImportState
from cadair.seasons.models import Season


class MarksImport(Record):
    """A table of marks as it was read, until a second person has confirmed or refused it (PRO-06).

    `rows` are judge, entry and category by opaque identity, and the marks by criterion; `sha256`
    is the hash of the rows, which the second person confirms.
    """

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="marks_imports")
    state = models.CharField(max_length=9, choices=ImportState.choices, default=ImportState.WAITING)
    rows = models.JSONField()
    sha256 = models.CharField(max_length=64)
    file_sha256 = models.CharField(max_length=64)
    brought_at = models.DateTimeField()
    brought_by_ref = models.CharField(max_length=80)
    settled_at = models.DateTimeField(null=True)
    settled_by_ref = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering: ClassVar = ["brought_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["season"],
                condition=Q(state=ImportState.WAITING),
                name="one_import_of_marks_waits",
            ),
        ]
