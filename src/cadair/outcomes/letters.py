"""What is said by e-mail about confirming results; never what the results are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.conf import settings

from cadair.foundation.bilingual import BilingualText
from cadair.mail.letters import Letter
from cadair.seasons.models import Season


@dataclass(frozen=True, kw_only=True)
class ConfirmationAsked(Letter):
    """An organiser asks a second person to confirm the results; the page shows them, not this."""

    folder: ClassVar[str] = "outcomes/email/confirmation_asked"
    season: BilingualText
    page: BilingualText


def confirmation_page(season: Season) -> BilingualText:
    """The absolute address where results are confirmed; empty while the service knows no root."""
    root = getattr(settings, "CADAIR_LETTER_ROOT", "")
    if not root:
        return BilingualText()
    return BilingualText(
        cy=f"{root}/cy/panel/{season.key}/canlyniadau/cadarnhau/",
        en=f"{root}/en/panel/{season.key}/results/confirm/",
    )
