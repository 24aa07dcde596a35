"""The chain (PRO-09): every entry carries the hash of the one before, so no change goes unseen.

    hash(n) = SHA-256( hash(n-1) as 32 bytes ‖ canonical JSON (RFC 8785) of the entry )

`hash(0)` is 32 zero bytes. The entry is an object with the members action, actor, at, facts,
season, sequence, subject; `at` is UTC with six decimals. Anybody can recompute it from an export.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from cadair.audit.validators import Fact
from cadair.foundation.canonical import canonical_json

GENESIS = "0" * 64
"""The “hash of the entry before” of the first entry."""


@dataclass(frozen=True, slots=True)
class Event:
    """What one entry says, without its place in the chain."""

    sequence: int
    at: datetime
    actor: str
    action: str
    subject: str
    season: str
    facts: Mapping[str, Fact]

    def canonical(self) -> bytes:
        """The bytes that are hashed."""
        return canonical_json(
            {
                "sequence": self.sequence,
                "at": self.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
                "actor": self.actor,
                "action": self.action,
                "subject": self.subject,
                "season": self.season,
                "facts": dict(self.facts),
            }
        )

    def around_the_number(self) -> tuple[str, str]:
        """What is hashed before and after the sequence, for a database that gives the number."""
        whole, end = self.canonical().decode(), canonical_json({"subject": self.subject}).decode()
        tail = f",{end[1:]}"
        head = whole.removesuffix(tail).removesuffix(str(self.sequence))
        return head, tail


def link(previous_hash: str, event: Event) -> str:
    """The hash of an entry that follows the one with `previous_hash`, as 64 hexadecimal digits."""
    return hashlib.sha256(bytes.fromhex(previous_hash) + event.canonical()).hexdigest()


@dataclass(frozen=True, slots=True)
class Anchor:
    """A point of the chain written down outside the database: `17:9f2c…`.

    A chain alone cannot show that its end was cut off or that all of it was rewritten; a point
    that somebody else keeps can.
    """

    sequence: int
    hash: str

    def __str__(self) -> str:
        return f"{self.sequence}:{self.hash}"

    @classmethod
    def parse(cls, text: str) -> Anchor:
        """The reverse of `str`.

        Raises:
            ValueError: not a number, a colon and 64 hexadecimal digits.
        """
        sequence, _colon, digest = text.strip().partition(":")
        is_whole = sequence.isdecimal() and sequence.isascii()
        if not is_whole or len(digest) != 64 or set(digest) - set("0123456789abcdef"):
            raise ValueError("an anchor looks like 17:9f2c… – a number, a colon, 64 hex digits")
        return cls(sequence=int(sequence), hash=digest)
