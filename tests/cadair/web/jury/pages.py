"""Addresses of a judge’s desk, and who sits at it."""

from __future__ import annotations

from django.test import Client

from cadair.nominations.models import Entry
from tests.cadair.web.signing import signed_in
from tests.cast import Cast

WORDS = {
    "cy": ("beirniadu", "datgan", "cloi", "ymatal"),
    "en": ("judging", "declare", "lock", "abstain"),
}


def desk(cast: Cast, language: str = "en") -> str:
    """The first page."""
    return f"/{language}/{WORDS[language][0]}/{cast.season.key}/"


def declarations(cast: Cast, language: str = "en") -> str:
    """Where one declares."""
    return f"{desk(cast, language)}{WORDS[language][1]}/"


def locking(cast: Cast, language: str = "en") -> str:
    """Where one locks."""
    return f"{desk(cast, language)}{WORDS[language][2]}/"


def sheet(cast: Cast, entry: Entry | str, category: str = "asb", language: str = "en") -> str:
    """Where one reads and marks."""
    public_id = entry if isinstance(entry, str) else entry.public_id
    return f"{desk(cast, language)}{category}/{public_id}/"


def abstaining(cast: Cast, entry: Entry | str, category: str = "asb", language: str = "en") -> str:
    """Where one gives no marks."""
    return f"{sheet(cast, entry, category, language)}{WORDS[language][3]}/"


def aside_of_the_desk(cast: Cast, language: str = "en") -> tuple[str, ...]:
    """Comparing, the list for a device, the page without a network."""
    words = {"cy": ("cymharu", "dyfais", "all-lein"), "en": ("compare", "device", "offline")}
    return tuple(f"{desk(cast, language)}{word}/" for word in words[language])


def on_device(cast: Cast, entry: Entry | str, category: str = "asb", language: str = "en") -> str:
    """Where a device gets an entry."""
    public_id = entry if isinstance(entry, str) else entry.public_id
    word = {"cy": "dyfais", "en": "device"}[language]
    return f"{desk(cast, language)}{word}/{category}/{public_id}/"


def at_desk(cast: Cast, name: str) -> Client:
    """The browser of somebody of the cast."""
    return signed_in(cast.accounts[name])
