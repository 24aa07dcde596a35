"""Lists in a sentence: “Abertawe, Caerdydd a Wrecsam”; “Gwynedd ac Abertawe” (WEL-18).

English needs a comma and “and”. Welsh needs two decisions about the last name: *a* or *ac*, and
whether *a* turns its first letter (Caerdydd a Chasnewydd). No program can take the second from
spelling: names of people and English names never change (WEL-23), Welsh words do. The rule:

1. The last name comes with its own explicit form (`Name.with_a_ac`), or the register
   `place_names.yaml` has one: that is used.
2. It begins with the article: *a’r* (Y Rhwydwaith → a’r Rhwydwaith); with a vowel sound: *ac*;
   with anything else but c, p, t: *a*, and nothing changes.
   Initials go by the sound of their first letter (ac NSPCC, a BBC) and never change.
3. It begins with c, p or t. Then its first word decides, by `first_words.yaml`: a Welsh word of the
   kind bodies are named with (Cyngor, Prifysgol, Tîm …) changes, one listed as never changing
   does not. Names of people (`are_people=True`) never change.
4. Otherwise nobody has said, and a wrong mutation would be printed about somebody's work: the
   list is then written with a comma in the place of *a*. That is plain, never wrong, and
   `undecided` reports the name so that it can be registered.

There is no comma before *a* or *ac*. Never build a sentence around the result: a list stands after
a colon, in its own line or cell (WEL-17).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from cadair.foundation.bilingual import Language
from cadair.foundation.welsh.letters import plain_letters
from cadair.foundation.welsh.mutations import aspirate
from cadair.foundation.welsh.registers import FirstWord, first_words, places

_VOWELS: Final = frozenset("aeiou")
_LETTERS_SAID_WITH_A_VOWEL: Final = frozenset("FHLMNRSX")
_VOWEL_W: Final = ("wy",)
_CONSONANT_WY: Final = frozenset({"wyn", "wynne", "wynn", "wye", "wylfa"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name with, where somebody has said so, its form after *a* or *ac* (“a Chasnewydd”)."""

    text: str
    with_a_ac: str = ""

    def __str__(self) -> str:
        return self.text


def joined(names: Iterable[str | Name], language: Language, *, are_people: bool = False) -> str:
    """The names as a list: “A, B and C”, “A, B ac C”; empty for none, the name itself for one.

    `are_people`: they are names of people and never change. When a name has a comma of its own,
    semicolons part the names.
    """
    parts = [name if isinstance(name, Name) else Name(name) for name in names]
    if not parts:
        return ""
    separator = "; " if any("," in part.text for part in parts) else ", "
    *first, last = parts
    if not first:
        return last.text
    start = separator.join(part.text for part in first)
    conjunction = _and_cy(last, are_people=are_people) if language == "cy" else f"and {last.text}"
    return f"{start} {conjunction}" if conjunction else f"{start}{separator}{last.text}"


def with_a_ac(name: str | Name, *, are_people: bool = False) -> str:
    """“a Chasnewydd”, “ac Abertawe”; empty when nobody has decided (see the rule, step 4)."""
    return _and_cy(name if isinstance(name, Name) else Name(name), are_people=are_people)


def undecided(names: Iterable[str]) -> tuple[str, ...]:
    """The names whose form after *a* nobody has decided: to be registered by a translator."""
    return tuple(name for name in names if not with_a_ac(name))


def _and_cy(name: Name, *, are_people: bool) -> str:
    registered = name.with_a_ac or _place(name.text)
    if registered:
        return registered
    article, _, noun = name.text.partition(" ")
    if article.lower() in {"y", "yr"} and noun and not are_people:
        return f"a’r {noun}"
    if _begins_with_vowel(name.text):
        return f"ac {name.text}"
    if are_people or not _may_change(name.text) or _is_initials(name.text):
        return f"a {name.text}"
    kind = first_words().get(_first_word(name.text))
    if kind is None:
        return ""
    return f"a {aspirate(name.text) if kind is FirstWord.CHANGES else name.text}"


def _place(text: str) -> str:
    place = places().get(text)
    return place.with_a_ac if place else ""


def _first_word(text: str) -> str:
    return "".join(text.split(maxsplit=1)[:1]).rstrip(",;:")


def _may_change(text: str) -> bool:
    """It begins with c, p or t standing for itself (not with ch, ph or th)."""
    plain = plain_letters(text)
    return plain[:1] in {"c", "p", "t"} and plain[:2] not in {"ch", "ph", "th"}


def _is_initials(text: str) -> bool:
    word = _first_word(text)
    return len(word) > 1 and word.isupper()


def _begins_with_vowel(text: str) -> bool:
    """By sound: Ynys, wythnos and NSPCC begin with a vowel, York, Wrecsam and NATO do not."""
    initials = _first_word(text)
    if _is_initials(text) and initials[0] in _LETTERS_SAID_WITH_A_VOWEL:
        return initials[1].lower() not in _VOWELS
    plain = plain_letters(text).lstrip("'\"“”(‘’")
    initial, rest = plain[:1], plain[1:2]
    if initial == "y":
        return rest not in _VOWELS
    if initial == "w":
        return plain.startswith(_VOWEL_W) and plain.split(maxsplit=1)[0] not in _CONSONANT_WY
    return initial in _VOWELS
