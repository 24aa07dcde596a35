"""Codes of authenticator apps (RFC 6238): six figures that change every half minute."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

SECONDS_A_CODE: Final = 30
EITHER_SIDE: Final = 1
"""How many codes before and after the present one count: clocks of phones differ a little."""


def period_of(*, secret: str, code: str, at: datetime, after: int = 0) -> int | None:
    """The period of time whose code this is, or None when it is none of now.

    A period up to `after` was used already: what somebody watched being typed is worth nothing.
    """
    present = int(at.timestamp()) // SECONDS_A_CODE
    for period in range(present - EITHER_SIDE, present + EITHER_SIDE + 1):
        expected = format_hotp_value(hotp_value(secret, period))
        if period > after and compare_user_code(actual=code, expected=expected):
            return period
    return None
