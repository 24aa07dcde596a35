"""What organisers take in on behalf of others: files of nominations, more time for one person."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from cadair.foundation.models import Record
from cadair.nominations.states import ImportState
from cadair.seasons.models import Season


class NominationImport(Record):
    """A file with nominations, a row each, from the day it is read in until it is taken in.

    `header` and `rows` hold its cells as text; the rows are emptied as soon as they have become
    nominations, or the file is thrown away. `mapping` says, by the name of a column, what it
    holds; `usual` what stands for every row that does not say. `left` are the numbers of rows
    that were left out.
    """

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="imports")
    state = models.CharField(max_length=6, choices=ImportState.choices, default=ImportState.READ)
    file_name = models.CharField(max_length=200)
    read_as = models.CharField(max_length=12)
    header = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    usual = models.JSONField(default=dict)
    number = models.PositiveIntegerField(default=0)
    left = models.JSONField(default=list)
    read_at = models.DateTimeField()
    read_by_ref = models.CharField(max_length=80)
    done_at = models.DateTimeField(null=True)
    done_by_ref = models.CharField(max_length=80, blank=True)
    undone_at = models.DateTimeField(null=True)
    undone_by_ref = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering: ClassVar = ["-read_at", "-id"]


class Extension(Record):
    """More time for one person, known by an e-mail address, with the reason for it (PRO-23)."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="extensions")
    email = models.EmailField()
    until = models.DateTimeField()
    reason = models.CharField(max_length=300)
    given_at = models.DateTimeField()
    given_by_ref = models.CharField(max_length=80)
    ended_at = models.DateTimeField(null=True)
    ended_by_ref = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering: ClassVar = ["-given_at", "-id"]
