"""One thing to be seen to, and how soon."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from django.urls import NoReverseMatch, reverse

from cadair.foundation.bilingual import active_language
from cadair.foundation.welsh.plurals import counted
from cadair.seasons.models import Season


class Urgency(IntEnum):
    """How soon it is to be done; the lower the sooner."""

    NOW = 1
    SOON = 2
    LATER = 3


@dataclass(frozen=True, slots=True)
class Need:
    """One thing to be seen to: what, how much of it, and where."""

    urgency: Urgency
    label: str
    value: str = ""
    hint: str = ""
    href: str = ""

    @property
    def is_urgent(self) -> bool:
        """Whether it keeps the season from going on."""
        return self.urgency == Urgency.NOW


def address_of(name: str, season: Season, query: str = "") -> str:
    """Where a page of another part of the desk is; empty while there is none."""
    try:
        return reverse(name, kwargs={"season": season.key}) + query
    except NoReverseMatch:
        return ""


def number_of(noun: str, number: int) -> str:
    """A counted noun in the language of the page."""
    return counted(noun, number, active_language())
