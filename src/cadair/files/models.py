"""Files that people sent: the table says what is known of each, the storage holds the bytes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from django.db import models

from cadair.files.states import FileKind, FileState, WhyRefused
from cadair.foundation.models import Record


class StoredFile(Record):
    """A file as it was sent, until it is checked; then its clean copy, or nothing.

    `place` is where its bytes lie in the storage, under a random name; `name` what its sender
    called it, for reading only. `sha256` is the hash of what is kept, `sent_sha256` of what came.
    A file that is being checked is held until `held_until`, so that a worker that was killed holds
    it no longer than that.
    """

    kind = models.CharField(max_length=4, choices=FileKind.choices)
    state = models.CharField(max_length=8, choices=FileState.choices, default=FileState.RECEIVED)
    why_refused = models.CharField(max_length=15, choices=WhyRefused.choices, blank=True)
    name = models.CharField(max_length=200)
    place = models.CharField(max_length=80, blank=True)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, blank=True)
    sent_sha256 = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "next_attempt_at"], name="files_to_be_checked"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state=FileState.REFUSED) & ~models.Q(why_refused="")
                | ~models.Q(state=FileState.REFUSED) & models.Q(why_refused=""),
                name="a_refused_file_has_a_reason_and_only_then",
            ),
        ]

    @classmethod
    def ties(cls) -> Iterator[str]:
        """By which names rows of other tables use a file."""
        return (each.name for each in cls._meta.related_objects)


class IncomingFile(Record):
    """A file that comes in parts, so that a lost connection costs one part and no more.

    `about` names what it is for, so that nobody else's upload goes on with it. `size` is how big
    the whole will be; what is there already is asked of its parts.
    """

    about = models.CharField(max_length=120)
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    mark = models.CharField(max_length=64)
    started_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["started_at", "pk"]


class IncomingPart(models.Model):
    """One part of a file on its way in; parts come in order, each once."""

    incoming = models.ForeignKey(IncomingFile, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=80)
    size = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["incoming", "number"], name="a_part_comes_once"),
        ]
