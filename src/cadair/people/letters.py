"""What is said by e-mail about somebody's account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cadair.mail.letters import Letter


@dataclass(frozen=True, kw_only=True)
class SecondStepChanged(Letter):
    """The second step of signing in is another one now; whoever did not do that must know."""

    folder: ClassVar[str] = "people/email/second_step_changed"
    change: str
