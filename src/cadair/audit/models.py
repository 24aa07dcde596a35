"""The permanent record: who did what to which thing, when, in an unbroken chain."""

from __future__ import annotations

import json
from typing import ClassVar, cast

from django.db import models
from django.db.models import Q

from cadair.audit.chain import Event
from cadair.audit.states import HoldKind
from cadair.audit.validators import Fact
from cadair.foundation.models import Record


class AuditEntry(models.Model):
    """One action that was carried out; the database lets entries be appended and read only.

    No foreign keys: the record outlives what it names. No unique column but `sequence`, which on
    SQLite is the row's own number: `INSERT OR REPLACE` quietly deletes whatever collides with a
    unique column, and a second one would be a way around the triggers.
    """

    sequence = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    actor_ref = models.CharField(max_length=128)
    action = models.CharField(max_length=128)
    subject_ref = models.CharField(max_length=128)
    season_ref = models.CharField(max_length=128, blank=True)
    facts = models.TextField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["sequence"]
        indexes: ClassVar = [
            models.Index(fields=["season_ref", "sequence"], name="entries_of_a_season"),
            models.Index(fields=["subject_ref", "sequence"], name="entries_of_a_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.action} {self.subject_ref}"

    def event(self) -> Event:
        """What the entry says, as the value that is hashed.

        Raises:
            ValueError: the facts are not JSON, which only somebody outside Cadair can have done.
        """
        return Event(
            sequence=self.sequence,
            at=self.at,
            actor=self.actor_ref,
            action=self.action,
            subject=self.subject_ref,
            season=self.season_ref,
            facts=cast("dict[str, Fact]", json.loads(self.facts)),
        )


class DatabasePurpose(models.Model):
    """What this database was made for: at most one row, and only in a demo's database.

    A demo signs people in by mail that anybody may read, so it must never open a database that
    holds real ones. A database becomes a demo's before the first entry is recorded, or never.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    is_demo = models.BooleanField(default=True)
    marked_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(id=1), name="a_database_has_one_purpose"),
        ]

    def __str__(self) -> str:
        return "demo" if self.is_demo else "real"


class RetentionHold(Record):
    """What is kept although its time is over: a whole season, or one nomination of it.

    `season` is a public id and `subject_ref` a reference, empty for the whole season: what is kept
    stands above this app. A hold that was lifted stays, to show that there was one.
    """

    season = models.CharField(max_length=32, db_index=True)
    subject_ref = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=12, choices=HoldKind.choices)
    reason = models.TextField()
    placed_at = models.DateTimeField()
    placed_by_ref = models.CharField(max_length=80)
    lifted_at = models.DateTimeField(null=True)
    lifted_by_ref = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering: ClassVar = ["-placed_at", "-id"]


class RetentionRun(Record):
    """One look for what was kept long enough; `gone` says how much went by which rule.

    A run that is not complete left something for the next one.
    """

    at = models.DateTimeField()
    gone = models.JSONField(default=dict)
    is_complete = models.BooleanField()

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
