"""The forms a noun takes after a number; the table of nouns is `nouns.py`.

Welsh keeps the noun singular after a number and mutates its beginning by number and gender. The
Unicode plural categories (zero, one, two, few, many, other) carry most of it, but not “5 mlynedd”:
exact numbers override.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Final, Literal

from cadair.foundation.bilingual import Language

Slot = Literal["zero", "one", "two", "few", "many", "other"]
SixForms = tuple[str, str, str, str, str, str]
SLOTS: Final[tuple[Slot, ...]] = ("zero", "one", "two", "few", "many", "other")

_SLOT_OF: Final[dict[int, Slot]] = {0: "zero", 1: "one", 2: "two", 3: "few", 6: "many"}


class IncompleteNounError(ValueError):
    """A noun lacks a form; raised when the table is imported, so that it cannot reach a page."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun as it stands after a figure, in both languages.

    `welsh` has the six forms in the order of `SLOTS`, `english` singular and plural. `exact`
    overrides the slot for single numbers. `gender` (m, f) is that of the Welsh noun;
    with it a test compares every form with the grammar.
    """

    key: str
    gender: Literal["m", "f"]
    welsh: SixForms
    english: tuple[str, str]
    exact: Mapping[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a noun with an empty form.

        Raises:
            IncompleteNounError: a Welsh slot, an override or an English form is empty or absent.
        """
        forms = dict(zip_longest(SLOTS, self.welsh, fillvalue=""))
        forms |= {f"exactly {n}": form for n, form in self.exact.items()}
        forms |= dict(zip_longest(("singular", "plural"), self.english, fillvalue=""))
        missing = [str(name) for name, form in forms.items() if not form.strip()]
        if missing:
            raise IncompleteNounError(
                f"the noun “{self.key}” has no form for: {', '.join(missing)}"
            )

    def after(self, number: int, language: Language) -> str:
        """The noun as it stands after `number`, without the number.

        Raises:
            ValueError: `number` is negative.
        """
        if number < 0:
            raise ValueError(f"{number} of something cannot be counted")
        if language == "en":
            return self.english[0 if number == 1 else 1]
        return self.exact.get(number) or self.welsh[SLOTS.index(plural_slot_cy(number))]


def plural_slot_cy(number: int) -> Slot:
    """The Unicode (CLDR) plural category of a whole number in Welsh."""
    return _SLOT_OF.get(number, "other")
