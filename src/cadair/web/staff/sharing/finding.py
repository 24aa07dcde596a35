"""Where texts that judges will read still hold a name of their entry; it suggests, never decides.

Sought are the names that are known: nominees, organisations in both languages, who sent it in, and
the title. A name nobody wrote into the form is not found: whoever reads finds it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from django.db.models import Q
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cadair.foundation.welsh.mutations import aspirate, nasal, soft
from cadair.judging.masking import without_names
from cadair.judging.models import Round
from cadair.judging.rounds import entries_in
from cadair.nominations.evidence import panel_evidence
from cadair.nominations.models import Entry, EntryOrganisation, EntryPerson, Evidence, Nomination
from cadair.nominations.panel_words import panel_description
from cadair.nominations.queries import panel_texts
from cadair.nominations.states import NominationState
from cadair.seasons.questions import Asked, questions_of
from cadair.web.staff.interests.overview import Titled, titled

MOST: Final = 300
"""So many places are shown; when they are dealt with, the next ones are."""
AROUND: Final = 60
_SHORTEST: Final = 3
_SMALL: Final = (
    "the and of for in at on a an y yr r i ac o ar am gan mr mrs ms miss dr prof sir dame"
)
_LITTLE: Final = frozenset(_SMALL.split())


class Place(NamedTuple):
    """A name in a text, with some words around it."""

    nomination: Nomination
    entry: Titled
    where: str
    excerpt: SafeString
    language: str


@dataclass(frozen=True, slots=True)
class Found:
    """The places there are, and how many more."""

    places: Sequence[Place]
    is_more: bool


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file or link that judges see only when somebody has found no name in it."""

    evidence: Evidence
    entry: Titled
    description: str
    is_nameless: bool


def names_in(round_: Round) -> Found:
    """Where what the judges of a round will read names somebody or something of its entry."""
    asked = questions_of(round_.season)
    found: list[Place] = []
    for place in _all_places(entries_in(round_), asked):
        if len(found) == MOST:
            return Found(found, is_more=True)
        found.append(place)
    return Found(found, is_more=False)


def _all_places(entries: Iterable[Entry], asked: list[Asked]) -> Iterator[Place]:
    found = list(entries)
    behind, names = _behind(found), _names(found)
    for entry in found:
        sent = behind[entry.pk]
        sought = _pattern([*names[entry.pk], *(name for each in sent for name in _sender(each))])
        if sought is None:
            continue
        named = titled(entry)
        for nomination in sent:
            for where, text, language in _texts(nomination, asked):
                for hit in sought.finditer(text):
                    yield Place(nomination, named, where, _excerpt(text, hit), language)


def _behind(entries: Sequence[Entry]) -> Mapping[int, list[Nomination]]:
    """The nominations behind each entry, grouped ones too, with what names people in them."""
    ids = [entry.pk for entry in entries]
    sent = Nomination.objects.filter(
        Q(entry__in=ids) | Q(entry__grouped_into__in=ids), state=NominationState.SUBMITTED
    )
    found: dict[int, list[Nomination]] = defaultdict(list)
    for each in sent.select_related("entry").prefetch_related("nominees").order_by("pk"):
        found[each.entry.grouped_into_id or each.entry_id].append(each)
    return found


def _names(entries: Sequence[Entry]) -> Mapping[int, list[str]]:
    """The titles of each entry, its organisations in both languages, its people word by word."""
    found: dict[int, list[str]] = defaultdict(list)
    for entry in entries:
        found[entry.pk] += [entry.title_cy, entry.title_en]
    ids = list(found)
    bodies = EntryOrganisation.objects.filter(entry__in=ids).select_related("organisation")
    for body in bodies:
        found[body.entry_id] += [body.organisation.name_cy, body.organisation.name_en]
    people = EntryPerson.objects.filter(entry__in=ids).exclude(name="").order_by("pk")
    for pk, name in people.values_list("entry_id", "name"):
        found[pk] += [name, *name.split()]
    return found


def _sender(nomination: Nomination) -> Iterator[str]:
    """Who sent it in, for whom, and whom they named on the form."""
    yield nomination.nominator_organisation
    for name in (nomination.nominator_name, *(each.name for each in nomination.nominees.all())):
        yield name
        yield from name.split()


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """All of them, the longest first, as whole words, however they are mutated or spaced."""
    sought = {
        " ".join(each.split())
        for name in names
        for each in _mutated(name.strip(" .,;"))
        if len(each) >= _SHORTEST and each.casefold() not in _LITTLE
    }
    if not sought:
        return None
    longest = sorted(sought, key=lambda each: (-len(each), each))
    parts = (r"\s+".join(map(re.escape, each.split())) for each in longest)
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)


def _mutated(name: str) -> Iterator[str]:
    yield name
    first, space, rest = name.partition(" ")
    if not first[:1].isalpha():
        return
    for change in (soft, nasal, aspirate):
        changed = change(first)
        if changed != first:
            yield f"{changed}{space}{rest}"


def _texts(nomination: Nomination, asked: list[Asked]) -> Iterator[tuple[str, str, str]]:
    """Each text as a judge would read it, with what asked for it and its language."""
    read = panel_texts(nomination, asked)
    if read.summary:
        yield _("Summary"), read.summary, read.language
    for answer in read.answers:
        yield answer.name, answer.text, read.language
    for more in read.additions:
        yield more.question, more.answer, more.language


def _excerpt(text: str, hit: re.Match[str]) -> SafeString:
    before = text[max(0, hit.start() - AROUND) : hit.start()]
    after = text[hit.end() : hit.end() + AROUND]
    return format_html("{}<mark>{}</mark>{}", before, hit.group(), after)


def files_in(round_: Round) -> list[FileLine]:
    """The files and links that judges of the round would read, had they no names to hide."""
    lines: list[FileLine] = []
    sent = Evidence.objects.filter(nomination__season=round_.season_id).order_by()
    behind = sent.values_list("nomination__entry_id", "nomination__entry__grouped_into_id")
    with_files = {together or entry for entry, together in behind}
    for entry in entries_in(round_).filter(pk__in=with_files):
        there = panel_evidence(entry)
        nameless = {each.pk for each in without_names(there)} if there else set()
        lines.extend(
            FileLine(each, titled(entry), panel_description(each), each.pk in nameless)
            for each in there
        )
    return lines
