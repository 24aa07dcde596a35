"""Whether two names mean one body: in Welsh or English, abbreviated, misspelt, with a department.

Nothing here knows a row of the database. A name is brought into a common form (its words in
English where both languages have one, without what says little: “county”, “the”, “Cyf”), and two
forms are compared. What is only alike is never taken for the same: a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
from itertools import product
from typing import Final

from cadair.foundation.welsh.mutations import aspirate, nasal, soft
from cadair.foundation.welsh.registers import places
from cadair.foundation.welsh.searching import SHORTEST_MUTATED, search_fold


class Likeness(IntEnum):
    """How far two names agree."""

    NONE = 0
    LIKE = 1
    SAME = 2


LONGEST: Final = 300
"""What is longer is a text and no name: only its beginning is compared."""

_SMALL: Final = "the of for and in at on a an y yr r i ac o ar am gan er to dros"
_LITTLE: Final = frozenset(_SMALL.split())
_OF_AREAS: Final = (
    "county sir sirol borough bwrdeistref fwrdeistref city dinas ddinas metropolitan district "
    "unitary office swyddfa isle limited ltd cyf cyfyngedig cic cio plc llp"
)
_ADMINISTRATIVE: Final = frozenset(_OF_AREAS.split())
_WORDS: Final = {
    "police": "heddlu heddluoedd constabulary",
    "council": "cyngor cynghorau councils cbc cc",
    "town": "tref",
    "community": "cymuned cymunedol cymunedau communities",
    "university": "prifysgol universities",
    "college": "coleg colegau colleges",
    "school": "ysgol ysgolion schools",
    "board": "bwrdd byrddau boards",
    "health": "iechyd",
    "local": "lleol leol",
    "service": "gwasanaeth gwasanaethau services",
    "fire": "tan",
    "rescue": "achub",
    "ambulance": "ambiwlans",
    "commissioner": "comisiynydd commissioners",
    "crime": "trosedd troseddu",
    "government": "llywodraeth",
    "wales": "cymru welsh cymreig",
    "association": "cymdeithas cymdeithasau associations",
    "federation": "ffederasiwn",
    "network": "rhwydwaith",
    "trust": "ymddiriedolaeth",
    "charity": "elusen",
    "union": "undeb",
    "national": "cenedlaethol",
    "park": "parc",
    "safety": "diogelwch",
    "safe": "diogel",
    "safer": "diogelach",
    "centre": "canolfan center",
    "youth": "ieuenctid",
    "housing": "tai",
    "unit": "uned",
    "liaison": "cyswllt",
    "authority": "awdurdod",
    "probation": "prawf",
    "prison": "carchar hmp",
    "court": "llys",
    "church": "eglwys",
    "partnership": "partneriaeth",
    "team": "tim",
    "nhs": "gig",
    "north": "gogledd",
    "south": "de",
    "east": "dwyrain",
    "west": "gorllewin",
    "mid": "canolbarth",
    "monmouth": "mynwy trefynwy",
    "pembroke": "penfro",
    "denbigh": "dinbych",
    "flint": "fflint",
    "glamorgan": "morgannwg",
    "anglesey": "mon",
}
"""The common form of a word, and what else it is called."""
_OF_KINDS: Final = (
    "police council town university college school board government association federation fire "
    "ambulance commissioner network trust charity union authority probation prison court church "
    "partnership club society company"
)
_KINDS: Final = frozenset(_OF_KINDS.split())
"""Words that say what a body is: two bodies that differ in one of them are not alike."""

_SMALLER: Final = _LITTLE | _ADMINISTRATIVE
_SHORTEST: Final = 3
_MOST_DOUBLES: Final = 4
_MORE_PLACES: Final = (("sir gar", "carmarthen"), ("isle of anglesey", "anglesey"))
_TOKEN: Final = re.compile(r"[a-z0-9]+")
_EITHER: Final = re.compile(r"\s*[()\[\]/|;\n]+\s*")
_OR_PART: Final = re.compile(r"\s*(?:,|\s[-–—]\s)\s*")
_DOUBLED: Final = re.compile(r"(.)\1+")
_ABBREVIATION: Final = re.compile(r"[a-z0-9]{3,8}")
_SPOKEN_AS_ONE: Final = ("ll", "ch", "dd", "ff", "ph", "rh", "th")


def _forms(word: str) -> set[str]:
    """A Welsh word with its mutations, folded."""
    if len(word) < SHORTEST_MUTATED:
        return {word}
    return {word, soft(word), nasal(word), aspirate(word)}


@lru_cache(maxsize=1)
def _common() -> dict[str, str]:
    found = {}
    for common, others in _WORDS.items():
        for other in others.split():
            found.update(dict.fromkeys(_forms(other), common))
    return found | {word: word for word in _WORDS}


@lru_cache(maxsize=1)
def _places() -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """Places in both languages, mutated too, by their first word, the longest first."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for place in places().values():
        english = _TOKEN.findall(search_fold(place.en))
        common = tuple(_without_shire(word) for word in english if word not in _LITTLE)
        said = (place.cy, place.en, *(_last(form) for form in (place.after_yn, place.after_i)))
        for form in said:
            found[tuple(_TOKEN.findall(search_fold(form)))] = common
    found.update((tuple(also.split()), (word,)) for also, word in _MORE_PLACES)
    # Parts of Wales and Wales itself go word by word, as in “Heddlu De Cymru”.
    found = {form: said for form, said in found.items() if said[-1] != "wales"}
    by_first: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for words, said in sorted(found.items(), key=lambda item: -len(item[0])):
        by_first.setdefault(words[0], []).append((words, said))
    return by_first


def _last(form: str) -> str:
    """A place as it stands behind its preposition: Nghaerdydd of “yng Nghaerdydd”."""
    return form.partition(" ")[2]


def _without_shire(word: str) -> str:
    return word.removesuffix("shire") if len(word) > len("shire") + 2 else word


@lru_cache(maxsize=20_000)
def common_form(name: str) -> tuple[str, ...]:
    """The words of a name that say which body it is, in their common form and in order.

    Empty where nothing is left: “The Council”.
    """
    words = _TOKEN.findall(search_fold(name[:LONGEST]).replace("&", " and "))
    found: list[str] = []
    at = 0
    while at < len(words):
        length, common = _place_at(words, at)
        found += common if length else _common_word(words[at])
        at += length or 1
    return tuple(dict.fromkeys(found))


def _common_word(word: str) -> tuple[str, ...]:
    if word in _LITTLE or word in _ADMINISTRATIVE:
        return ()
    return (_common().get(word) or _without_shire(word),)


def _place_at(words: list[str], at: int) -> tuple[int, tuple[str, ...]]:
    for place, common in _places().get(words[at], ()):
        if tuple(words[at : at + len(place)]) == place:
            return len(place), common
    return 0, ()


@lru_cache(maxsize=20_000)
def initials(name: str) -> frozenset[str]:
    """What a name can be shortened to, without its little words too; Ll is one letter or two."""
    words = _TOKEN.findall(search_fold(name[:LONGEST]))[:10]
    found: set[str] = set()
    kinds = {word for word in words if _common().get(word) in _KINDS}
    for left_out in (set[str](), _LITTLE, _SMALLER | kinds):
        kept = [word for word in words if word not in left_out]
        if len(kept) >= _SHORTEST and sum(map(_is_double, kept)) <= _MOST_DOUBLES:
            letters = [{word[0], word[:2]} if _is_double(word) else {word[0]} for word in kept]
            found.update("".join(each) for each in product(*letters))
    return frozenset(found)


def _is_double(word: str) -> bool:
    return word.startswith(_SPOKEN_AS_ONE)


def likeness(one: str, other: str) -> Likeness:
    """How far two names agree; the same whichever comes first.

    A name may say itself twice, “Cyngor Caerdydd / Cardiff Council”, or with its short form in
    brackets: each part counts. What stands beside a comma or a dash makes it only alike, and a
    single word beside another tells nothing unless it is short for it: “(Cymru)”, “(WLGA)”.
    """
    found = Likeness.NONE
    for ours, weight in _said(one):
        for theirs, other_weight in _said(other):
            found = max(found, _weighed(ours, theirs, min(weight, other_weight)))
            if found is Likeness.SAME:
                return found
    return found


def _weighed(one: str, other: str, weight: Likeness) -> Likeness:
    if weight is Likeness.NONE:
        is_short = _shortens(one, other) or _shortens(other, one)
        return Likeness.LIKE if is_short else Likeness.NONE
    return min(_of_parts(one, other), weight)


@lru_cache(maxsize=20_000)
def _said(name: str) -> tuple[tuple[str, Likeness], ...]:
    """The name, and the parts in which it may stand again, each with the most that it can tell."""
    found: dict[str, Likeness] = {}
    for part, weight in _parts(name[:LONGEST].strip()):
        found[part] = max(weight, found.get(part, Likeness.NONE))
    return tuple(found.items())


def _parts(name: str) -> Iterator[tuple[str, Likeness]]:
    if name:
        yield name, Likeness.SAME
    for pattern, weight in ((_EITHER, Likeness.SAME), (_OR_PART, Likeness.LIKE)):
        for part in filter(None, map(str.strip, pattern.split(name))):
            yield part, weight if len(common_form(part)) > 1 else Likeness.NONE


def _of_parts(one: str, other: str) -> Likeness:
    if search_fold(one) == search_fold(other):
        return Likeness.SAME
    ours, theirs = common_form(one), common_form(other)
    if set(ours) == set(theirs) and _tells(ours):
        return Likeness.SAME
    if _shortens(one, other) or _shortens(other, one):
        return Likeness.LIKE
    if _is_misspelt(ours, theirs) or _is_part(ours, theirs) or _is_part(theirs, ours):
        return Likeness.LIKE
    return Likeness.NONE


def _tells(words: tuple[str, ...]) -> bool:
    """Whether the words say more than what kind of body it is."""
    return any(word not in _KINDS for word in words)


def _shortens(short: str, whole: str) -> bool:
    folded = search_fold(short).replace(".", "")
    return bool(_ABBREVIATION.fullmatch(folded)) and folded in initials(whole)


def _is_part(small: tuple[str, ...], great: tuple[str, ...]) -> bool:
    """Whether the greater name is a department or place of the smaller: “…, Youth Team”."""
    few, many = set(small), set(great)
    if len(few) < 2 or not few < many or not _tells(small):
        return False
    return bool(few & _KINDS or len(few) > 2) and not (many - few) & _KINDS


def _is_misspelt(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the names differ by slips of the pen, in words that are long enough to tell."""
    ours, theirs = [w for w in one if w not in other], [w for w in other if w not in one]
    if not ours or len(ours) != len(theirs):
        return False
    for word in ours:
        near = next((each for each in theirs if is_slip(word, each)), None)
        if near is None:
            return False
        theirs.remove(near)
    return True


def is_slip(one: str, other: str) -> bool:
    """Whether one word could be the other with a letter wrong, missing, added or swapped.

    Two such slips in words of nine letters and more; in words below five only a letter doubled.
    """
    if one in _KINDS and other in _KINDS:
        return False
    if _DOUBLED.sub(r"\1", one) == _DOUBLED.sub(r"\1", other):
        return True
    shorter = min(len(one), len(other))
    allowed = 0 if shorter < 5 else 1 if shorter < 9 else 2
    is_near = abs(len(one) - len(other)) <= allowed
    return is_near and _distance(one, other) <= allowed


def _distance(one: str, other: str) -> int:
    """Letters to change, add, drop, or swap with their neighbour, until both are equal."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        here = [row]
        for column, against in enumerate(other, 1):
            cost = min(
                above[column] + 1,
                here[column - 1] + 1,
                above[column - 1] + (letter != against),
            )
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                cost = min(cost, before[column - 2] + 1)
            here.append(cost)
        before, above = above, here
    return above[-1]
