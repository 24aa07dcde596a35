"""Reading the record."""

from __future__ import annotations

from typing import Final

from django.db.models import QuerySet

from cadair.audit.chain import GENESIS, Anchor
from cadair.audit.models import AuditEntry, DatabasePurpose, RetentionHold
from cadair.foundation.prepared import Prepared

_LAST: Final = Prepared(
    lambda: AuditEntry.objects.order_by("-sequence").values_list("sequence", "hash")[:1]
)


def head() -> Anchor:
    """The end of the chain; `0:000…` when nothing was recorded yet."""
    last = _LAST.rows()
    return Anchor(*last[0]) if last else Anchor(0, GENESIS)


def entries_of(season_ref: str) -> QuerySet[AuditEntry]:
    """Everything done in the season with this public id, oldest first."""
    return AuditEntry.objects.filter(season_ref=season_ref)


def is_demo_database() -> bool:
    """Whether this database was marked as a demo's."""
    return DatabasePurpose.objects.filter(is_demo=True).exists()


def held_one_by_one(kind: str) -> list[str]:
    """The public ids of the things of a kind that are held back themselves, not with a season."""
    refs = RetentionHold.objects.filter(lifted_at=None, subject_ref__startswith=f"{kind}:")
    return [ref.partition(":")[2] for ref in refs.values_list("subject_ref", flat=True)]


def held_seasons() -> QuerySet[RetentionHold, str]:
    """The public ids of the seasons of which nothing may go, for a condition of a question."""
    held = RetentionHold.objects.filter(lifted_at=None, subject_ref="")
    return held.values_list("season", flat=True)
