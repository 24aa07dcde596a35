"""What one judge gave in a round, and what is left to give; nobody else’s (PRO-05).

An entry from which the judge stepped aside is in no answer (PRO-03).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from django.db.models import QuerySet

from cadair.foundation.canonical import Canonical, sha256_of
from cadair.foundation.prepared import Prepared
from cadair.judging.models import Ballot, BallotLine, Comparison, Interest, Judge, Paper, Round
from cadair.judging.round_rules import ANSWERED
from cadair.judging.round_states import PaperState, RoundMethod, RoundState
from cadair.judging.rounds import asked_entries, entries_for
from cadair.judging.states import InterestKind
from cadair.nominations.models import Entry

DONE: Final = (PaperState.LOCKED, PaperState.ABSTAINED)

_OPEN: Final = Prepared(
    lambda season: (
        Round.objects.filter(
            season=season,
            state=RoundState.OPEN,
            by_staff=False,
            method__in=[str(each) for each in ANSWERED],
        )
        .select_related("season", "category")
        .order_by("category__position", "position")
    )
)


@dataclass(frozen=True, slots=True)
class OwnRound:
    """An open round with how far a judge has come in it.

    `asked` counts what they are to answer: entries, one ballot, or comparisons; `given` what they
    answered, `undeclared` entries on which they must declare first.
    """

    round: Round
    asked: int
    given: int
    undeclared: int
    is_locked: bool
    to_confirm: int = 0

    @property
    def is_given(self) -> bool:
        """Everything is answered; it may still have to be locked."""
        return not self.undeclared and self.given >= self.asked


def own_rounds(judge: Judge) -> list[OwnRound]:
    """The open rounds with pages of their own in which this judge is asked, category by category.

    One statement where the season has none.
    """
    found = []
    for round_ in _OPEN.objects(season=judge.season_id):
        own = own_round(round_, judge)
        if own.asked or own.undeclared:
            found.append(own)
    return found


def own_round(round_: Round, judge: Judge) -> OwnRound:
    """How far a judge has come in a round."""
    entries = list(entries_for(round_, judge).values_list("pk", flat=True))
    undeclared = asked_entries(round_, judge).count() - len(entries)
    if round_.method == RoundMethod.RANKED_BALLOT:
        ballot = own_ballot(round_, judge)
        is_ranked = ballot is not None and ballot.lines.exists()
        is_cast = ballot is not None and ballot.state == PaperState.LOCKED
        return OwnRound(round_, int(bool(entries)), int(is_ranked), undeclared, is_cast)
    if round_.method == RoundMethod.PAIRWISE:
        return _own_pairs(round_, judge, entries, undeclared)
    here = set(entries)
    papers = [each for each in own_papers(round_, judge).values() if each.entry_id in here]
    states = Counter(each.state for each in papers)
    given = sum(is_answered(round_, each) for each in papers)
    is_locked = bool(papers) and sum(states[each] for each in DONE) == len(entries)
    return OwnRound(round_, len(entries), given, undeclared, is_locked, states[PaperState.KEYED])


def is_answered(round_: Round, paper: Paper | None) -> bool:
    """Whether a paper holds all that its round asks for; a single score asks for a reason too."""
    if paper is None or paper.state == PaperState.KEYED:
        return False
    if paper.state == PaperState.ABSTAINED:
        return True
    if round_.method == RoundMethod.SIFT:
        return bool(paper.verdict)
    is_single = round_.method == RoundMethod.SINGLE_SCORE
    return paper.points is not None and bool(paper.reason or not is_single)


def _own_pairs(round_: Round, judge: Judge, entries: Sequence[int], undeclared: int) -> OwnRound:
    made = own_comparisons(round_, judge)
    is_locked = bool(made) and all(each.state == PaperState.LOCKED for each in made)
    wanted = pairs_wanted(len(entries))
    return OwnRound(round_, wanted, min(len(made), wanted), undeclared, is_locked)


def own_papers(round_: Round, judge: Judge) -> dict[int, Paper]:
    """The judge’s papers in a round by entry; what they stepped aside from is left out."""
    aside = Interest.objects.filter(judge=judge, kind=InterestKind.STEP_ASIDE)
    papers = Paper.objects.filter(round=round_, judge=judge)
    return {
        each.entry_id: each for each in papers.exclude(entry__in=aside.values("entry")).order_by()
    }


def own_paper(round_: Round, judge: Judge, entry: Entry) -> Paper | None:
    """The judge’s paper on one entry."""
    return Paper.objects.filter(round=round_, judge=judge, entry=entry).first()


def own_ballot(round_: Round, judge: Judge) -> Ballot | None:
    """The judge’s ballot, or None as long as there is none."""
    return Ballot.objects.filter(round=round_, judge=judge).first()


def ranks_on(ballot: Ballot | None) -> dict[int | None, int]:
    """The rank of each entry on a ballot by its number; None stands for “no award”."""
    if ballot is None:
        return {}
    lines = BallotLine.objects.filter(ballot=ballot).order_by("rank", "entry__reference")
    return dict(lines.values_list("entry_id", "rank"))


def dense(ranks: Mapping[int | None, int]) -> dict[int | None, int]:
    """The same order with ranks 1, 2, 3 and no gap; equal ranks stay equal."""
    steps = {rank: at for at, rank in enumerate(sorted(set(ranks.values())), start=1)}
    ordered = sorted(ranks.items(), key=lambda item: item[1])
    return {entry: steps[rank] for entry, rank in ordered}


def ballot_sha256(ballot: Ballot) -> str:
    """Of what a ballot ranks: public identities of entries with their ranks, in that order.

    “No award” has an empty identity.
    """
    lines = ballot.lines.order_by("rank", "entry__public_id")
    held: list[Canonical] = [
        [rank, entry or ""] for rank, entry in lines.values_list("rank", "entry__public_id")
    ]
    return sha256_of(sorted(held, key=str))


def own_comparisons(round_: Round, judge: Judge) -> list[Comparison]:
    """What the judge compared so far, in the order in which they did."""
    return list(Comparison.objects.filter(round=round_, judge=judge).order_by("given_at", "pk"))


def pairs_wanted(entries: int) -> int:
    """How many comparisons a judge is asked for: all of a few entries, three to each of many."""
    return min(entries * (entries - 1) // 2, 3 * entries)


def next_pair(
    round_: Round, judge: Judge, skipped: Sequence[tuple[int, int]] = ()
) -> tuple[Entry, Entry] | None:
    """Two entries that are worth comparing next; None: this judge has compared all there is.

    Whoever was compared least comes first, with whoever stands nearest to them by wins, so that
    comparisons are spent where the order is open. `skipped` pairs come last. Who stands on which
    side follows the number of comparisons, not the reference.
    """
    entries = {each.pk: each for each in entries_for(round_, judge)}
    made = own_comparisons(round_, judge)
    seen = {frozenset((each.winner_id, each.loser_id)) for each in made}
    left = [pair for pair in combinations(sorted(entries), 2) if frozenset(pair) not in seen]
    if not left:
        return None
    times, ahead = Counter[int](), Counter[int]()
    for each in made:
        times.update((each.winner_id, each.loser_id))
        ahead[each.winner_id] += 1
        ahead[each.loser_id] -= 1
    passed = {frozenset(pair) for pair in skipped}

    def worth(pair: tuple[int, int]) -> tuple[bool, int, int, int, tuple[int, int]]:
        one, other = pair
        rarest = min(times[one], times[other])
        return (
            frozenset(pair) in passed,
            rarest,
            abs(ahead[one] - ahead[other]),
            times[one] + times[other],
            pair,
        )

    one, other = min(left, key=worth)
    if len(made) % 2:
        one, other = other, one
    return entries[one], entries[other]


def entries_of(round_: Round, judge: Judge) -> QuerySet[Entry]:
    """What the judge may read in the round, in the order of its references."""
    return entries_for(round_, judge).order_by("reference")
