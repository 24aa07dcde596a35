"""The rounds of a season and what was answered in them, as they lie in the database.

Read and added up without the judging core and without the code that feeds it, like `rows`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

from django.db import connection

from cadair.seasons.models import Season

LOCKED: Final = "locked"
STARTED: Final = ("open", "closed")
WITH_POINTS: Final = ("single-score", "live-final")
LEAVES_NOBODY: Final = ("ranked-ballot", "panel-decision")

_ROUNDS = (
    "SELECT r.id, r.public_id, r.key, c.key, r.position, r.method, r.state, r.readers, r.by_staff,"
    " r.hides_names, r.is_called, r.weight, r.advance, r.advance_value FROM judging_round r"
    " JOIN seasons_category c ON c.id = r.category_id WHERE r.season_id = %s"
    " ORDER BY c.position, r.position, r.id"
)
_JUDGES = (
    "SELECT n.round_id, j.key FROM judging_roundjudge n JOIN judging_round r ON r.id = n.round_id"
    " JOIN judging_judge j ON j.id = n.judge_id WHERE r.season_id = %s"
)
_ENTRIES = (
    "SELECT n.round_id, e.reference, n.reason FROM judging_roundentry n"
    " JOIN judging_round r ON r.id = n.round_id JOIN nominations_entry e ON e.id = n.entry_id"
    " WHERE r.season_id = %s"
)
_SHARED = (
    "SELECT a.round_id, j.key, e.reference, j.public_id, e.public_id FROM judging_assignment a"
    " JOIN judging_round r ON r.id = a.round_id JOIN judging_judge j ON j.id = a.judge_id"
    " JOIN nominations_entry e ON e.id = a.entry_id WHERE r.season_id = %s"
    " ORDER BY e.public_id, j.public_id"
)
_PAPERS = (
    "SELECT p.round_id, p.public_id, j.key, p.account_id, e.reference, e.public_id, p.state,"
    " p.verdict, p.points, p.keyed_by_ref FROM judging_paper p"
    " JOIN judging_round r ON r.id = p.round_id JOIN nominations_entry e ON e.id = p.entry_id"
    " LEFT JOIN judging_judge j ON j.id = p.judge_id WHERE r.season_id = %s AND NOT e.is_test"
    " ORDER BY p.round_id, e.reference, j.position, p.account_id"
)
_BALLOTS = (
    "SELECT b.round_id, b.public_id, j.key, b.state, l.rank, e.reference, e.public_id, l.id"
    " FROM judging_ballot b JOIN judging_round r ON r.id = b.round_id"
    " JOIN judging_judge j ON j.id = b.judge_id"
    " LEFT JOIN judging_ballotline l ON l.ballot_id = b.id"
    " LEFT JOIN nominations_entry e ON e.id = l.entry_id WHERE r.season_id = %s"
    " ORDER BY b.round_id, j.position, b.id, l.rank, e.reference"
)
_PAIRS = (
    "SELECT p.round_id, p.public_id, j.key, w.reference, l.reference, w.public_id, l.public_id,"
    " p.state FROM judging_comparison p JOIN judging_round r ON r.id = p.round_id"
    " JOIN judging_judge j ON j.id = p.judge_id"
    " JOIN nominations_entry w ON w.id = p.winner_id JOIN nominations_entry l ON l.id = p.loser_id"
    " WHERE r.season_id = %s ORDER BY p.round_id, j.position, w.reference, l.reference"
)


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One round. `judges` and `entries` are None where everybody and everything is in it."""

    ref: str
    key: str
    category: str
    position: int
    method: str
    state: str
    readers: int | None
    by_staff: bool
    hides_names: bool
    is_called: bool
    weight: int
    advance: str
    advance_value: str | None
    judges: frozenset[str] | None = None
    entries: frozenset[str] | None = None
    by_hand: frozenset[str] = frozenset()
    shared: frozenset[tuple[str, str]] = frozenset()
    shared_ids: tuple[tuple[str, str], ...] = ()

    @property
    def is_started(self) -> bool:
        """Whether it has begun."""
        return self.state in STARTED

    def asks(self, judge: str, entry: str, *, is_given: bool) -> bool:
        """Whether the judge is asked about the entry; `is_given`: as a whole panel would be."""
        if self.judges is not None and judge not in self.judges:
            return False
        if self.entries is not None and entry not in self.entries:
            return False
        return is_given if self.readers is None else (judge, entry) in self.shared


@dataclass(frozen=True, slots=True)
class PaperRow:
    """What one reader gave one entry; `judge` is empty where an organiser sifted."""

    round: str
    ref: str
    judge: str
    account: int | None
    entry: str
    entry_ref: str
    state: str
    verdict: str
    points: int | None
    is_keyed: bool


@dataclass(frozen=True, slots=True)
class BallotRow:
    """One ballot: entries by rank; no entry is no award. `held` is what its hash is made of."""

    round: str
    ref: str
    judge: str
    state: str
    lines: tuple[tuple[int, str | None], ...]
    held: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class PairRow:
    """One judge found one entry better than another."""

    round: str
    ref: str
    judge: str
    winner: str
    loser: str
    winner_ref: str
    loser_ref: str
    state: str


@dataclass(frozen=True, slots=True)
class RoundRows:
    """All rounds of a season, in the order of categories and positions, with their answers."""

    rounds: tuple[RoundRow, ...] = ()
    papers: tuple[PaperRow, ...] = ()
    ballots: tuple[BallotRow, ...] = ()
    pairs: tuple[PairRow, ...] = ()
    by_category: Mapping[str, tuple[RoundRow, ...]] = field(default_factory=dict)
    given: Mapping[str, Mapping[str, list[PaperRow]]] = field(default_factory=dict)

    def planned(self, category: str) -> list[RoundRow]:
        """The rounds of a category that the rules have, without those the meeting called."""
        return [each for each in self.by_category.get(category, ()) if not each.is_called]

    def marking(self, category: str) -> list[RoundRow] | None:
        """The rounds that ask for marks by criteria; None: the whole panel gives them."""
        planned = self.planned(category)
        if not planned:
            return None
        return [e for e in planned if e.method == "criteria" and e.is_started and not e.by_staff]

    def is_in(self, round_: RoundRow, entry: str) -> bool:
        """Whether an entry of the category came into a round."""
        if round_.entries is not None:
            return entry in round_.entries
        return self.by_category[round_.category][0] is round_

    def last_with_points(self, category: str) -> RoundRow | None:
        """The last round of a category that gives points of its own, of those that began."""
        found = [e for e in self.planned(category) if e.method in WITH_POINTS and e.is_started]
        return found[-1] if found else None

    def is_gone(self, category: str, entry: str) -> bool:
        """Whether an entry did not go on to the last round to which anybody went on."""
        came = [
            each.entries
            for each in self.planned(category)
            if each.entries is not None and each.method not in LEAVES_NOBODY
        ]
        return bool(came) and entry not in came[-1]

    def points(
        self, category: str, entry: str, marks: Fraction | None, needed: Mapping[str, int]
    ) -> Fraction | None:
        """The weighted mean over the rounds with points; `marks` are those by criteria.

        `needed`: how many must have given points in a round, by its reference.
        """
        parts: list[tuple[int, Fraction | None]] = []
        criteria = self.marking(category) or []
        if criteria:
            parts.append((criteria[-1].weight, marks))
        for each in self.planned(category):
            if each.method in WITH_POINTS and each.is_started:
                papers = self.given.get(each.ref, {}).get(entry, ())
                points = [paper.points for paper in papers if paper.points is not None]
                is_enough = len(points) >= max(1, needed[each.ref])
                parts.append(
                    (each.weight, Fraction(sum(points), len(points)) if is_enough else None)
                )
        counted = [(weight, points) for weight, points in parts if weight]
        known = [weight * points for weight, points in counted if points is not None]
        if not counted or len(known) < len(counted):
            return None
        return sum(known, Fraction(0)) / sum(weight for weight, _points in counted)


def round_rows_of(season: Season, aside: Iterable[tuple[str, str]]) -> RoundRows:
    """The rounds of a season; one look where there are none. `aside`: who stepped aside."""
    key = season.pk
    found = _asked(_ROUNDS, key)
    if not found:
        return RoundRows()
    refs = {row[0]: f"round:{row[1]}" for row in found}
    judges, entries = _grouped(_asked(_JUDGES, key)), _grouped(_asked(_ENTRIES, key))
    shared = _grouped(_asked(_SHARED, key))
    rounds = tuple(
        _round(row, judges.get(row[0], []), entries.get(row[0], []), shared.get(row[0], []))
        for row in found
    )
    by_category: dict[str, list[RoundRow]] = {}
    for each in rounds:
        by_category.setdefault(each.category, []).append(each)
    papers = tuple(_paper(refs, row) for row in _asked(_PAPERS, key))
    return RoundRows(
        rounds=rounds,
        papers=papers,
        ballots=tuple(_ballots(refs, _asked(_BALLOTS, key))),
        pairs=tuple(_pair(refs, row) for row in _asked(_PAIRS, key)),
        by_category={name: tuple(found) for name, found in by_category.items()},
        given=_given(papers, set(aside)),
    )


def _given(
    papers: Iterable[PaperRow], aside: set[tuple[str, str]]
) -> dict[str, dict[str, list[PaperRow]]]:
    """The papers that count, by round and entry."""
    found: dict[str, dict[str, list[PaperRow]]] = {}
    for paper in papers:
        if paper.state == LOCKED and (paper.judge, paper.entry) not in aside:
            found.setdefault(paper.round, {}).setdefault(paper.entry, []).append(paper)
    return found


Rows = list[tuple[Any, ...]]


def _round(row: tuple[Any, ...], judges: Rows, entries: Rows, shared: Rows) -> RoundRow:
    value = row[13]
    return RoundRow(
        ref=f"round:{row[1]}",
        key=row[2],
        category=row[3],
        position=row[4],
        method=row[5],
        state=row[6],
        readers=row[7],
        by_staff=bool(row[8]),
        hides_names=bool(row[9]),
        is_called=bool(row[10]),
        weight=row[11],
        advance=row[12],
        advance_value=None if value is None else plain(Fraction(str(value))),
        judges=frozenset(judge for (judge,) in judges) or None,
        entries=frozenset(entry for entry, _reason in entries) or None,
        by_hand=frozenset(entry for entry, reason in entries if reason),
        shared=frozenset((judge, entry) for judge, entry, _j, _e in shared),
        shared_ids=tuple((entry, judge) for _j, _e, judge, entry in shared),
    )


def plain(value: Fraction) -> str:
    """A number with at most two decimals, without superfluous noughts."""
    text = f"{float(value):.2f}".rstrip("0").rstrip(".")
    return text or "0"


def _grouped(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row[1:])
    return found


def _paper(refs: Mapping[int, str], row: tuple[Any, ...]) -> PaperRow:
    round_, public_id, judge, account, entry, entry_id, state, verdict, points, keyed = row
    return PaperRow(
        refs[round_],
        f"paper:{public_id}",
        judge or "",
        account,
        entry,
        f"entry:{entry_id}",
        state,
        verdict,
        points,
        bool(keyed),
    )


def _pair(refs: Mapping[int, str], row: tuple[Any, ...]) -> PairRow:
    round_, public_id, judge, winner, loser, winner_id, loser_id, state = row
    ends = (f"entry:{winner_id}", f"entry:{loser_id}")
    return PairRow(refs[round_], f"comparison:{public_id}", judge, winner, loser, *ends, state)


def _ballots(refs: Mapping[int, str], rows: Iterable[tuple[Any, ...]]) -> Iterable[BallotRow]:
    found: dict[str, list[tuple[Any, ...]]] = {}
    for row in rows:
        found.setdefault(row[1], []).append(row)
    for public_id, lines in found.items():
        round_, _id, judge, state = lines[0][:4]
        ranked = [row for row in lines if row[7] is not None]
        yield BallotRow(
            refs[round_],
            f"ballot:{public_id}",
            judge,
            state,
            tuple((row[4], row[5]) for row in ranked),
            tuple((row[4], row[6] or "") for row in ranked),
        )


def _asked(statement: str, season: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [season])
        return list(cursor.fetchall())
