"""What the answers of rounds come to: sifts, single scores, ballots, comparisons of two.

Only what is locked counts. A rank is never made into points (PRO-06).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Final

from adjudication.figures import rounded_text
from adjudication.profiles import Compares
from adjudication.proposals import AwardRule
from adjudication.proposals.voting import BallotCount, Voted, vote
from adjudication.scorecards import NO_AWARD, PanelBallot
from adjudication.sift import SiftRule, SiftVerdict, sift
from cadair.foundation.canonical import Canonical, sha256_of
from cadair.judging.models import (
    Assignment,
    Ballot,
    BallotLine,
    Comparison,
    Interest,
    PairOrder,
    Paper,
    Round,
)
from cadair.judging.round_states import (
    AdvanceRule,
    PaperState,
    RoundMethod,
    RoundState,
    SiftState,
    Verdict,
)
from cadair.judging.rounds import entries_in, judges_of
from cadair.judging.states import InterestKind
from cadair.nominations.queries import judgeable_entries
from cadair.seasons.models import Category, Role, Season
from cadair.seasons.rulebook import award_rules, category_values
from cadair.seasons.states import SeasonRole

MOST_READERS: Final = 5
"""Further readers are asked until so many have read, as in the sift of the judging core."""

_SAYS: Final = {
    SiftVerdict.PASS: SiftState.THROUGH,
    SiftVerdict.FAIL: SiftState.NOT_THROUGH,
    SiftVerdict.READ_AGAIN: SiftState.READ_AGAIN,
}


@dataclass(frozen=True, slots=True)
class Consensus:
    """What the readers of a sift say together of one entry; `waiting` have not locked yet.

    `probability` that most readers would pass it, in hundredths, given who read it so far.
    """

    entry: int
    passes: int
    fails: int
    abstained: int
    waiting: int
    state: SiftState
    probability: int


def consensus(round_: Round) -> dict[int, Consensus]:
    """Every entry of a sift with its consensus, by `adjudication.sift`; by entry.

    Decided once every reader who is asked has locked: through where it is likely enough that at
    least half of all readers would pass it (or the share the round names). Where they disagree too
    much, one more should read it, until five have or nobody is left: then the likelier side, and
    in doubt through.
    """
    said: dict[int, list[str]] = {}
    papers = Paper.objects.filter(round=round_, state__in=_COUNTS).order_by()
    for entry, verdict in papers.values_list("entry_id", "verdict"):
        said.setdefault(entry, []).append(verdict)
    asked, able = _readers(round_)
    return {
        entry: _consensus(round_, entry, said.get(entry, []), asked[entry], able[entry])
        for entry in entries_in(round_).values_list("pk", flat=True)
    }


_COUNTS: Final = (PaperState.LOCKED, PaperState.ABSTAINED)


def _consensus(
    round_: Round, entry: int, verdicts: Sequence[str], asked: int, able: int
) -> Consensus:
    passes, fails = verdicts.count(Verdict.PASS), verdicts.count(Verdict.FAIL)
    abstained = len(verdicts) - passes - fails
    left = able - abstained
    first = min(asked, left) if asked else 1
    rule = SiftRule(
        bar=_bar(round_),
        sure=Fraction(3, 4) if asked <= 1 else Fraction(4, 5),
        readers=max(1, min(max(asked, MOST_READERS), left)),
    )
    found = sift(passes, fails, rule)
    waiting = max(0, first - passes - fails) if left > 0 else 0
    state = SiftState.WAITING if waiting else _SAYS[found.verdict]
    if not waiting and passes + fails >= left and state == SiftState.READ_AGAIN:
        state = SiftState.THROUGH if 2 * found.probability >= 1 else SiftState.NOT_THROUGH
    return Consensus(
        entry, passes, fails, abstained, waiting, state, round(found.probability * 100)
    )


def _bar(round_: Round) -> Fraction:
    """The share of readers who would pass an entry that is through."""
    if round_.advance == AdvanceRule.VERDICT and round_.advance_value:
        return min(max(Fraction(round_.advance_value) / 100, Fraction(1, 100)), Fraction(99, 100))
    return Fraction(1, 2)


def _readers(round_: Round) -> tuple[dict[int, int], dict[int, int]]:
    """How many are asked to read each entry, and how many could, by entry."""
    entries = list(entries_in(round_).values_list("pk", flat=True))
    if round_.by_staff:
        organisers = Role.objects.filter(season=round_.season_id, role=SeasonRole.ORGANISER)
        able = max(1, organisers.count())
        first = min(round_.readers or 1, able)
        return dict.fromkeys(entries, first), dict.fromkeys(entries, able)
    judges = {judge.pk for judge in judges_of(round_)}
    aside = _away(round_)
    able_by = {entry: sum((judge, entry) not in aside for judge in judges) for entry in entries}
    if round_.readers is None:
        return able_by, able_by
    asked = dict.fromkeys(entries, 0)
    given = Assignment.objects.filter(round=round_).order_by()
    for judge, entry in given.values_list("judge_id", "entry_id"):
        if entry in asked and (judge, entry) not in aside:
            asked[entry] += 1
    return asked, able_by


def _away(round_: Round) -> set[tuple[int, int]]:
    rows = Interest.objects.filter(
        judge__season=round_.season_id, kind=InterestKind.STEP_ASIDE
    ).order_by()
    return set(rows.values_list("judge_id", "entry_id"))


def points_in(round_: Round) -> dict[int, Fraction]:
    """The mean of the points that entries got in a single score or a live final, by entry.

    From 0 to 100; whoever got none is left out, never taken as 0 (PRO-04).
    """
    given: dict[int, list[int]] = {}
    papers = Paper.objects.filter(round=round_, state=PaperState.LOCKED).exclude(points=None)
    away = _away(round_)
    for judge, entry, points in papers.order_by().values_list("judge_id", "entry_id", "points"):
        if (judge, entry) not in away and points is not None:
            given.setdefault(entry, []).append(points)
    stands = set(entries_in(round_).values_list("pk", flat=True))
    return {
        entry: Fraction(sum(points), len(points))
        for entry, points in given.items()
        if entry in stands
    }


def ballot_rules(category: Category) -> list[AwardRule]:
    """The season’s rules that are decided by ballot in a category, in their order."""
    values = {value.id: value for value in category_values(category.season)}
    return [
        rule
        for rule in award_rules(category.season)
        if rule.profile.compares is Compares.BALLOTS and rule.applies_to(values[category.key])
    ]


@dataclass(frozen=True, slots=True)
class BallotPaper:
    """What a ballot of a category may hold."""

    count: BallotCount
    has_no_award: bool
    allows_equals: bool


def ballot_paper(category: Category) -> BallotPaper:
    """How ballots in a category are counted; by Schulze’s method where no rule says it."""
    rules = ballot_rules(category)
    counts = [rule.count or BallotCount.SCHULZE for rule in rules] or [BallotCount.SCHULZE]
    return BallotPaper(
        count=counts[0],
        has_no_award=any(rule.no_award for rule in rules),
        allows_equals=BallotCount.STV not in counts,
    )


def ballots_of(season: Season) -> tuple[PanelBallot, ...]:
    """The ballots that count for the awards of a season, judge by judge.

    In each category those of the last ballot that is closed; only ballots that were cast.
    """
    closed = Round.objects.filter(
        season=season, method=RoundMethod.RANKED_BALLOT, state=RoundState.CLOSED
    )
    last: dict[int, Round] = {}
    for round_ in closed.select_related("category").order_by("category_id", "position"):
        last[round_.category_id] = round_
    if not last:
        return ()
    there = set(judgeable_entries(season).values_list("pk", flat=True))
    return tuple(each for round_ in last.values() for each in _ballots(round_, there))


def _ballots(round_: Round, there: set[int]) -> Iterable[PanelBallot]:
    """The cast ballots of a round; what its judge stepped aside from stands on none."""
    away = _away(round_)
    lines = BallotLine.objects.filter(ballot__round=round_, ballot__state=PaperState.LOCKED)
    rows = lines.order_by("ballot__judge__position", "ballot_id", "rank", "entry__reference")
    ranked: dict[str, list[tuple[int, str]]] = {}
    for judge_id, judge, entry, reference, rank in rows.values_list(
        "ballot__judge_id", "ballot__judge__key", "entry_id", "entry__reference", "rank"
    ):
        if entry is None:
            ranked.setdefault(judge, []).append((rank, NO_AWARD))
        elif entry in there and (judge_id, entry) not in away:
            ranked.setdefault(judge, []).append((rank, reference))
    for judge, given in ranked.items():
        ranking = tuple(
            tuple(name for _rank, name in group)
            for _at, group in groupby(given, key=lambda line: line[0])
        )
        yield PanelBallot(judge, round_.category.key, ranking)


def ballots_cast(round_: Round) -> tuple[PanelBallot, ...]:
    """The ballots cast in a round, open or closed."""
    there = set(entries_in(round_).values_list("pk", flat=True))
    return tuple(_ballots(round_, there))


def voted_in(round_: Round, *, places: int | None = None) -> Voted | None:
    """What the ballots cast in a round say of its entries; None: nobody has ranked any of them.

    For the screen of the meeting and for who goes on; awards are proposed by their own rules.
    Entries are named by reference, nobody by `no-award`.
    """
    paper = ballot_paper(round_.category)
    entries = dict(entries_in(round_).order_by("reference").values_list("pk", "reference"))
    aside: dict[str, set[str]] = {}
    keys = {judge.pk: judge.key for judge in judges_of(round_)}
    for judge, entry in _away(round_):
        if judge in keys and entry in entries:
            aside.setdefault(keys[judge], set()).add(entries[entry])
    return vote(
        list(entries.values()),
        ballots_cast(round_),
        paper.count,
        places=places,
        has_no_award=paper.has_no_award,
        lot_seed=None,
        aside=aside,
    )


def comparisons_sha256(round_: Round) -> str:
    """Of everything that counts in a round of comparisons: what its order is made from."""
    counted: list[Canonical] = [
        [winner, loser]
        for winner, loser in Comparison.objects.filter(round=round_, state=PaperState.LOCKED)
        .order_by("winner_id", "loser_id", "judge_id")
        .values_list("winner__public_id", "loser__public_id")
    ]
    return sha256_of([counted, sorted(entries_in(round_).values_list("public_id", flat=True))])


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry as comparisons place it: ability and its standard error, log odds in thousandths."""

    entry: str
    ability: int
    se: int


def pair_order(round_: Round) -> list[Placed] | None:
    """The order of a round of comparisons, best first, as the worker made it; None: not yet."""
    kept = PairOrder.objects.filter(round=round_).first()
    if kept is None or kept.inputs_sha256 != comparisons_sha256(round_):
        return None
    return [Placed(str(entry), int(ability), int(se)) for entry, ability, se in kept.found]


def order_of(round_: Round) -> list[list[int]]:
    """The entries of a round as its locked answers place them, best first, equals together.

    Entries without an answer are left out. Empty for criteria (scorecards say it), for a panel
    decision, and while the worker has not made the order of comparisons yet.
    """
    if round_.method in (RoundMethod.SINGLE_SCORE, RoundMethod.LIVE_FINAL):
        return _grouped(points_in(round_))
    if round_.method == RoundMethod.SIFT:
        found = consensus(round_)
        through = [pk for pk, each in found.items() if each.state == SiftState.THROUGH]
        return [through] if through else []
    if round_.method == RoundMethod.PAIRWISE:
        numbers = dict(entries_in(round_).values_list("public_id", "pk"))
        placed = pair_order(round_) or []
        return _grouped(
            {numbers[p.entry]: Fraction(p.ability) for p in placed if p.entry in numbers}
        )
    if round_.method == RoundMethod.RANKED_BALLOT:
        voted = voted_in(round_)
        references = dict(entries_in(round_).values_list("reference", "pk"))
        groups = voted.ranked if voted is not None else ()
        named = ([references[name] for name in group if name != NO_AWARD] for group in groups)
        return [group for group in named if group]
    return []


def _grouped(points: Mapping[int, Fraction]) -> list[list[int]]:
    ordered = sorted(points, key=lambda entry: (-points[entry], entry))
    return [list(group) for _points, group in groupby(ordered, key=points.__getitem__)]


def shown(points: Fraction) -> str:
    """Points as a page shows them, with one decimal."""
    return rounded_text(points)


def cast_by(round_: Round) -> set[int]:
    """The judges whose ballot in a round is cast: who, and nothing of what (PRO-05)."""
    cast = Ballot.objects.filter(round=round_, state=PaperState.LOCKED)
    return set(cast.values_list("judge_id", flat=True))
