"""What is said by e-mail about a season: who has a part in it, and its changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import BilingualText
from cadair.mail.letters import Letter
from cadair.seasons.models import Season
from cadair.seasons.states import ChangeKind, SeasonRole


@dataclass(frozen=True, kw_only=True)
class SeasonChanged(Letter):
    """Something that was fixed has changed while the season runs: what, and why."""

    folder: ClassVar[str] = "seasons/email/season_changed"
    called: ClassVar[str | Promise] = _("Something has changed")
    sent_when: ClassVar[str | Promise] = _(
        "When something is changed while the season runs: to everybody it concerns."
    )
    parts: ClassVar[tuple[str, ...]] = ("headline", "what_changed")
    says: ClassVar[Mapping[str, str | Promise]] = {
        "headline": _("what has changed, in a few words"),
        "what_changed": _("what has changed, in a sentence"),
    }
    unsaid: ClassVar[frozenset[str]] = frozenset({"kind"})
    always: ClassVar[frozenset[str]] = frozenset({"what_changed", "note", "was", "becomes"})
    in_subject: ClassVar[frozenset[str]] = frozenset({"headline", "season"})
    kinds: ClassVar[Mapping[str, tuple[str, ...]]] = {"kind": tuple(ChangeKind.values)}
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
    called: ClassVar[str | Promise] = _("Invitation")
    sent_when: ClassVar[str | Promise] = _(
        "When somebody is given a part: organiser, judge, chair, translator, scrutineer."
    )
    parts: ClassVar[tuple[str, ...]] = ("part", "what_you_do")
    says: ClassVar[Mapping[str, str | Promise]] = {
        "part": _("the part somebody has"),
        "what_you_do": _("what somebody with this part does, in a sentence"),
    }
    unsaid: ClassVar[frozenset[str]] = frozenset({"role"})
    always: ClassVar[frozenset[str]] = frozenset({"part", "page"})
    kinds: ClassVar[Mapping[str, tuple[str, ...]]] = {"role": tuple(SeasonRole.values)}
    season: BilingualText
    role: str
    page: BilingualText


@dataclass(frozen=True, kw_only=True)
class PartGiven(Letter):
    """The chair of a panel hears that somebody was given a part; not who, which the page says."""

    folder: ClassVar[str] = "seasons/email/part_given"
    kinds: ClassVar[Mapping[str, tuple[str, ...]]] = {"role": tuple(SeasonRole.values)}
    season: BilingualText
    role: str


def sign_in_page() -> BilingualText:
    """The absolute address of sign-in; empty while the service knows no root."""
    root = getattr(settings, "CADAIR_LETTER_ROOT", "")
    if not root:
        return BilingualText()
    return BilingualText(cy=f"{root}/cy/mewngofnodi/", en=f"{root}/en/sign-in/")
