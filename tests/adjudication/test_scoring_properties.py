"""What must hold for every panel, and a second implementation that shares no code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import lcm
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from adjudication.criteria import Criterion, Scale, Scheme
from adjudication.scorecards import Entry, Judge, Mark, Scorecard, ScorecardStatus
from adjudication.scoring import EntryScore, entry_scores, places, tied
from tests.adjudication.panels import panels, short_scheme

Panel = tuple[tuple[Entry, ...], tuple[Judge, ...], tuple[Scorecard, ...]]
SHORT = short_scheme()


def by_hand(
    entry: str, category: str, cards: Sequence[Scorecard], scheme: Scheme
) -> tuple[int, int] | None:
    """The same score in whole numbers only, as (numerator, denominator), or None for no score.

    Every card is brought to one denominator before anything is added, so nothing but the
    definition is shared with the core: no Fraction arithmetic, no grouping, no means of means.
    """
    numerators: list[int] = []
    lowest, highest = int(scheme.scale.lowest), int(scheme.scale.highest)
    weights = {criterion.key: int(criterion.weight) for criterion in scheme.criteria}
    for card in cards:
        is_its_own = card.entry == entry and card.category == category
        if is_its_own and card.status.value == "complete":
            numerators.append(
                sum(weights[mark.criterion] * (int(mark.value) - lowest) for mark in card.marks)
            )
    if len(numerators) < scheme.minimum_scorecards:
        return None
    return 100 * sum(numerators), sum(weights.values()) * (highest - lowest) * len(numerators)


@given(panels(), st.integers(1, 4), st.tuples(*[st.integers(1, 5)] * 3))
def test_a_second_implementation_finds_the_same_scores(
    panel: Panel, minimum: int, weights: tuple[int, int, int]
) -> None:
    entries, judges, cards = panel
    scheme = short_scheme(minimum=minimum, weights=weights)
    for found in entry_scores(entries, judges, cards, scheme):
        expected = by_hand(found.entry, found.category, cards, scheme)
        assert (found.score is None) == (expected is None)
        if found.score is not None and expected is not None:
            points = found.score.points
            assert points.numerator * expected[1] == expected[0] * points.denominator


@given(panels())
def test_a_second_implementation_finds_the_same_places(panel: Panel) -> None:
    entries, judges, cards = panel
    found = entry_scores(entries, judges, cards, SHORT)
    pairs = {s.entry: by_hand(s.entry, "theme", cards, SHORT) for s in found}
    given_places = {place.entry: place.rank for place in places(found)}
    counted = {entry: pair for entry, pair in pairs.items() if pair is not None}
    whole = lcm(*(pair[1] for pair in counted.values())) if counted else 1
    value = {entry: pair[0] * (whole // pair[1]) for entry, pair in counted.items()}
    assert set(given_places) == set(value)
    for entry, rank in given_places.items():
        assert rank.place == 1 + sum(other > value[entry] for other in value.values())
        assert rank.shared_by == sum(other == value[entry] for other in value.values())


@given(panels(), st.randoms(use_true_random=False))
def test_the_order_of_judges_entries_and_cards_changes_nothing(
    panel: Panel, shuffler: Random
) -> None:
    entries, judges, cards = panel
    mixed = entry_scores(
        shuffler.sample(entries, len(entries)),
        shuffler.sample(judges, len(judges)),
        shuffler.sample(cards, len(cards)),
        SHORT,
    )
    assert mixed == entry_scores(entries, judges, cards, SHORT)


@given(panels())
def test_other_names_for_judges_change_no_score(panel: Panel) -> None:
    entries, judges, cards = panel
    renamed = entry_scores(
        entries,
        [replace(judge, id=f"z-{judge.id}") for judge in judges],
        [replace(card, judge=f"z-{card.judge}") for card in cards],
        SHORT,
    )
    before = entry_scores(entries, judges, cards, SHORT)
    assert [(s.entry, s.score) for s in renamed] == [(s.entry, s.score) for s in before]


@given(panels())
def test_other_names_for_entries_carry_their_scores_with_them(panel: Panel) -> None:
    entries, judges, cards = panel
    last = {entry.id: f"e{len(entries) - n}" for n, entry in enumerate(entries)}
    renamed = entry_scores(
        [replace(entry, id=last[entry.id]) for entry in entries],
        judges,
        [replace(card, entry=last[card.entry]) for card in cards],
        SHORT,
    )
    before = entry_scores(entries, judges, cards, SHORT)
    assert {s.entry: s.score for s in renamed} == {last[s.entry]: s.score for s in before}


@given(panels())
def test_a_judge_without_scorecards_has_no_effect_on_scores(panel: Panel) -> None:
    entries, judges, cards = panel
    more = entry_scores(entries, [*judges, Judge("zoe")], cards, SHORT)
    before = entry_scores(entries, judges, cards, SHORT)
    assert [s.score for s in more] == [s.score for s in before]
    assert all("zoe" in s.missing for s in more)


@given(panels(), st.integers(1, 4))
def test_every_judge_is_accounted_for_exactly_once(panel: Panel, minimum: int) -> None:
    entries, judges, cards = panel
    for score in entry_scores(entries, judges, cards, short_scheme(minimum=minimum)):
        counted = [total.card.judge for total in score.counted]
        others = [*score.recused, *score.abstained, *score.excused, *score.missing]
        assert sorted([*counted, *others]) == sorted(judge.id for judge in judges)


@given(panels())
def test_every_score_lies_between_its_lowest_and_its_highest_judge(panel: Panel) -> None:
    for score in entry_scores(*panel, SHORT):
        if score.score is not None and score.lowest is not None and score.highest is not None:
            assert score.lowest <= score.score <= score.highest
            assert 0 <= score.score.points <= 100


def without_the_last(scores: Sequence[EntryScore], cards: Sequence[Scorecard]) -> list[Scorecard]:
    """The cards, each one whose total equals its entry's mean handed back as a recusal.

    Never so many that an entry is left without any.
    """
    even = {
        (total.card.judge, score.entry)
        for score in scores
        if score.score is not None and len(score.counted) > 1
        for total in score.counted
        if total.score == score.score
    }
    kept: list[Scorecard] = []
    done: set[str] = set()
    for card in cards:
        if (card.judge, card.entry) in even and card.entry not in done:
            done.add(card.entry)
            kept.append(replace(card, marks=(), status=ScorecardStatus.RECUSED))
        else:
            kept.append(card)
    return kept


@given(panels(highest=2))
def test_a_recusal_in_place_of_a_card_equal_to_the_mean_changes_no_score(panel: Panel) -> None:
    entries, judges, cards = panel
    before = entry_scores(entries, judges, cards, SHORT)
    after = entry_scores(entries, judges, without_the_last(before, cards), SHORT)
    assert [s.score for s in after] == [s.score for s in before]
    assert places(after) == places(before)


@given(panels())
def test_a_card_of_noughts_lowers_a_score_that_a_blank_one_leaves_alone(panel: Panel) -> None:
    entries, judges, cards = panel
    judge = Judge("zoe")
    noughts = tuple(Mark(criterion.key, 0) for criterion in SHORT.criteria)
    blank = [
        Scorecard("zoe", entry.id, "theme", (), ScorecardStatus.ABSTAINED) for entry in entries
    ]
    zero = [replace(c, marks=noughts, status=ScorecardStatus.COMPLETE) for c in blank]
    before = entry_scores(entries, judges, cards, SHORT)
    blanked = entry_scores(entries, [*judges, judge], [*cards, *blank], SHORT)
    zeroed = entry_scores(entries, [*judges, judge], [*cards, *zero], SHORT)
    assert [s.score for s in blanked] == [s.score for s in before]
    for old, new in zip(before, zeroed, strict=True):
        if old.score is not None and old.score.points > 0:
            assert new.required() < old.score


@given(panels())
def test_ties_are_symmetric_and_parted_from_everybody_else(panel: Panel) -> None:
    scores = [s for s in entry_scores(*panel, SHORT) if s.score is not None]
    partners = {entry: set(group) for group in tied(scores) for entry in group}
    for one in scores:
        for other in scores:
            if one.entry != other.entry:
                is_tied = other.entry in partners.get(one.entry, set())
                assert is_tied == (one.score == other.score)
                assert is_tied == (one.entry in partners.get(other.entry, set()))


@given(panels(), st.integers(1, 9))
def test_weights_matter_only_in_proportion(panel: Panel, factor: int) -> None:
    same = short_scheme(weights=(factor, 2 * factor, factor))
    assert [s.score for s in entry_scores(*panel, same)] == [
        s.score for s in entry_scores(*panel, SHORT)
    ]


@given(panels(highest=4))
def test_a_scale_that_begins_higher_gives_the_same_scores(panel: Panel) -> None:
    entries, judges, cards = panel
    moved = [
        replace(c, marks=tuple(Mark(m.criterion, Fraction(m.value) + 1) for m in c.marks))
        for c in cards
    ]
    scheme = Scheme(
        tuple(Criterion(c.key, c.weight) for c in SHORT.criteria),
        Scale(1, 5),
        SHORT.minimum_scorecards,
    )
    assert [s.score for s in entry_scores(entries, judges, moved, scheme)] == [
        s.score for s in entry_scores(entries, judges, cards, SHORT)
    ]
