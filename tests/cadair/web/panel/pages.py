"""Addresses of the panel room, and the people who come there."""

from __future__ import annotations

from typing import Any

from django.test import Client

from cadair.judging.models import Interest
from cadair.judging.states import InterestKind, InterestNature
from cadair.seasons.models import Role
from cadair.seasons.states import SeasonRole
from tests.cadair.web.signing import signed_in
from tests.cast import Cast, an_account

WORDS = {
    "cy": ("panel", "canlyniadau/cadarnhau", "canlyniadau/cyhoeddi", "testunau"),
    "en": ("panel", "results/confirm", "results/publish", "texts"),
}


def room(cast: Cast, language: str = "en") -> str:
    """The first page."""
    return f"/{language}/panel/{cast.season.key}/"


def category(cast: Cast, key: str = "asb", language: str = "en") -> str:
    """One category."""
    return f"{room(cast, language)}{key}/"


def entry(cast: Cast, title: str, key: str = "asb", language: str = "en") -> str:
    """What was sent in for an entry."""
    return f"{category(cast, key, language)}{cast.entries[title].public_id}/"


def confirming(cast: Cast, language: str = "en") -> str:
    """Where the results are confirmed."""
    return f"{room(cast, language)}{WORDS[language][1]}/"


def publishing(cast: Cast, language: str = "en") -> str:
    """Where they are published."""
    return f"{room(cast, language)}{WORDS[language][2]}/"


def texts(cast: Cast, language: str = "en") -> str:
    """The list of award texts."""
    return f"/{language}/{WORDS[language][3]}/{cast.season.key}/"


def browser(cast: Cast, name: str) -> Client:
    """Somebody of the cast, signed in."""
    return signed_in(cast.accounts[name])


def with_part(cast: Cast, name: str, role: SeasonRole) -> Client:
    """Somebody gets a part, and signs in."""
    if name not in cast.accounts:
        cast.accounts[name] = an_account(name)
    Role.objects.get_or_create(season=cast.season, account=cast.accounts[name], role=role)
    return browser(cast, name)


def stepped_aside(cast: Cast, name: str, title: str) -> None:
    """A judge steps aside late: after the marks were locked, which voids theirs."""
    cast.judges[name].scorecards.filter(entry=cast.entries[title]).delete()
    Interest.objects.filter(judge=cast.judges[name], entry=cast.entries[title]).update(
        kind=InterestKind.STEP_ASIDE, nature=InterestNature.OTHER
    )


def form(cast: Cast, given: dict[str, str] | None = None, **more: Any) -> dict[str, str]:
    """The form of a category as the page sends it: awards by the title of their entry."""
    awards = {
        f"award-{cast.entries[title].public_id}": kind for title, kind in (given or {}).items()
    }
    return {
        **awards,
        "without": "",
        "wording_cy": "",
        "wording_en": "",
        "reason": "The marks were clear.",
        "language": "en",
        "seen": "0",
        "step": "save",
        **more,
    }
