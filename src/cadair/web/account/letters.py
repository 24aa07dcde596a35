"""What sign-in says by e-mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from cadair.mail.letters import Letter


@dataclass(frozen=True, kw_only=True)
class SignInCode(Letter):
    """The code that signs somebody in; its words are forgotten as soon as it no longer does."""

    folder: ClassVar[str] = "web_account/email/sign_in_code"
    kept_for: ClassVar[timedelta] = timedelta(minutes=10)
    code: str


@dataclass(frozen=True, kw_only=True)
class NoAccount(Letter):
    """Somebody asked for a code with an address that has no account."""

    folder: ClassVar[str] = "web_account/email/no_account"
    kept_for: ClassVar[timedelta] = timedelta(days=1)
