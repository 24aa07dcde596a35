"""Who may read what in a round whose entries are shared out: what a plan is made from.

A judge who stepped aside or has not declared is never given an entry, nor one who cannot read it
(WEL-12). Work that has begun stays where it is. `planning` makes a plan from this.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from math import ceil, floor
from typing import Any, Final

from django.db.models import Q, QuerySet

from cadair.foundation.bilingual import Language
from cadair.foundation.canonical import sha256_of
from cadair.judging.models import Assignment, Interest, Judge, Paper, Round, Scorecard
from cadair.judging.round_states import PaperState, RoundMethod
from cadair.judging.rounds import entries_in, judges_of
from cadair.judging.sayings import written_in
from cadair.judging.states import InterestKind, ScorecardState
from cadair.nominations.translations import is_translation_required, works_in
from cadair.seasons.models import Season

Pair = tuple[int, int]
"""An entry and a judge, by their internal numbers."""

MINUTES_EACH: Final = 6
"""How long one entry takes to read and mark; what set-up counts with too."""

USUAL: Final = 10
"""How well anybody suits an entry, in tenths."""
READS_WELSH: Final = 5
"""How much better somebody suits an entry in Welsh who reads Welsh (WEL-12)."""
HAS_INTEREST: Final = -4
"""How much less somebody suits it who declared an interest with which one may score."""
LOADS: Final = (0.9, 1.1)
"""The usual least and most a judge reads, as a part of the mean."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What an organiser asks of a plan.

    `loads`: the least and the most that each judge is to read, by public id. `leaving`: who takes
    nothing more and gives back what they have not begun. `is_fair`: serve the worst-served entry
    better, though others are served a little worse.
    """

    per_entry: int
    loads: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    leaving: Collection[str] = ()
    welsh_reader: bool = True
    one_of_a_body: bool = False
    is_fair: bool = True

    def stored(self) -> dict[str, Any]:
        """As a plan keeps it."""
        return {
            **asdict(self),
            "loads": {key: list(bounds) for key, bounds in sorted(self.loads.items())},
            "leaving": sorted(self.leaving),
        }

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Wishes:
        """What a plan kept."""
        loads = {key: (low, high) for key, (low, high) in stored["loads"].items()}
        return cls(**{**stored, "loads": loads, "leaving": tuple(stored["leaving"])})


@dataclass(frozen=True, slots=True)
class Reader:
    """A judge of the round: who may be given entries, and how many."""

    id: int
    reads_cy: bool
    reads_en: bool
    body: int
    least: int
    most: int
    is_leaving: bool = False

    def can_read(self, entry: ToRead) -> bool:
        """Whether nothing of it is closed to somebody with these languages."""
        if self.reads_cy and self.reads_en:
            return True
        return ("cy" if self.reads_cy else "en") not in entry.closed_to


@dataclass(frozen=True, slots=True)
class ToRead:
    """An entry of the round. `closed_to`: whoever reads only that language cannot read it yet."""

    id: int
    is_welsh: bool = False
    closed_to: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a plan is made from; pairs are (entry, judge).

    begun: work that is held. told: what stands and has not begun. abstained: a judge gives nothing
    there and their place is another’s. declared: how, without those who did not.
    """

    entries: Sequence[ToRead]
    readers: Sequence[Reader]
    declared: Mapping[Pair, str]
    begun: frozenset[Pair] = frozenset()
    told: frozenset[Pair] = frozenset()
    abstained: frozenset[Pair] = frozenset()

    def sha256(self) -> str:
        """Of what there is to share out, among whom, and how it stands."""
        return sha256_of(
            [
                [each.id for each in self.entries],
                [each.id for each in self.readers],
                [list(pair) for pair in sorted(self.told | self.begun)],
            ]
        )

    def still_allow(self, pairs: Collection[Pair]) -> bool:
        """Whether everybody may still read what these give them, and nothing begun is missing."""
        entries = {each.id: each for each in self.entries}
        readers = {each.id: each for each in self.readers}
        return self.begun <= set(pairs) and all(
            entry in entries
            and judge in readers
            and why_not(self, entries[entry], readers[judge]) is None
            for entry, judge in pairs
        )


def usual_loads(places: int, judges: int) -> tuple[int, int]:
    """The least and the most that a judge reads where nobody said otherwise."""
    mean = places / judges if judges else 0
    return floor(LOADS[0] * mean), max(ceil(LOADS[1] * mean), ceil(mean))


def facts_of(round_: Round, wishes: Wishes) -> Facts:
    """What stands in the database for this round now."""
    season = round_.season
    entries = list(entries_in(round_).values_list("pk", flat=True))
    judges = _all_judges(round_)
    welsh, closed = written_in(season, "cy"), _closed(season, judges)
    usual = usual_loads(wishes.per_entry * len(entries), len(judges))
    begun, abstained = _begun(round_)
    given = Assignment.objects.filter(round=round_, entry__in=entries).order_by()
    told = frozenset(given.values_list("entry_id", "judge_id"))
    known = Interest.objects.filter(judge__in=judges, entry__in=entries).order_by()
    rows = known.values_list("entry_id", "judge_id", "kind")
    return Facts(
        entries=[
            ToRead(pk, pk in welsh, frozenset(each for each in closed if pk in closed[each]))
            for pk in entries
        ],
        readers=[_reader(judge, wishes, usual) for judge in judges],
        declared={(entry, judge): kind for entry, judge, kind in rows},
        begun=begun,
        told=told - begun - abstained,
        abstained=abstained,
    )


def _all_judges(round_: Round) -> list[Judge]:
    """Who may be given entries: the judges of the round, and substitutes of the season."""
    found = {judge.pk: judge for judge in judges_of(round_)}
    if not round_.judges.exists():
        substitutes = Judge.objects.filter(season=round_.season_id, is_substitute=True)
        found |= {judge.pk: judge for judge in substitutes}
    seated = Judge.objects.filter(pk__in=found).select_related("seat")
    return sorted(seated, key=lambda judge: judge.position)


def _reader(judge: Judge, wishes: Wishes, usual: tuple[int, int]) -> Reader:
    least, most = wishes.loads.get(judge.public_id, usual)
    return Reader(
        id=judge.pk,
        reads_cy=judge.reads_cy,
        reads_en=judge.reads_en,
        body=judge.seat.organisation_id,
        least=least,
        most=most,
        is_leaving=judge.public_id in wishes.leaving,
    )


def _closed(season: Season, judges: Iterable[Judge]) -> dict[str, set[int]]:
    """By the one language that somebody reads: the entries of which they cannot read everything."""
    wanted: list[tuple[Language, Language]] = []
    judges = list(judges)
    if any(judge.reads_cy and not judge.reads_en for judge in judges):
        wanted.append(("cy", "en"))
    if any(judge.reads_en and not judge.reads_cy for judge in judges):
        wanted.append(("en", "cy"))
    if not wanted or not is_translation_required(season):
        return {}
    found: dict[str, set[int]] = {}
    for reads, written in wanted:
        waiting = (work for work in works_in(season, written) if not work.is_done)
        found[reads] = {
            work.nomination.entry.grouped_into_id or work.nomination.entry_id for work in waiting
        }
    return found


def _begun(round_: Round) -> tuple[frozenset[Pair], frozenset[Pair]]:
    """What judges have begun or finished in the round, and where they abstained."""
    rows: QuerySet[Any, Any]
    if round_.method == RoundMethod.CRITERIA:
        cards = Scorecard.objects.filter(category=round_.category_id)
        rows = cards.exclude(state=ScorecardState.OPEN, marks=None)
        away: Q = Q(state=ScorecardState.ABSTAINED)
    else:
        papers = Paper.objects.filter(round=round_).exclude(judge=None)
        rows = papers.exclude(state=PaperState.OPEN, verdict="", points=None)
        away = Q(state=PaperState.ABSTAINED)
    pair = ("entry_id", "judge_id")
    abstained = frozenset(rows.filter(away).order_by().values_list(*pair))
    return frozenset(rows.order_by().values_list(*pair)) - abstained, abstained


def allowed(facts: Facts, *, one_of_a_body: bool = False) -> dict[Pair, int]:
    """Everybody who may be given an entry, with how well they suit it; what is held is among it."""
    found: dict[Pair, int] = {}
    for entry in facts.entries:
        fits = {
            each.id: _fit(each, entry, facts.declared[entry.id, each.id])
            for each in facts.readers
            if why_not(facts, entry, each) is None
        }
        found.update({(entry.id, judge): fit for judge, fit in fits.items()})
        if one_of_a_body and entry.is_welsh:
            # Of one body only those who read the language, where somebody there does.
            for judge in _behind_a_welsh_reader(facts, fits):
                if (entry.id, judge) not in facts.begun:
                    del found[entry.id, judge]
    return found


def _behind_a_welsh_reader(facts: Facts, judges: Collection[int]) -> list[int]:
    there = [each for each in facts.readers if each.id in judges]
    bodies = {each.body for each in there if each.reads_cy}
    return [each.id for each in there if not each.reads_cy and each.body in bodies]


def why_not(facts: Facts, entry: ToRead, reader: Reader) -> str | None:
    """Why a judge is not given an entry, as a code; None where they may be."""
    pair = (entry.id, reader.id)
    if pair in facts.begun:
        return None
    kind = facts.declared.get(pair)
    if kind == InterestKind.STEP_ASIDE:
        return "aside"
    if pair in facts.abstained:
        return "abstained"
    if reader.is_leaving:
        return "leaving"
    if kind is None:
        return "undeclared"
    return None if reader.can_read(entry) else "unread"


def _fit(reader: Reader, entry: ToRead, kind: str) -> int:
    fit = USUAL
    if entry.is_welsh and reader.reads_cy:
        fit += READS_WELSH
    return fit + HAS_INTEREST if kind == InterestKind.MAY_SCORE else fit
