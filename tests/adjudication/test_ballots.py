"""Ranked ballots: polls, Schulze and Borda, against published examples."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adjudication.ballots import Poll
from adjudication.borda import borda
from adjudication.errors import InvalidPoll, RepeatedCandidate, UnknownCandidate
from adjudication.schulze import schulze

SCHULZE_2011 = [
    (5, "ACBED"),
    (5, "ADECB"),
    (8, "BEDAC"),
    (3, "CABED"),
    (7, "CAEBD"),
    (2, "CBADE"),
    (7, "DCEBA"),
    (8, "EBADC"),
]
"""The 45 voters of Schulze 2011, also on Wikipedia's page on the Schulze method."""


@st.composite
def polls(draw: st.DrawFn) -> Poll:
    """Short polls with equal ranks and unranked candidates."""
    names = "ABCD"[: draw(st.integers(1, 4))]
    ballots = []
    for _ballot in range(draw(st.integers(1, 6))):
        ranked = draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
        breaks = [True, *(draw(st.booleans()) for _name in ranked[1:])]
        groups: list[list[str]] = []
        for name, is_new in zip(ranked, breaks, strict=True):
            if is_new:
                groups.append([])
            groups[-1].append(name)
        ballots.append((draw(st.integers(1, 3)), groups))
    return Poll.of(names, ballots)


def test_schulzes_own_example_to_its_printed_digits() -> None:
    result = schulze(Poll.of("ABCDE", SCHULZE_2011))
    assert result.pairwise == (
        (0, 20, 26, 30, 22),
        (25, 0, 16, 33, 18),
        (19, 29, 0, 17, 24),
        (15, 12, 28, 0, 14),
        (23, 27, 21, 31, 0),
    )
    assert result.paths == (
        (0, 28, 28, 30, 24),
        (25, 0, 28, 33, 24),
        (25, 29, 0, 29, 24),
        (25, 28, 28, 0, 24),
        (25, 28, 28, 31, 0),
    )
    assert [*map("".join, result.outcome.order)] == ["E", "A", "C", "B", "D"]
    assert result.outcome.elected == ("E",)
    assert result.outcome.ties == ()


def test_nobody_is_preferred_where_a_circle_is_even() -> None:
    poll = Poll.of("ABC", [(1, "ABC"), (1, "BCA"), (1, "CAB")])
    for outcome in (schulze(poll).outcome, borda(poll).outcome):
        assert outcome.order == (("A", "B", "C"),)
        assert outcome.elected == ()
        assert outcome.ties == (("A", "B", "C"),)


def test_a_tie_below_the_last_place_leaves_the_places_certain() -> None:
    outcome = borda(Poll.of("ABCD", [(2, "ABCD"), (2, "ABDC")]), seats=2).outcome
    assert outcome.elected == ("A", "B")
    assert outcome.ties == (("C", "D"),)


def test_equal_and_missing_ranks_share_the_mean() -> None:
    points = borda(Poll.of("ABCD", [(1, ["AB"]), (2, ["C"])])).points
    assert points == (Fraction(9, 2), Fraction(9, 2), Fraction(13, 2), Fraction(5, 2))
    assert sum(points) == 3 * 6


def test_the_city_example_of_bordas_count() -> None:
    """Tennessee's capital, as on Wikipedia's page on the Borda count: 194, 173, 126, 107."""
    ballots = [(42, "MNCK"), (26, "NCKM"), (15, "CKNM"), (17, "KCNM")]
    assert [*map(int, borda(Poll.of("NCMK", ballots)).points)] == [194, 173, 126, 107]


@given(polls())
def test_paths_are_those_found_by_trying_every_chain(poll: Poll) -> None:
    result = schulze(poll)
    duels = result.pairwise
    every = range(len(poll.candidates))

    def strength(chain: Sequence[int]) -> int:
        links = list(pairwise(chain))
        return min(duels[a][b] if duels[a][b] > duels[b][a] else 0 for a, b in links)

    for a in every:
        for b in every:
            if a != b:
                others = [c for c in every if c not in (a, b)]
                chains = [
                    (a, *between, b)
                    for size in range(len(others) + 1)
                    for between in permutations(others, size)
                ]
                assert result.paths[a][b] == max(map(strength, chains))


@given(polls(), st.randoms(use_true_random=False))
def test_names_and_the_order_of_ballots_change_nothing(poll: Poll, chance: object) -> None:
    ballots = [
        (count, [poll.names(group) for group in ranking])
        for ranking, count in zip(poll.rankings, poll.counts, strict=True)
    ]
    turned = Poll.of(tuple(reversed(poll.candidates)), list(reversed(ballots)))
    for method in (schulze, borda):
        one, other = method(poll).outcome, method(turned).outcome
        assert [set(group) for group in one.order] == [set(group) for group in other.order]
        assert one.elected == tuple(sorted(other.elected, key=one.elected.index))


@given(polls())
def test_who_beats_everybody_in_duels_wins_by_schulze(poll: Poll) -> None:
    result = schulze(poll)
    for at, name in enumerate(poll.candidates):
        others = [b for b in range(len(poll.candidates)) if b != at]
        if all(result.pairwise[at][b] > result.pairwise[b][at] for b in others):
            assert result.outcome.order[0] == (name,)


def test_a_name_nobody_stands_under_is_refused_with_its_ballot() -> None:
    with pytest.raises(UnknownCandidate) as refused:
        Poll.of("AB", [(1, "AB"), (1, "AX")])
    assert refused.value.facts == {"candidate": "X", "ballot": 2}


def test_a_name_ranked_or_standing_twice_is_refused() -> None:
    with pytest.raises(RepeatedCandidate) as refused:
        Poll.of("AB", [(1, "ABA")])
    assert refused.value.facts == {"candidate": "A", "ballot": 1}
    with pytest.raises(RepeatedCandidate):
        Poll.of("ABA", [(1, "AB")])


@pytest.mark.parametrize(
    ("candidates", "ballots", "field"),
    [
        ("", [], "candidates"),
        ("A", [], "ballots"),
        ("A", [(0, "A")], "count"),
        ("A", [(1, "")], "ranking"),
    ],
)
def test_what_is_no_poll_is_refused(
    candidates: str, ballots: list[tuple[int, str]], field: str
) -> None:
    with pytest.raises(InvalidPoll) as refused:
        Poll.of(candidates, ballots)
    assert refused.value.facts["field"] == field


def test_there_must_be_a_place_to_fill() -> None:
    with pytest.raises(InvalidPoll):
        borda(Poll.of("A", [(1, "A")]), seats=0)
