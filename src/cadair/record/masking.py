"""Names of people in texts, put out of sight for readers who may not have them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from cadair.nominations.models import EntryPerson, Nomination
from cadair.nominations.states import EntryKind
from cadair.people.models import Account
from cadair.seasons.models import Season

INSTEAD: Final = "[…]"
_SHORTEST: Final = 3
"""Shorter parts of names are words of other kinds too often."""


@dataclass(frozen=True, slots=True)
class Names:
    """Everybody whom the season knows by name, as one thing to look for."""

    pattern: re.Pattern[str] | None

    def masked(self, text: str) -> str:
        """The text with every name replaced."""
        return self.pattern.sub(INSTEAD, text) if self.pattern else text

    def stands_in(self, text: str) -> bool:
        """Whether somebody is named."""
        return bool(self.pattern and self.pattern.search(text))


def names_in(season: Season) -> Names:
    """Judges, nominators, nominees and those with a part, by whole name and by its long parts."""
    people = EntryPerson.objects.filter(entry__season=season).values_list("name", flat=True)
    nominators = Nomination.objects.filter(season=season).values_list("nominator_name", flat=True)
    judges = season.judges.values_list("name", flat=True)
    parts = Account.objects.filter(roles__season=season).values_list("name", flat=True)
    own = season.entries.filter(kind=EntryKind.PERSON).values_list("title_cy", "title_en")
    titles = [title for both in own for title in both]
    found: set[str] = set()
    for name in (*people, *nominators, *judges, *parts, *titles):
        whole = " ".join(name.split())
        words = whole.replace("-", " ").split()
        found |= {each for each in (whole, *words) if len(each) >= _SHORTEST and each[0].isupper()}
    ordered = sorted(found, key=lambda name: (-len(name), name))
    if not ordered:
        return Names(None)
    either = "|".join(re.escape(name) for name in ordered)
    return Names(re.compile(rf"(?<!\w)(?:{either})(?!\w)"))
