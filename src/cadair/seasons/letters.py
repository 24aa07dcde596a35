"""What is said by e-mail about a season: its changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.conf import settings

from cadair.foundation.bilingual import BilingualText
from cadair.mail.letters import Letter
from cadair.seasons.models import Season


@dataclass(frozen=True, kw_only=True)
class SeasonChanged(Letter):
    """Something that was fixed has changed while the season runs: what, and why."""

    folder: ClassVar[str] = "seasons/email/season_changed"
    kind: str
    season: BilingualText
    note: BilingualText
    was: BilingualText
    becomes: BilingualText
    page: BilingualText


def season_page(season: Season) -> BilingualText:
    """The absolute address of the season’s public page; empty while the service knows no root."""
    root, slug = getattr(settings, "CADAIR_ROOT", ""), season.programme.slug
    if not root:
        return BilingualText()
    return BilingualText(
        cy=f"{root}/cy/{slug.cy}/{season.year}/", en=f"{root}/en/{slug.en}/{season.year}/"
    )
