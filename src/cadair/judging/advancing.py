"""How far a round has come, and which entries go on from it. Counts, never marks, until it is over.

Equals go on together: nobody is left behind by a figure that somebody else has too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.judging.answers import pairs_wanted
from cadair.judging.counting import consensus, order_of, points_in
from cadair.judging.models import Ballot, Comparison, Judge, Paper, Round, Scorecard
from cadair.judging.queries import places_to_judge
from cadair.judging.round_plans import IN_MEETING, called
from cadair.judging.round_states import (
    AdvanceRule,
    PaperState,
    RoundMethod,
    RoundState,
    SiftState,
)
from cadair.judging.rounds import asked_entries, entries_in, judges_of, previous_round
from cadair.judging.scorebook import criteria_points
from cadair.judging.states import ScorecardState
from cadair.nominations.models import Entry
from cadair.seasons.models import Season

DONE = (PaperState.LOCKED, PaperState.ABSTAINED)
CARD_DONE = (ScorecardState.LOCKED, ScorecardState.ABSTAINED)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one judge has come in a round: `asked` answers, `begun` and `done` of them."""

    judge: Judge
    asked: int
    begun: int
    done: int

    @property
    def left(self) -> int:
        """How many are still missing."""
        return self.asked - self.done


def progress_of(round_: Round) -> list[Progress]:
    """How far each judge of a round has come; organisers who sift are not among them."""
    return [_progress(round_, judge) for judge in judges_of(round_)]


def _progress(round_: Round, judge: Judge) -> Progress:
    entries = asked_entries(round_, judge)
    asked = set(entries.values_list("pk", flat=True))
    if round_.method == RoundMethod.CRITERIA:
        cards = Scorecard.objects.filter(
            judge=judge, category=round_.category_id, entry__in=asked
        ).values_list("state", flat=True)
        return Progress(judge, len(asked), len(cards), sum(s in CARD_DONE for s in cards))
    if round_.method == RoundMethod.RANKED_BALLOT:
        states = Ballot.objects.filter(round=round_, judge=judge).values_list("state", flat=True)
        wanted = int(bool(asked))
        return Progress(judge, wanted, len(states), sum(s in DONE for s in states) if wanted else 0)
    if round_.method == RoundMethod.PAIRWISE:
        made = Comparison.objects.filter(round=round_, judge=judge)
        wanted, locked = pairs_wanted(len(asked)), made.filter(state=PaperState.LOCKED).exists()
        return Progress(judge, wanted, min(made.count(), wanted), wanted if locked else 0)
    if round_.method == RoundMethod.PANEL_DECISION:
        return Progress(judge, 0, 0, 0)
    papers = Paper.objects.filter(round=round_, judge=judge, entry__in=asked)
    given = papers.values_list("state", flat=True)
    return Progress(judge, len(asked), len(given), sum(state in DONE for state in given))


def unread_by_staff(round_: Round) -> int:
    """How many entries of a sift by organisers nobody has read, or too few."""
    if not round_.by_staff:
        return 0
    waits = (SiftState.WAITING,)
    return sum(each.state in waits for each in consensus(round_).values())


def owed_in(round_: Round) -> Iterator[str | Promise]:
    """Who still owes answers in a round: one sentence a judge, with a number."""
    for each in progress_of(round_):
        if each.left > 0:
            yield _("%(judge)s: still to be locked: %(number)s") % {
                "judge": each.judge.name,
                "number": each.left,
            }
    if unread := unread_by_staff(round_):
        yield _("Entries that too few organisers have read: %(number)s") % {"number": unread}
    is_waiting = round_.method == RoundMethod.PAIRWISE and not order_of(round_)
    if is_waiting and entries_in(round_).count() > 1:
        yield _("The order of the comparisons is being worked out. Try again in a minute.")


def missing_before_round(round_: Round) -> Iterator[str | Promise]:
    """What stands against opening a round, a sentence each."""
    before = previous_round(round_)
    if before is not None and before.state != RoundState.CLOSED:
        yield _("The round before it is not closed yet. Close it first.")
        return
    entries = entries_in(round_)
    if not entries.exists():
        yield _("No entry has come into this round.")
    if not round_.by_staff and not judges_of(round_) and round_.readers is None:
        yield _("Nobody judges in this round. Choose its judges.")
    if round_.readers is not None and not round_.by_staff:
        unshared = entries.exclude(assignments__round=round_).count()
        if unshared:
            yield _("Entries that nobody is to read yet: %(number)s. Share them out first.") % {
                "number": unshared
            }


def rounds_to_close(season: Season) -> Iterator[str]:
    """Rounds that must be over before the panel decides, where anything was to be judged."""
    rounds = season.rounds.filter(is_called=False).exclude(state=RoundState.CLOSED)
    for each in rounds.exclude(method__in=IN_MEETING).select_related("category", "season"):
        if places_to_judge(season).filter(category=each.category_id).exists():
            yield f"{each.category.name} · {called(each)}"


@dataclass(frozen=True, slots=True)
class Going:
    """An entry at the end of a round: whether the rule lets it go on.

    `points` where the round gives any; `is_tied` where it goes on only because others have the
    same; `state` what a sift says.
    """

    entry: Entry
    points: Fraction | None
    goes_on: bool
    is_tied: bool = False
    state: SiftState | None = None


def going_on(round_: Round) -> list[Going]:
    """Every entry of a round, best first, and whether it goes on by the rule of the round."""
    entries = {each.pk: each for each in entries_in(round_)}
    if round_.method == RoundMethod.SIFT:
        return list(_sifted(round_, entries))
    points = _points(round_)
    groups = [[pk for pk in group if pk in entries] for group in _groups(round_, points)]
    chosen, tied = _chosen(round_, groups, points)
    ordered = [pk for group in groups for pk in group]
    ordered += [pk for pk in entries if pk not in set(ordered)]
    is_all = round_.advance == AdvanceRule.ALL
    return [
        Going(entries[pk], points.get(pk), is_all or pk in chosen, pk in tied) for pk in ordered
    ]


def _sifted(round_: Round, entries: Mapping[int, Entry]) -> Iterator[Going]:
    """In doubt an entry goes on: a front-runner lost here would be lost for good."""
    found = consensus(round_)
    order = list(SiftState)
    for pk in sorted(entries, key=lambda pk: (order.index(found[pk].state), entries[pk].reference)):
        state = found[pk].state
        is_through = round_.advance == AdvanceRule.ALL or state != SiftState.NOT_THROUGH
        yield Going(entries[pk], None, is_through, state=state)


def _points(round_: Round) -> Mapping[int, Fraction]:
    if round_.method == RoundMethod.CRITERIA:
        return criteria_points(round_)
    if round_.method in (RoundMethod.SINGLE_SCORE, RoundMethod.LIVE_FINAL):
        return points_in(round_)
    return {}


def _groups(round_: Round, points: Mapping[int, Fraction]) -> list[list[int]]:
    if round_.method != RoundMethod.CRITERIA:
        return order_of(round_)
    found: dict[Fraction, list[int]] = {}
    for pk in sorted(points, key=lambda pk: (-points[pk], pk)):
        found.setdefault(points[pk], []).append(pk)
    return list(found.values())


def _chosen(
    round_: Round, groups: Sequence[Sequence[int]], points: Mapping[int, Fraction]
) -> tuple[set[int], set[int]]:
    """Who goes on by the rule, and who of them only because they are equal to the last."""
    value = Fraction(round_.advance_value) if round_.advance_value is not None else Fraction(0)
    if round_.advance == AdvanceRule.COUNT:
        chosen: set[int] = set()
        for group in groups:
            if len(chosen) >= value:
                break
            chosen.update(group)
            if len(chosen) > value:
                return chosen, set(group)
        return chosen, set()
    if round_.advance == AdvanceRule.THRESHOLD:
        return {pk for pk, each in points.items() if each >= value}, set()
    if round_.advance == AdvanceRule.MARGIN and points:
        best = max(points.values())
        return {pk for pk, each in points.items() if each >= best - value}, set()
    return set(), set()
