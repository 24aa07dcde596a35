"""What marks a database as one of a demo."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class DemoDatabase(models.Model):
    """The mark itself: one row, written when the database was still empty, never removed.

    Demo mode signs people in without asking for a code; a database with real people in it must
    never be opened that way, so it can never get this row.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    marked_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(id=1), name="a_database_is_marked_once"),
        ]
