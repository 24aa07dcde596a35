"""What nominators are told by e-mail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cadair.foundation.bilingual import BilingualText
from cadair.mail.letters import Letter


@dataclass(frozen=True, kw_only=True)
class NominationReceived(Letter):
    """A nomination has come in: its reference, and what happens next.

    `closes` is the closing time in words, empty where there is none; `page` the address of the
    list of one's own nominations, which asks to sign in.
    """

    folder: ClassVar[str] = "nominations/email/nomination_received"
    season: BilingualText
    title: str
    reference: str
    closes: BilingualText
    page: BilingualText
    is_test: bool = False
