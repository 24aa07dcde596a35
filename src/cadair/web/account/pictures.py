"""The picture an authenticator app reads: a QR code, drawn into the page."""

from __future__ import annotations

from dataclasses import dataclass

import segno
from allauth.mfa.adapter import get_adapter

from cadair.people.models import Account

MARGIN = 4


@dataclass(frozen=True, slots=True)
class Picture:
    """Dark squares on a light ground: the width in squares, and the outline of the dark ones."""

    width: int
    outline: str


def app_address(account: Account, secret: str) -> str:
    """The address an app understands; it opens the app on the phone that shows the page."""
    return str(get_adapter().build_totp_url(account, secret))


def picture_of(text: str) -> Picture:
    """`text` as a QR code."""
    rows = segno.make(text, error="m", micro=False).matrix
    dark = [
        f"M{x + MARGIN} {y + MARGIN}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, is_dark in enumerate(row)
        if is_dark
    ]
    return Picture(width=len(rows) + 2 * MARGIN, outline="".join(dark))
