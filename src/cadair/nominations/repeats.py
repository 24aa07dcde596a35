"""Which entries look like the same thing put forward twice, and why (PRO-14).

Suggests and never decides. Rare words tell: a street, a surname, a project’s name, in whichever
language the rest is written. Whatever is in many entries says nothing about two of them.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from math import log, sqrt
from typing import Final

from django.db.models import Q, QuerySet

from cadair.foundation.welsh.searching import search_fold
from cadair.nominations.models import (
    EntryOrganisation,
    EntryPerson,
    Evidence,
    Nomination,
    Nominee,
    Repeat,
)
from cadair.nominations.queries import standing_entries
from cadair.nominations.states import Eligibility, NominationState, RepeatReason
from cadair.seasons.models import Season

ENOUGH: Final = 60
"""So many points make a suggestion; 100 is the most."""
POINTS: Final[Mapping[RepeatReason, int]] = {
    RepeatReason.SAME_TITLE: 60,
    RepeatReason.LIKE_TITLE: 35,
    RepeatReason.SAME_PERSON: 45,
    RepeatReason.SAME_ADDRESS: 60,
    RepeatReason.SAME_BODY: 15,
    RepeatReason.SAME_PLACE: 10,
    RepeatReason.SAME_WORDS: 45,
    RepeatReason.SAME_LINK: 60,
    RepeatReason.SAME_FILE: 60,
}
MOST_ALIKE: Final = 20
"""What more entries than this have in common is no sign: a form of address, a home page."""
FEWEST_WORDS: Final = 6
LIKE_TITLE: Final = 0.6
LIKE_TEXT: Final = 0.3
_WORD: Final = re.compile(r"[a-z]{4,}|[0-9]{3,}")
_TITLE_WORD: Final = re.compile(r"[a-z0-9]{3,}")
_LINK: Final = re.compile(r"https?://(?:www\.)?([^\s/<>\"'()]+/[^\s<>\"'()]*[^\s<>\"'().,;/])")
_FORMS_OF_ADDRESS: Final = frozenset(
    (
        *("mr", "mrs", "ms", "miss", "dr", "prof", "pc", "pcso", "sgt", "insp", "supt", "cllr"),
        *("rev", "cyng", "parch", "athro", "rhingyll", "cwnstabl"),
    )
)


@dataclass(frozen=True, slots=True)
class Alike:
    """Two entries, the one with the smaller number first, and what they share."""

    one: int
    other: int
    reasons: tuple[RepeatReason, ...]
    likeness: int


@dataclass(slots=True)
class Read:
    """One entry as far as it is compared; words stand as numbers, in order."""

    title: str = ""
    title_words: frozenset[str] = frozenset()
    place: str = ""
    words: array[int] = field(default_factory=lambda: array("I"))
    bodies: set[int] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)


def suggested_repeats(season: Season) -> QuerySet[Repeat]:
    """What nobody has grouped, withdrawn or dismissed, the most alike first."""
    grouped = Q(one__grouped_into__isnull=False) | Q(other__grouped_into__isnull=False)
    back = Q(one__eligibility=Eligibility.WITHDRAWN) | Q(other__eligibility=Eligibility.WITHDRAWN)
    found: QuerySet[Repeat] = season.repeats.filter(dismissed_at=None)
    return found.exclude(grouped).exclude(back).order_by("-likeness", "one__reference", "pk")


def read_entries(season: Season) -> dict[int, Read]:
    """The entries of a season that could be the same as another; read piece by piece."""
    standing = standing_entries(season).exclude(eligibility=Eligibility.WITHDRAWN).order_by()
    columns = ("pk", "title_cy", "title_en", "place_cy", "place_en")
    found = {
        pk: _begun(cy, en, f"{place_cy} {place_en}")
        for pk, cy, en, place_cy, place_en in standing.values_list(*columns).iterator()
    }
    stands = _read_texts(season, found)
    _read_evidence(season, found, stands)
    parts = EntryOrganisation.objects.filter(entry__season=season).order_by()
    for entry, body in parts.values_list("entry_id", "organisation_id").iterator():
        if entry in found:
            found[entry].bodies.add(body)
    people = EntryPerson.objects.filter(entry__season=season).exclude(name="").order_by()
    for entry, name in people.values_list("entry_id", "name").iterator():
        if entry in found:
            found[entry].people.add(plain_name(name))
    return found


def _begun(cy: str, en: str, place: str) -> Read:
    title = search_fold(f"{cy} {en}" if cy != en else en)
    return Read(
        title=" ".join(_TITLE_WORD.findall(title)),
        title_words=frozenset(_TITLE_WORD.findall(title)),
        place=" ".join(sorted(set(search_fold(place).split()))),
    )


def _read_texts(season: Season, found: Mapping[int, Read]) -> dict[int, int]:
    """Read what was sent in; returns which entry each nomination counts for."""
    texts: dict[int, set[int]] = defaultdict(set)
    stands: dict[int, int] = {}
    sent = Nomination.objects.filter(season=season, state=NominationState.SUBMITTED)
    columns = ("pk", "entry_id", "entry__grouped_into_id", "summary", "answers")
    for pk, own, counts_with, summary, answers in sent.order_by().values_list(*columns).iterator():
        entry = counts_with or own
        if entry not in found:
            continue
        stands[pk] = entry
        text = search_fold(" ".join((summary, *written_in(answers))))
        found[entry].links.update(_LINK.findall(text))
        texts[entry].update(zlib.crc32(word.encode()) for word in set(_WORD.findall(text)))
    for entry, read in found.items():
        own_words = {zlib.crc32(word.encode()) for word in read.title_words}
        read.words = array("I", sorted(texts.pop(entry, set()) | own_words))
    return stands


def _read_evidence(season: Season, found: Mapping[int, Read], stands: Mapping[int, int]) -> None:
    """Files by what is in them, links without their ends, addresses of nominees."""
    evidence = Evidence.objects.filter(nomination__season=season).order_by()
    columns = ("nomination_id", "file__sent_sha256", "link")
    for nomination, file, link in evidence.values_list(*columns).iterator():
        if nomination in stands:
            read = found[stands[nomination]]
            read.files.update([file] if file else [])
            read.links.update(_LINK.findall(search_fold(link)))
    named = Nominee.objects.filter(nomination__season=season).exclude(email="").order_by()
    for nomination, email in named.values_list("nomination_id", "email").iterator():
        if nomination in stands:
            found[stands[nomination]].addresses.add(email.casefold())


def written_in(answers: object) -> Iterator[str]:
    """Every text in the answers of a form, however deep it lies."""
    if isinstance(answers, str):
        yield answers
    elif isinstance(answers, Mapping):
        for value in answers.values():
            yield from written_in(value)
    elif isinstance(answers, list):
        for value in answers:
            yield from written_in(value)


def plain_name(name: str) -> str:
    """A name without forms of address and without the order of its parts."""
    parts = re.findall(r"[a-z'-]+", search_fold(name))
    return " ".join(sorted(part for part in parts if part not in _FORMS_OF_ADDRESS))


def repeats_among(entries: Mapping[int, Read]) -> Iterator[Alike]:
    """Every pair that shares enough, in no order."""
    weights = _weights(entries)
    together = _sharing_words(entries, weights)
    pairs = set(together)
    pairs |= _sharing(entries, _titles)
    for shared in (_people, _addresses, _links, _files):
        pairs |= _sharing(entries, shared)
    title_weights = _title_weights(entries)
    for one, other in pairs:
        reasons = tuple(
            _reasons(entries[one], entries[other], title_weights, together.get((one, other), 0.0))
        )
        likeness = sum(POINTS[reason] for reason in reasons)
        if likeness >= ENOUGH:
            yield Alike(one, other, reasons, min(likeness, 100))


def _weights(entries: Mapping[int, Read]) -> dict[int, float]:
    """How much each rare word says: the fewer entries have it, the more; one alone says nothing."""
    number = Counter(word for read in entries.values() for word in read.words)
    most = max(2, min(40, round(sqrt(len(entries)) / 2)))
    whole = max(len(entries), 2)
    return {word: log(whole / n) + 0.1 for word, n in number.items() if 2 <= n <= most}


def _title_weights(entries: Mapping[int, Read]) -> dict[str, float]:
    number = Counter(word for read in entries.values() for word in read.title_words)
    whole = max(len(entries), 2)
    return {word: log(whole / n) + 0.1 for word, n in number.items()}


def _sharing_words(
    entries: Mapping[int, Read], weights: Mapping[int, float]
) -> dict[tuple[int, int], float]:
    """For pairs that share several rare words, which share of the poorer one’s they have."""
    where: dict[int, list[int]] = defaultdict(list)
    whole: dict[int, float] = {}
    for entry in sorted(entries):
        rare = [word for word in entries[entry].words if word in weights]
        whole[entry] = sum(weights[word] for word in rare)
        for word in rare:
            where[word].append(entry)
    shared: Counter[tuple[int, int]] = Counter()
    weight: dict[tuple[int, int], float] = defaultdict(float)
    for word, those in where.items():
        for pair in combinations(those, 2):
            shared[pair] += 1
            weight[pair] += weights[word]
    return {
        pair: weight[pair] / max(min(whole[pair[0]], whole[pair[1]]), 0.1)
        for pair, number in shared.items()
        if number >= FEWEST_WORDS
    }


def _titles(read: Read) -> Iterable[str]:
    return (read.title,) if read.title else ()


def _people(read: Read) -> Iterable[str]:
    return read.people


def _addresses(read: Read) -> Iterable[str]:
    return read.addresses


def _links(read: Read) -> Iterable[str]:
    return read.links


def _files(read: Read) -> Iterable[str]:
    return read.files


def _sharing(
    entries: Mapping[int, Read], of: Callable[[Read], Iterable[str]]
) -> set[tuple[int, int]]:
    """Pairs with something in common that not many have."""
    where: dict[str, list[int]] = defaultdict(list)
    for entry in sorted(entries):
        for each in of(entries[entry]):
            where[each].append(entry)
    few = (those for those in where.values() if 1 < len(those) <= MOST_ALIKE)
    return {pair for those in few for pair in combinations(those, 2)}


def _reasons(
    one: Read, other: Read, title_weights: Mapping[str, float], shared: float
) -> Iterator[RepeatReason]:
    if one.title and one.title == other.title:
        yield RepeatReason.SAME_TITLE
    elif _title_likeness(one, other, title_weights) >= LIKE_TITLE:
        yield RepeatReason.LIKE_TITLE
    for reason, of in _IN_COMMON:
        if set(of(one)) & set(of(other)):
            yield reason
    if shared >= LIKE_TEXT:
        yield RepeatReason.SAME_WORDS
    if one.bodies & other.bodies:
        yield RepeatReason.SAME_BODY
    if one.place and one.place == other.place:
        yield RepeatReason.SAME_PLACE


_IN_COMMON: Final = (
    (RepeatReason.SAME_PERSON, _people),
    (RepeatReason.SAME_ADDRESS, _addresses),
    (RepeatReason.SAME_LINK, _links),
    (RepeatReason.SAME_FILE, _files),
)


def _title_likeness(one: Read, other: Read, weights: Mapping[str, float]) -> float:
    both, either = one.title_words & other.title_words, one.title_words | other.title_words
    return _sum(both, weights) / max(_sum(either, weights), 0.1)


def _sum(words: Iterable[str], weights: Mapping[str, float]) -> float:
    return sum(weights[word] for word in words)
