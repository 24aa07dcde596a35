"""The sheet on which a translator reviews the Welsh of the interface.

One row for each text, with where it stands, its English, its Welsh and its state. The sheet is CSV
that Excel opens in the right encoding, and in which no text can act as a formula.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cadair.foundation.catalogue import (
    AWAITING_REVIEW,
    ROOT,
    Translation,
    own_messages,
    translations,
)
from cadair.foundation.cells import guarded
from cadair.foundation.welsh.dates import MONTHS, WEEKDAYS
from cadair.foundation.welsh.noun_forms import SLOTS, Noun
from cadair.foundation.welsh.nouns import NOUNS
from cadair.foundation.welsh.registers import FirstWord, first_words, places

HEADINGS: Final = ("where", "English", "Welsh", "state", "note")

_NUMBER_OF_SLOT: Final = dict(zip(SLOTS, ("0", "1", "2", "3", "6", "4, 5, 7 …"), strict=True))


@dataclass(frozen=True, slots=True)
class Row:
    """One text to review."""

    where: str
    english: str
    welsh: str
    state: str
    note: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as the sheet has it, in the order of `HEADINGS`."""
        return tuple(
            guarded(cell) for cell in (self.where, self.english, self.welsh, self.state, self.note)
        )


def write_sheet(path: Path, root: Path = ROOT) -> int:
    """Write the review sheet; how many texts it has.

    Raises:
        OSError: the file cannot be written.
    """
    rows = list(review_rows(root))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(HEADINGS)
        sheet.writerows(row.cells for row in rows)
    return len(rows)


def review_rows(root: Path = ROOT) -> Iterator[Row]:
    """Every Welsh text of the interface: the catalogues, then the tables kept in code and data."""
    where = _first_places(root)
    for translation in translations(root):
        yield from _rows_of_translation(translation, where, root)
    yield from _rows_of_nouns(NOUNS.values())
    yield from _rows_of_dates()
    yield from _rows_of_registers()


def _first_places(root: Path) -> dict[tuple[str, str], str]:
    places_of: dict[tuple[str, str], str] = {}
    for message in own_messages(root):
        place = f"{message.path.relative_to(root)}:{message.line}"
        places_of.setdefault(message.key, place)
    return places_of


def _rows_of_translation(
    translation: Translation, where: dict[tuple[str, str], str], root: Path
) -> Iterator[Row]:
    here = str(translation.catalogue.relative_to(root))
    place = where.get(translation.key, f"{here}:{translation.line}")
    note = " ".join(filter(None, [translation.context, translation.note]))
    if not translation.plural:
        yield Row(place, translation.msgid, translation.welsh[0], translation.state, note)
        return
    for slot, form in zip(SLOTS, translation.welsh, strict=False):
        english = translation.msgid if slot == "one" else translation.plural
        yield Row(
            place, english, form, translation.state, f"number: {_NUMBER_OF_SLOT[slot]} {note}"
        )


def _rows_of_nouns(nouns: Iterable[Noun]) -> Iterator[Row]:
    for noun in nouns:
        note = f"after a number; {noun.gender}"
        for slot, form in zip(SLOTS, noun.welsh, strict=True):
            yield Row(
                f"nouns: {noun.key}",
                noun.english[0 if slot == "one" else 1],
                f"{_NUMBER_OF_SLOT[slot]} {form}",
                AWAITING_REVIEW,
                note,
            )
        for number, form in noun.exact.items():
            english = noun.english[1]
            yield Row(f"nouns: {noun.key}", english, f"{number} {form}", AWAITING_REVIEW, note)


def _rows_of_dates() -> Iterator[Row]:
    for welsh, english in zip(MONTHS["cy"], MONTHS["en"], strict=True):
        yield Row("dates: months", english, welsh, AWAITING_REVIEW)
    for welsh, english in zip(WEEKDAYS["cy"], WEEKDAYS["en"], strict=True):
        yield Row("dates: days", english, welsh, AWAITING_REVIEW)


def _rows_of_registers() -> Iterator[Row]:
    for place in places().values():
        forms = (place.cy, place.after_yn, place.after_i, place.after_o, place.with_a_ac)
        yield Row("register: places", place.en, ", ".join(forms), AWAITING_REVIEW)
    for word, kind in first_words().items():
        note = "mutates after “a”" if kind is FirstWord.CHANGES else "never mutates"
        yield Row("register: first words of names", "", word, AWAITING_REVIEW, note)
