"""Whether the record is whole: recomputes the chain from the first entry to the last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connections, router

from cadair.audit import triggers
from cadair.audit.chain import GENESIS, Anchor, link
from cadair.audit.models import AuditEntry
from cadair.foundation.canonical import canonical_json


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as Cadair left it.

    `code`: edited (the entry no longer says what was hashed), out-of-place (its number is not the
    next: one was deleted, inserted or moved), broken-link (it does not follow the one before),
    trigger-missing, trigger-altered, trigger-switched-off, cut-off (an anchor's entry is gone),
    rewritten (an anchor's entry has another hash).
    `sequence` is the entry, or None where no single one is meant; `what` names trigger or anchor.
    """

    code: str
    sequence: int | None = None
    what: str = ""


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked and what was found."""

    head: Anchor
    faults: tuple[Fault, ...]

    @property
    def is_whole(self) -> bool:
        """Nothing was found."""
        return not self.faults


def verify(*, anchors: Iterable[Anchor] = ()) -> Verification:
    """Recompute every hash, check every link and trigger, and the anchors somebody else kept.

    Reads the table in batches; a hundred thousand entries take a few seconds.
    """
    kept = {anchor.sequence: anchor for anchor in anchors}
    found: list[Fault] = []
    previous = Anchor(0, GENESIS)
    hashes = {0: GENESIS}
    for entry in AuditEntry.objects.order_by("sequence").iterator(chunk_size=2000):
        found += _faults_of(entry, previous)
        previous = Anchor(entry.sequence, entry.hash)
        if entry.sequence in kept:
            hashes[entry.sequence] = entry.hash
    found += _against_anchors(kept, hashes)
    connection = connections[router.db_for_read(AuditEntry)]
    for name, problem in triggers.faults(connection).items():
        found.append(Fault(f"trigger-{problem}", what=name))
    return Verification(head=previous, faults=tuple(found))


def _faults_of(entry: AuditEntry, previous: Anchor) -> list[Fault]:
    found = []
    if entry.sequence != previous.sequence + 1:
        found.append(Fault("out-of-place", entry.sequence))
    if entry.previous_hash != previous.hash:
        found.append(Fault("broken-link", entry.sequence))
    if not _says_what_was_hashed(entry):
        found.append(Fault("edited", entry.sequence))
    return found


def _says_what_was_hashed(entry: AuditEntry) -> bool:
    try:
        event = entry.event()
        is_canonical = canonical_json(dict(event.facts)).decode() == entry.facts
        return is_canonical and link(entry.previous_hash, event) == entry.hash
    except (ValueError, TypeError, AttributeError):
        # Not JSON, not an object, no hexadecimal hash: Cadair never wrote that.
        return False


def _against_anchors(kept: dict[int, Anchor], hashes: dict[int, str]) -> list[Fault]:
    found = []
    for sequence, anchor in sorted(kept.items()):
        if sequence not in hashes:
            found.append(Fault("cut-off", sequence, str(anchor)))
        elif hashes[sequence] != anchor.hash:
            found.append(Fault("rewritten", sequence, str(anchor)))
    return found
