"""A file gets its row: part of the actions that take one in."""

from __future__ import annotations

from django.db import transaction

from cadair.files.arriving import Arrived
from cadair.files.models import StoredFile
from cadair.foundation import clock


@transaction.atomic
def keep_file(*, arrived: Arrived) -> StoredFile:
    """Remember a file that has come in; the worker checks it before anybody else may read it."""
    now = clock.now()
    return StoredFile.objects.create(
        kind=arrived.kind,
        name=arrived.name,
        place=arrived.place,
        size=arrived.size,
        sent_sha256=arrived.sha256,
        received_at=now,
        next_attempt_at=now,
    )
