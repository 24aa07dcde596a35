"""The part of the record of actions that a judging record carries."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC
from typing import Any, Final

from cadair.audit.chain import Anchor
from cadair.audit.models import AuditEntry
from cadair.audit.queries import entries_of
from cadair.record.anchors import MOMENTS
from cadair.seasons.models import Season

NOT_TOLD_LAST: Final = ("export_record", "send_head")
"""What making a record, and sending its head, leave in the chain: no part of what it tells."""

MILESTONES: Final = frozenset(
    {
        "open_season",
        "close_nominations",
        "begin_judging",
        "begin_deciding",
        "seal_season",
        "confirm_seal",
        "erase_person",
        "order_release",
        "release_season",
    }
)
"""What the public may see of the chain: the moves of the season, and what changed its words."""


def entries_told(season: Season) -> list[AuditEntry]:
    """Everything done in the season, up to the last thing beside records that were made."""
    found = list(entries_of(season.public_id).order_by("sequence"))
    while found and found[-1].action in NOT_TOLD_LAST:
        found.pop()
    return found


def chain_part(entries: Iterable[AuditEntry], *, is_public: bool) -> dict[str, Any]:
    """The entries as they are hashed, each with the hash before and its own."""
    told = list(entries)
    kept = [each for each in told if not is_public or each.action in MILESTONES]
    last = told[-1] if told else None
    return {
        "complete": not is_public,
        "count": len(told),
        "head": str(Anchor(last.sequence, last.hash)) if last else str(Anchor(0, "0" * 64)),
        "entries": [_entry(each) for each in kept],
    }


def _entry(entry: AuditEntry) -> dict[str, Any]:
    return {
        "sequence": entry.sequence,
        "at": entry.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "actor": entry.actor_ref,
        "action": entry.action,
        "subject": entry.subject_ref,
        "season": entry.season_ref,
        "facts": json.loads(entry.facts),
        "previous_hash": entry.previous_hash,
        "hash": entry.hash,
    }


def anchors_told(entries: Iterable[AuditEntry]) -> list[dict[str, Any]]:
    """The heads of the chain that are sent to those who keep them, and after what."""
    return [
        {
            "moment": MOMENTS[each.action].value,
            "at": each.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "head": str(Anchor(each.sequence, each.hash)),
        }
        for each in entries
        if each.action in MOMENTS
    ]
