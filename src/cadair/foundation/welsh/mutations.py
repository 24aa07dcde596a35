"""The three initial mutations of Welsh, for checking data; never for building sentences.

A sentence is written by a person (WEL-17). These functions make the tables of explicit forms
(nouns after numbers, places after “yn”) checkable: a test compares what is written there with what
the grammar gives. The tables are those of every school grammar; see
P. W. Thomas, Gramadeg y Gymraeg (1996).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_SOFT: Final = {
    "p": "b",
    "t": "d",
    "c": "g",
    "b": "f",
    "d": "dd",
    "g": "",
    "m": "f",
    "ll": "l",
    "rh": "r",
}
_NASAL: Final = {"p": "mh", "t": "nh", "c": "ngh", "b": "m", "d": "n", "g": "ng"}
_ASPIRATE: Final = {"p": "ph", "t": "th", "c": "ch"}
_DIGRAPHS: Final = frozenset({"ch", "dd", "ff", "ng", "ll", "ph", "rh", "th", "mh", "nh"})


def soft(word: str) -> str:
    """Treiglad meddal: Caerdydd → Gaerdydd, Gwynedd → Wynedd, llyfr → lyfr."""
    return _mutated(word, _SOFT)


def nasal(word: str) -> str:
    """Treiglad trwynol: Caerdydd → Nghaerdydd, Bangor → Mangor."""
    return _mutated(word, _NASAL)


def aspirate(word: str) -> str:
    """Treiglad llaes: Casnewydd → Chasnewydd, Powys → Phowys."""
    return _mutated(word, _ASPIRATE)


def after_yn(place: str) -> str:
    """A place after the preposition “yn”: yng Nghaerdydd, ym Mangor, yn Wrecsam."""
    changed = nasal(place)
    start = changed.lower()
    preposition = "yng" if start.startswith("ng") else "ym" if start.startswith("m") else "yn"
    return f"{preposition} {changed}"


def _mutated(word: str, table: Mapping[str, str]) -> str:
    if not word or not word[0].isalpha():
        raise ValueError(f"{word!r} does not begin with a letter")
    initial = word[:2] if word[:2].lower() in _DIGRAPHS else word[:1]
    if initial.lower() not in table:
        return word
    changed = table[initial.lower()] + word[len(initial) :]
    return changed[:1].upper() + changed[1:] if word[0].isupper() else changed
