"""Figures about the nominations of a season: how many came when, for what, in which language.

Counts only, of what counts: rehearsals and withdrawn nominations are left out. Nothing is stored
for it; the record says when something was decided.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import Final

from django.db.models import Count, QuerySet

from cadair.audit.queries import entries_of
from cadair.foundation import clock
from cadair.foundation.bilingual import LANGUAGES, Language
from cadair.nominations.models import EntryOrganisation, Nomination
from cadair.nominations.queries import counted_nominations, standing_entries
from cadair.nominations.states import Eligibility, NominationState
from cadair.seasons.models import Season
from cadair.seasons.queries import closing_time

FEWEST_SHOWN: Final = 5
"""A smaller number is not shared: with what others know it could point at somebody."""

_DECIDING: Final = ("declare_eligible", "declare_ineligible")


@dataclass(frozen=True, slots=True)
class Day:
    """A day: how many came in on it, and how many by its end; `before` in the season before.

    `before` counts what had come as many days before its own closing, or is None: no such season.
    """

    on: date
    came: int
    whole: int
    before: int | None


@dataclass(frozen=True, slots=True)
class Part:
    """So many of something: nominations, and the entries that count behind them."""

    key: str
    nominations: int
    entries: int


@dataclass(frozen=True, slots=True)
class Turnaround:
    """From coming in to being found eligible or not: how many, and half took at most `days`."""

    language: Language
    decided: int
    days: float | None


def days_of(season: Season) -> list[Day]:
    """Every day from the first nomination to the last, also those on which none came."""
    counts = _per_day(season)
    if not counts:
        return []
    first, last = min(counts), max(counts)
    before = _per_day_before_closing(season)
    closes = _closing_day(season)
    found, whole = [], 0
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        whole += counts[day]
        then = None
        if before is not None and closes is not None:
            left = (closes - day).days
            then = sum(count for days_left, count in before.items() if days_left >= left)
        found.append(Day(day, counts[day], whole, then))
    return found


def _per_day(season: Season) -> Counter[date]:
    return Counter(
        clock.to_london(moment).date()
        for moment in _sent(season).values_list("submitted_at", flat=True)
    )


def season_before(season: Season) -> Season | None:
    """The last earlier season of the same awards in which nominations came in here, or None."""
    earlier = Season.objects.filter(programme=season.programme_id, year__lt=season.year)
    return earlier.filter(nominations__isnull=False).distinct().order_by("-year").first()


def _per_day_before_closing(season: Season) -> dict[int, int] | None:
    """How many came how many days before closing, in the season before."""
    earlier = season_before(season)
    closed = _closing_day(earlier) if earlier else None
    if earlier is None or closed is None:
        return None
    return {(closed - day).days: count for day, count in _per_day(earlier).items()}


def _closing_day(season: Season) -> date | None:
    closes = closing_time(season)
    return clock.to_london(closes).date() if closes else None


def _sent(season: Season) -> QuerySet[Nomination]:
    return counted_nominations(season).filter(state=NominationState.SUBMITTED)


def by_category(season: Season) -> list[Part]:
    """What stands in each category, in the order of the season; none is left out."""
    stands = standing_entries(season).exclude(eligibility=Eligibility.WITHDRAWN)
    entries = _counted(stands.values_list("places__category__key").annotate(Count("pk")))
    sent = _counted(_sent(season).values_list("entry__places__category__key").annotate(Count("pk")))
    keys = season.categories.exclude(group="overall").values_list("key", flat=True)
    return [Part(key, sent.get(key, 0), entries.get(key, 0)) for key in keys]


def by_language(season: Season) -> list[Part]:
    """In which language the nominations are written."""
    return _parts(season, "language", LANGUAGES)


def by_kind(season: Season) -> list[Part]:
    """Persons, teams, projects, partnerships."""
    return _parts(season, "entry__kind", ())


def by_relation(season: Season) -> list[Part]:
    """One's own work, or somebody else's."""
    return _parts(season, "relation", ())


def by_source(season: Season) -> list[Part]:
    """How they reached the organisers: by the web, on paper, from a file, most first."""
    return _parts(season, "source", ())


def by_sector(season: Season) -> list[Part]:
    """To which sectors the organisations behind them belong, most first; last where none is said.

    What several organisations put forward together counts once in the sector of each.
    """
    said = _sent(season).exclude(entry__bodies__organisation__sector=None)
    column = "entry__bodies__organisation__sector"
    sent = _counted(said.values_list(column).annotate(Count("pk", distinct=True)))
    entries = _counted(said.values_list(column).annotate(Count("entry_id", distinct=True)))
    unsaid = _sent(season).exclude(
        entry__in=EntryOrganisation.objects.exclude(organisation__sector="").values("entry")
    )
    known = sorted((key for key in sent if key), key=lambda key: (-sent[key], key))
    found = [Part(key, sent[key], entries[key]) for key in known]
    number = unsaid.count()
    if number:
        found.append(Part("", number, unsaid.values("entry").distinct().count()))
    return found


def by_place(season: Season) -> list[Part]:
    """Where the work is done, as people wrote it; whatever the capitals, most first."""
    rows = _sent(season).values_list(
        "entry_id", "entry__place_cy", "entry__place_en", "entry__title_language"
    )
    names: dict[str, Counter[str]] = defaultdict(Counter)
    entries: dict[str, set[int]] = defaultdict(set)
    for entry, cy, en, language in rows:
        name = (cy or en) if language == "cy" else (en or cy)
        names[name.casefold()][name] += 1
        entries[name.casefold()].add(entry)
    found = [
        Part(spelt.most_common(1)[0][0], spelt.total(), len(entries[folded]))
        for folded, spelt in names.items()
    ]
    return sorted(found, key=lambda part: (-part.nominations, part.key))


def _parts(season: Season, column: str, keys: Sequence[str]) -> list[Part]:
    sent = _counted(_sent(season).values_list(column).annotate(Count("pk")))
    entries = _counted(_sent(season).values_list(column).annotate(Count("entry_id", distinct=True)))
    found = keys or sorted(sent, key=lambda key: -sent[key])
    return [Part(key, sent.get(key, 0), entries.get(key, 0)) for key in found]


def _counted(rows: Iterable[tuple[str | None, int]]) -> dict[str, int]:
    return {key: count for key, count in rows if key is not None}


def turnaround(season: Season) -> list[Turnaround]:
    """How long nominations in each language waited to be found eligible or not (WEL-11)."""
    decided = _decided_at(season)
    waited: dict[str, list[float]] = defaultdict(list)
    rows = _sent(season).values_list("language", "submitted_at", "entry__public_id")
    for language, sent_at, entry in rows:
        if entry in decided and decided[entry] >= sent_at:
            waited[language].append((decided[entry] - sent_at) / timedelta(days=1))
    return [
        Turnaround(
            language,
            len(waited[language]),
            round(median(waited[language]), 1) if waited[language] else None,
        )
        for language in LANGUAGES
    ]


def _decided_at(season: Season) -> Mapping[str, datetime]:
    """When an entry was first found eligible or not, by its public id."""
    found: dict[str, datetime] = {}
    told = entries_of(season.public_id).filter(action__in=_DECIDING).order_by("-sequence")
    for subject, at in told.values_list("subject_ref", "at"):
        found[subject.partition(":")[2]] = at
    return found
