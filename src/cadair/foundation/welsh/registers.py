"""Registers of explicit Welsh forms, kept as data that a translator can read and correct."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Final

from ruamel.yaml import YAML

_HERE: Final = Path(__file__).parent


class RegisterError(ValueError):
    """A register is not written as it should be; the message names the file and the entry."""


class FirstWord(Enum):
    """What the first word of a name beginning with c, p or t does after *a*."""

    CHANGES = "changes"
    STAYS = "stays"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in Wales with the forms that sentences need: yng Nghaerdydd, i Gaerdydd …"""

    cy: str
    en: str
    after_yn: str
    after_i: str
    after_o: str
    with_a_ac: str


@cache
def places() -> Mapping[str, Place]:
    """`place_names.yaml`, by Welsh name.

    Raises:
        RegisterError: an entry lacks a form, or a place stands twice.
    """
    found: dict[str, Place] = {}
    for row in _rows("place_names.yaml"):
        place = _place(row)
        if place.cy in found:
            raise RegisterError(f"place_names.yaml: “{place.cy}” stands twice")
        found[place.cy] = place
    return found


@cache
def first_words() -> Mapping[str, FirstWord]:
    """`first_words.yaml`, by word, as it is written in a name.

    Raises:
        RegisterError: a word stands twice, or under another heading than `changes` and `stays`.
    """
    found: dict[str, FirstWord] = {}
    for row in _rows("first_words.yaml"):
        for heading, listed in row.items():
            for word in str(listed).split():
                if word in found:
                    raise RegisterError(f"first_words.yaml: “{word}” stands twice")
                found[word] = _kind(heading)
    return found


def _kind(heading: str) -> FirstWord:
    try:
        return FirstWord(heading)
    except ValueError:
        raise RegisterError(f"first_words.yaml: no heading “{heading}”") from None


def _place(row: Mapping[str, object]) -> Place:
    try:
        place = Place(**{name: str(form) for name, form in row.items()})
    except TypeError as error:
        raise RegisterError(f"place_names.yaml: {row.get('cy', row)}: {error}") from None
    if not all((place.cy, place.en, place.after_yn, place.after_i, place.after_o, place.with_a_ac)):
        raise RegisterError(f"place_names.yaml: “{place.cy}” has an empty form")
    return place


def _rows(name: str) -> list[Mapping[str, object]]:
    rows = YAML(typ="safe", pure=True).load((_HERE / name).read_text(encoding="utf-8"))
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise RegisterError(f"{name}: a list of entries is expected")
    return rows
