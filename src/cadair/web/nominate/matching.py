"""Which body of the register somebody may mean by the name they typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from cadair.foundation.bilingual import active_language, other_language
from cadair.foundation.welsh.searching import search_fold
from cadair.people.models import Organisation

MOST_OFFERED: Final = 4
_CLOSE: Final = 0.84
_SHARED: Final = 0.34
_SHORTEST_INITIALS: Final = 3


@dataclass(frozen=True, slots=True)
class Known:
    """A body of the register, and both its names as a search compares them."""

    public_id: str
    name_cy: str
    name_en: str
    folded: tuple[str, str]

    @property
    def both_names(self) -> str:
        """Its name in the reader's language, then in the other one where that differs."""
        names = {"cy": self.name_cy, "en": self.name_en}
        here = names[active_language()]
        there = names[other_language(active_language())]
        return here if here == there else f"{here} / {there}"


class Register:
    """The bodies that organisers have checked."""

    def __init__(self, bodies: Sequence[Known]) -> None:
        self.bodies = bodies
        names = {name for body in bodies for name in body.folded}
        self._common = Counter(word for name in names for word in {*name.split()})
        self._many = max(3, len(names) // 50)

    @classmethod
    def read(cls) -> Register:
        """As it stands now."""
        rows = Organisation.objects.filter(is_checked=True).values_list(
            "public_id", "name_cy", "name_en"
        )
        return cls([Known(key, cy, en, (search_fold(cy), search_fold(en))) for key, cy, en in rows])

    def has(self, name: str) -> bool:
        """Whether a body is called exactly so, in either language."""
        wanted = search_fold(name)
        return any(wanted in body.folded for body in self.bodies)

    def alike(self, name: str) -> list[Known]:
        """The bodies whose name in one of the languages is much like `name`, the closest first."""
        wanted = search_fold(name)
        found = [(self._likeness(wanted, body), body.public_id, body) for body in self.bodies]
        close = sorted((each for each in found if each[0] > 0), reverse=True)
        return [body for _likeness, _key, body in close[:MOST_OFFERED]]

    def _likeness(self, wanted: str, body: Known) -> float:
        return max(self._between(wanted, name) for name in body.folded)

    def _between(self, wanted: str, name: str) -> float:
        typed, known = {*wanted.split()}, {*name.split()}
        initials = "".join(word[0] for word in name.split())
        if len(wanted) >= _SHORTEST_INITIALS and wanted == initials:
            return 1
        shared = typed & known
        rare = [word for word in shared if self._common[word] <= self._many]
        overlap = len(shared) / len(typed | known)
        if rare and overlap >= _SHARED:
            return overlap
        compared = SequenceMatcher(None, wanted, name)
        if compared.real_quick_ratio() < _CLOSE or compared.quick_ratio() < _CLOSE:
            return 0
        ratio = compared.ratio()
        return ratio if ratio >= _CLOSE else 0
