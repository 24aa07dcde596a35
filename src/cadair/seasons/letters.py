"""What is said by e-mail about a season: who has a part in it, and its changes."""

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
    root, slug = getattr(settings, "CADAIR_LETTER_ROOT", ""), season.programme.slug
    if not root:
        return BilingualText()
    return BilingualText(
        cy=f"{root}/cy/{slug.cy}/{season.year}/", en=f"{root}/en/{slug.en}/{season.year}/"
    )


@dataclass(frozen=True, kw_only=True)
class Invitation(Letter):
    """Somebody has a part in a season; the page is the one where everybody signs in."""

    folder: ClassVar[str] = "seasons/email/invitation"
    season: BilingualText
    role: str
    page: BilingualText


@dataclass(frozen=True, kw_only=True)
class PartGiven(Letter):
    """The chair of a panel hears that somebody was given a part; not who, which the page says."""

    folder: ClassVar[str] = "seasons/email/part_given"
    season: BilingualText
    role: str


def sign_in_page() -> BilingualText:
    """The absolute address of sign-in; empty while the service knows no root."""
    root = getattr(settings, "CADAIR_LETTER_ROOT", "")
    if not root:
        return BilingualText()
    return BilingualText(cy=f"{root}/cy/mewngofnodi/", en=f"{root}/en/sign-in/")
