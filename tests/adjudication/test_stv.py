"""The single transferable vote by the Scottish rules, stage by stage."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adjudication.ballots import Poll
from adjudication.errors import EqualRanks, InvalidPoll
from adjudication.stv import stv

FOODS = ("Orange", "Pear", "Strawberry", "Cake", "Chocolate", "Hamburger", "Chicken")
GUESTS = [
    (4, ["Orange", "Strawberry"]),
    (7, ["Pear", "Strawberry", "Cake"]),
    (1, ["Strawberry", "Cake", "Pear"]),
    (1, ["Strawberry"]),
    (3, ["Cake", "Orange", "Strawberry"]),
    (1, ["Chocolate", "Cake"]),
    (4, ["Hamburger", "Chicken"]),
    (1, ["Chicken", "Hamburger"]),
    (1, ["Chicken"]),
]
"""The party of 23 guests and three dishes; the example of Wikipedia's page, in its variant with a
quota of 6 (Montopedia)."""

ICES = [(4, "OS"), (2, "PO"), (8, "CS"), (4, "CW"), (1, "S"), (1, "W")]
"""The older party of 20 guests: oranges, pears, chocolate, strawberries, sweets."""


def one_name_each(ballots: list[tuple[int, list[str]]]) -> list[tuple[int, list[list[str]]]]:
    """Ballots with every candidate on a rank of their own."""
    return [(count, [[name] for name in ranking]) for count, ranking in ballots]


def plain(numbers: tuple[Fraction, ...]) -> list[float]:
    """Votes as decimals."""
    return [float(number) for number in numbers]


def test_the_party_of_twenty_guests_as_it_is_printed() -> None:
    """Quota 6; chocolate first, whose surplus of 6 is shared 4 : 2; oranges; strawberries."""
    result = stv(Poll.of("OPCSW", ICES), seats=3)
    assert result.quota == 6
    assert result.outcome.elected == ("C", "O", "S")
    first, second, third = result.stages
    assert plain(first.totals) == [4, 2, 12, 1, 1]
    assert first.elected == ("C",)
    assert plain(second.totals) == [4, 2, 6, 5, 3]
    assert second.eliminated == ("P",)
    assert plain(third.totals) == [6, 0, 6, 5, 3]
    assert third.elected == ("O", "S")
    assert third.eliminated == ("W",)


def test_the_party_of_twenty_three_guests() -> None:
    result = stv(Poll.of(FOODS, one_name_each(GUESTS)), seats=3)
    assert result.quota == 6
    assert set(result.outcome.elected) == {"Pear", "Cake", "Hamburger"}
    assert result.outcome.order[0] == ("Pear",)
    assert [stage.eliminated for stage in result.stages] == [
        (),
        ("Chocolate",),
        ("Chicken",),
        ("Strawberry",),
        ("Orange",),
    ]
    # The surplus of 1 moves on seven papers: 1/7 is 0.14285, the rest is cut off (rule 48).
    assert plain(result.stages[1].totals) == [4, 6, 2.99995, 3, 1, 4, 2]
    assert float(result.stages[1].exhausted) == 0.00005


def test_equals_are_parted_by_the_latest_stage_at_which_they_differed() -> None:
    """B and C have 3 each after D is out; before that B had 3 and C had 2: rule 51."""
    poll = Poll.of("ABCD", [(4, "A"), (3, "B"), (2, "C"), (1, "DC")])
    result = stv(poll)
    assert result.stages[1].eliminated == ("C",)
    assert result.outcome.ties == ()


def test_a_tie_that_decides_the_place_is_left_to_the_panel() -> None:
    poll = Poll.of("AB", [(1, "AB"), (1, "BA")])
    result = stv(poll)
    assert result.outcome.elected == ()
    assert result.outcome.order == (("A", "B"),)
    assert result.outcome.ties == (("A", "B"),)
    assert len(result.stages) == 1


def test_a_tie_that_cannot_matter_holds_nothing_up() -> None:
    poll = Poll.of("ABC", [(5, "A"), (1, "BA"), (1, "CA")])
    assert stv(poll).outcome.elected == ("A",)
    level = Poll.of("ABCD", [(5, "A"), (4, "B"), (1, "CA"), (1, "DA")])
    result = stv(level)
    assert result.outcome.elected == ("A",)
    assert result.outcome.ties == (("C", "D"),)
    assert result.outcome.order == (("A",), ("B",), ("C", "D"))


def test_a_lot_from_a_seed_decides_and_is_told() -> None:
    poll = Poll.of("AB", [(1, "AB"), (1, "BA")])
    drawn = {stv(poll, lot_seed=str(seed)).outcome.elected for seed in range(8)}
    assert drawn == {("A",), ("B",)}
    again = stv(poll, lot_seed="3")
    assert again == stv(poll, lot_seed="3")
    assert again.outcome.ties == (("A", "B"),)


def test_candidates_without_a_vote_go_together() -> None:
    poll = Poll.of("ABCDEF", [(3, "A"), (2, "B")])
    result = stv(poll, seats=1)
    assert result.outcome.elected == ("A",)
    assert result.outcome.ties == ()


def test_as_many_places_as_candidates_elects_them_all() -> None:
    result = stv(Poll.of("ABC", [(1, "A")]), seats=5)
    assert set(result.outcome.elected) == {"A", "B", "C"}
    assert len(result.stages) == 1


def test_equal_ranks_cannot_be_counted() -> None:
    with pytest.raises(EqualRanks) as refused:
        stv(Poll.of("AB", [(1, ["AB"])]))
    assert refused.value.facts == {"candidates": "A B"}


def test_there_must_be_a_place_to_fill() -> None:
    with pytest.raises(InvalidPoll):
        stv(Poll.of("A", [(1, "A")]), seats=0)


@st.composite
def strict_polls(draw: st.DrawFn) -> Poll:
    """Polls without equal ranks."""
    names = "ABCDE"[: draw(st.integers(2, 5))]
    ranked = st.lists(st.sampled_from(names), min_size=1, unique=True)
    count = draw(st.integers(1, 8))
    return Poll.of(names, [(draw(st.integers(1, 9)), draw(ranked)) for _ballot in range(count)])


@given(strict_polls(), st.integers(1, 3), st.text("ab", max_size=3))
def test_no_vote_is_made_or_lost_and_all_places_are_filled(
    poll: Poll, seats: int, seed: str
) -> None:
    result = stv(poll, seats, lot_seed=seed)
    assert len(result.outcome.elected) == min(seats, len(poll.candidates))
    for stage in result.stages:
        assert sum(stage.totals) + stage.exhausted == poll.size
        assert stage.exhausted >= 0
    assert sorted(c for group in result.outcome.order for c in group) == sorted(poll.candidates)


@given(strict_polls(), st.integers(1, 3))
def test_the_count_is_that_of_the_rules_read_slowly(poll: Poll, seats: int) -> None:
    """A second count, paper by paper with fractions, for polls no lot decides."""
    result = stv(poll, seats)
    if not result.outcome.ties:
        assert set(result.outcome.elected) == set(poll.names(SlowCount(poll, seats).elected()))


@dataclass
class Paper:
    """One ballot paper: whom it names, what it is worth, and with whom it lies."""

    ranking: list[int]
    worth: Fraction = Fraction(1)
    lies_with: int | None = None


class SlowCount:
    """Rules 45 to 52, one paper at a time."""

    def __init__(self, poll: Poll, seats: int) -> None:
        """All papers, unsorted."""
        self.papers = [
            Paper([group[0] for group in ranking])
            for ranking, count in zip(poll.rankings, poll.counts, strict=True)
            for _paper in range(count)
        ]
        size = len(poll.candidates)
        self.seats = min(seats, size)
        self.quota = Fraction(poll.size // (seats + 1) + 1)
        self.hopeful = set(range(size))
        self.chosen: set[int] = set()
        self.emptied: set[int] = set()
        self.totals = [Fraction(0)] * size
        self.history: list[list[Fraction]] = []

    def elected(self) -> set[int]:
        """Who is elected."""
        for paper in self.papers:
            self.hand_on(paper, Fraction(1))
        while True:
            self.history.append(list(self.totals))
            reached = {c for c in self.hopeful if self.totals[c] >= self.quota}
            self.hopeful -= reached
            self.chosen |= reached
            if self.is_over() or not self.next_stage():
                return self.chosen

    def is_over(self) -> bool:
        """Whether all places are filled, or there is one for everybody who is left."""
        left = self.seats - len(self.chosen)
        if len(self.hopeful) <= left:
            self.chosen |= self.hopeful
            return True
        return left == 0

    def next_stage(self) -> bool:
        """Transfer the largest surplus, or exclude the lowest; whether papers moved."""
        over = [c for c in self.chosen - self.emptied if self.totals[c] > self.quota]
        if over:
            giver = max(over, key=self.stood)
            self.emptied.add(giver)
            share = (self.totals[giver] - self.quota) / self.totals[giver]
        else:
            giver = min(self.hopeful, key=self.stood)
            self.hopeful.remove(giver)
            share = Fraction(1)
            if self.is_over():
                return False
        for paper in self.papers:
            if paper.lies_with == giver:
                worth = int(paper.worth * share * 100_000)
                self.hand_on(paper, Fraction(worth, 100_000))
        self.totals[giver] = self.quota if over else Fraction(0)
        return True

    def stood(self, candidate: int) -> list[Fraction]:
        """Totals, the latest first."""
        return [stage[candidate] for stage in reversed(self.history)]

    def hand_on(self, paper: Paper, worth: Fraction) -> None:
        """Lay a paper with the next candidate it names who is still in the running."""
        start = 0 if paper.lies_with is None else paper.ranking.index(paper.lies_with) + 1
        later = [c for c in paper.ranking[start:] if c in self.hopeful]
        paper.worth, paper.lies_with = worth, later[0] if later else -1
        if later:
            self.totals[later[0]] += worth
