"""What is said by e-mail about the record: the head of the chain, for somebody to keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from cadair.foundation.bilingual import BilingualText
from cadair.mail.letters import Letter
from cadair.record.states import Moment


@dataclass(frozen=True, kw_only=True)
class HeadToKeep(Letter):
    """The head of the chain after something that matters; nothing of what was decided."""

    folder: ClassVar[str] = "record/email/head_to_keep"
    kinds: ClassVar[Mapping[str, tuple[str, ...]]] = {"moment": tuple(Moment.values)}
    season: BilingualText
    moment: str
    at: BilingualText
    anchor: str
