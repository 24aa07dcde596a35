"""What is known of files."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet, Sum

from cadair.files.models import IncomingFile, IncomingPart, StoredFile
from cadair.files.states import FileState

KEPT_UNUSED: Final = timedelta(hours=1)
KEPT_UNFINISHED: Final = timedelta(days=1)


def bytes_kept() -> int:
    """How much room all files take, those on their way with what is there of them."""
    return sum(
        int(each.aggregate(whole=Sum("size"))["whole"] or 0)
        for each in (StoredFile.objects.all(), IncomingPart.objects.all())
    )


def size_received(incoming: IncomingFile) -> int:
    """How much of a file has come in."""
    return int(incoming.parts.aggregate(whole=Sum("size"))["whole"] or 0)


def on_their_way(about: str) -> QuerySet[IncomingFile]:
    """The files that somebody has begun to send to one place, the newest first."""
    return IncomingFile.objects.filter(about=about).order_by("-last_at", "-pk")


def abandoned(now: datetime) -> QuerySet[IncomingFile]:
    """Files on their way of which nothing has come for a day."""
    return IncomingFile.objects.filter(last_at__lt=now - KEPT_UNFINISHED)


def due_to_be_checked(now: datetime) -> QuerySet[StoredFile]:
    """What waits for its check, and what a worker that is gone had begun to check."""
    is_free = Q(held_until=None, next_attempt_at__lte=now) | Q(held_until__lt=now)
    unsettled = StoredFile.objects.filter(state__in=(FileState.RECEIVED, FileState.CHECKING))
    return unsettled.filter(is_free).order_by("next_attempt_at", "pk")


def unused(now: datetime) -> QuerySet[StoredFile]:
    """Files that nothing uses any more."""
    ties = dict.fromkeys(StoredFile.ties(), None)
    return StoredFile.objects.filter(received_at__lt=now - KEPT_UNUSED, **ties)
