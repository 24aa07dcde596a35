"""Who gets the places: the line between the last in and the first out, ties and near-ties."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from adjudication.explain import Fact, Step
from adjudication.figures import decimal_text, fraction_text, rounded_text
from adjudication.proposals.results import Contender, ProposalState
from adjudication.scoring import EntryScore, Rank
from adjudication.ties import TieBreak, TieResult, TieState

TieBreaker: TypeAlias = Callable[[Mapping[str, EntryScore], int], TieResult]


@dataclass(frozen=True, slots=True)
class Standing:
    """An entry with the score it competes with, and its rank in the pool."""

    score: EntryScore
    points: Fraction
    rank: Rank

    @property
    def entry(self) -> str:
        """The entry's id."""
        return self.score.entry

    def as_contender(self) -> Contender:
        """The standing as the panel sees it."""
        return Contender(self.entry, self.score.category, self.score.score, self.rank)

    def as_step(self) -> Step:
        """The standing as a step of an explanation."""
        facts: dict[str, Fact] = {
            "entry": self.entry,
            "place": self.rank.place,
            "shared_by": self.rank.shared_by,
            "category": self.score.category,
            "score": rounded_text(self.points),
            "score_exact": fraction_text(self.points),
        }
        return Step("place", facts)


@dataclass(frozen=True, slots=True)
class Selection:
    """Who holds the places by the marks, who of them shares, and who is still contested."""

    state: ProposalState
    leaders: tuple[Standing, ...]
    contested: tuple[Standing, ...] = ()
    shared: tuple[str, ...] = ()
    decided_by: TieBreak | None = None
    steps: tuple[Step, ...] = ()

    @property
    def winners(self) -> tuple[str, ...]:
        """The leaders whose place nobody contests."""
        contested = {standing.entry for standing in self.contested}
        return tuple(s.entry for s in self.leaders if s.entry not in contested)


@dataclass(frozen=True, slots=True)
class Line:
    """The places of a rule: how many, whether equals share, and how near is too near to say."""

    places: int | None
    is_shared: bool
    near_tie: Fraction | None
    breaker: TieBreaker
    margin: Fraction | None = None


def select(standings: Sequence[Standing], line: Line) -> Selection:
    """Fill the places with the best of `standings`, which come best first."""
    if line.places is None or len(standings) <= line.places:
        facts: dict[str, Fact] = {"entries": ids(standings), "maximum": line.places}
        steps = (*(s.as_step() for s in standings), Step("fits", facts))
        return Selection(ProposalState.CLEAR, tuple(standings), steps=steps)
    last_in, first_out = standings[line.places - 1], standings[line.places]
    steps = (*(s.as_step() for s in standings[: line.places + 1]), _gap_step(last_in, first_out))
    if line.margin is not None and last_in.points - first_out.points < line.margin:
        return _once_more(standings, last_in.points, first_out.points, line.margin, steps)
    if last_in.points == first_out.points:
        return _select_equal(standings, line.places, last_in.points, line, steps)
    inside, outside = standings[: line.places], standings[line.places :]
    return _look_near(Selection(ProposalState.CLEAR, tuple(inside), steps=steps), (), outside, line)


def ids(standings: Iterable[Standing]) -> tuple[str, ...]:
    """The entries of the standings, in their order."""
    return tuple(standing.entry for standing in standings)


def _once_more(
    standings: Sequence[Standing],
    last_in: Fraction,
    first_out: Fraction,
    margin: Fraction,
    steps: tuple[Step, ...],
) -> Selection:
    """Too small a lead: whoever is near the line on either side goes into another round."""
    contested = tuple(
        s for s in standings if s.points - first_out < margin and last_in - s.points < margin
    )
    leaders = tuple(s for s in standings if s.points >= last_in)
    facts: dict[str, Fact] = {"margin": decimal_text(margin), "entries": ids(contested)}
    return Selection(
        ProposalState.SECOND_ROUND, leaders, contested, steps=(*steps, Step("margin", facts))
    )


def _select_equal(
    standings: Sequence[Standing],
    places: int,
    points: Fraction,
    line: Line,
    steps: tuple[Step, ...],
) -> Selection:
    """Equal scores on both sides of the line: the tie chain, then sharing, then the panel."""
    above = [s for s in standings if s.points > points]
    equal = [s for s in standings if s.points == points]
    below = [s for s in standings if s.points < points]
    left = places - len(above)
    facts: dict[str, Fact] = {
        "entries": ids(equal),
        "places": left,
        "score": rounded_text(points),
        "score_exact": fraction_text(points),
    }
    result = line.breaker({s.entry: s.score for s in equal}, left)
    steps = (*steps, Step("equal", facts), *result.steps)
    is_joint = result.state is TieState.JOINT or line.is_shared
    shared = result.contested if is_joint else ()
    held = {*result.chosen, *result.contested}
    leaders = (*above, *(s for s in equal if s.entry in held))
    lost = [s for s in equal if s.entry not in held]
    if shared:
        steps = (*steps, Step("joint", {"entries": shared}))
    if result.contested and not shared:
        unfilled = left - len(result.chosen)
        stay: dict[str, Fact] = {"entries": result.contested, "places": unfilled}
        stays = Selection(
            ProposalState.TIED,
            leaders,
            tuple(s for s in equal if s.entry in result.contested),
            (),
            result.decided_by,
            (*steps, Step("tie-stays", stay)),
        )
        return _look_around(stays, above, points, below, line)
    settled = Selection(ProposalState.CLEAR, leaders, (), shared, result.decided_by, steps)
    return _look_near(settled, lost, below, line)


def _look_near(
    settled: Selection, lost: Sequence[Standing], outside: Sequence[Standing], line: Line
) -> Selection:
    """A settled line with somebody just below it is not clear: whoever is near is to discuss."""
    window = line.near_tie
    if window is None or not outside:
        return settled
    last_in, first_out = settled.leaders[-1].points, outside[0].points
    if last_in - first_out > window:
        return settled
    contested = (
        *(s for s in settled.leaders if s.points - first_out <= window),
        *lost,
        *(s for s in outside if last_in - s.points <= window),
    )
    return _close(settled, contested, window)


def _look_around(
    tied: Selection,
    above: Sequence[Standing],
    points: Fraction,
    below: Sequence[Standing],
    line: Line,
) -> Selection:
    """A tie that stays is more than a tie where others are near it."""
    window = line.near_tie
    if window is None:
        return tied
    over = [s for s in above if s.points - points <= window]
    under = [s for s in below if points - s.points <= window]
    if not over and not under:
        return tied
    return _close(tied, (*over, *tied.contested, *under), window)


def _close(selection: Selection, contested: tuple[Standing, ...], window: Fraction) -> Selection:
    facts: dict[str, Fact] = {"window": decimal_text(window), "entries": ids(contested)}
    return Selection(
        ProposalState.CLOSE,
        selection.leaders,
        contested,
        selection.shared,
        selection.decided_by,
        (*selection.steps, Step("near-tie", facts)),
    )


def _gap_step(last_in: Standing, first_out: Standing) -> Step:
    gap = last_in.points - first_out.points
    return Step(
        "gap",
        {
            "last_in": last_in.entry,
            "first_out": first_out.entry,
            "gap": rounded_text(gap),
            "gap_exact": fraction_text(gap),
        },
    )
