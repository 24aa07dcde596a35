"""From marks to scores: worked by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from adjudication.criteria import Criterion, Scale, Scheme
from adjudication.errors import (
    AdjudicationError,
    MarkOutsideScale,
    MissingMarks,
    NotEnoughScorecards,
    NotEntered,
    RepeatedId,
    RepeatedScorecard,
    UnknownCriterion,
    UnknownEntry,
    UnknownJudge,
)
from adjudication.scorecards import Entry, Judge, Mark, Scorecard, ScorecardStatus
from adjudication.scoring import (
    EntryScore,
    Place,
    Rank,
    Score,
    ScoreState,
    card_total,
    entry_scores,
    places,
    tied,
)
from tests.adjudication.panels import (
    PANEL,
    SCHEME,
    Points,
    card,
    in_theme,
    marks_of_panel,
    score_of,
    scored,
    stepped_aside,
)

LANTERN = in_theme("lantern")
FULL = marks_of_panel("lantern", (7, 8, 6), (9, 9, 9), (5, 6, 4), (8, 8, 8))


def only_score(
    cards: list[Scorecard], scheme: Scheme = SCHEME, panel: tuple[Judge, ...] = PANEL
) -> EntryScore:
    (found,) = entry_scores(LANTERN, panel, cards, scheme)
    return found


def test_a_card_is_the_mean_of_its_marks_on_nought_to_a_hundred() -> None:
    # (7 + 8 + 6) / 30 of the scale
    assert card_total(card("ann", "lantern", 7, 8, 6), SCHEME).score == Score(Fraction(70))


def test_weights_count_as_often_as_they_say() -> None:
    scheme = Scheme((Criterion("prevention", 1), Criterion("innovation", Decimal("2.5"))))
    # (1·4 + 2.5·8) / (3.5·10) = 24 / 35
    assert card_total(card("ann", "lantern", 4, 8), scheme).score.exact == "480/7"


def test_a_scale_that_begins_at_one_begins_at_nought_points() -> None:
    scheme = Scheme((Criterion("prevention"), Criterion("innovation")), Scale(1, 5))
    assert card_total(card("ann", "lantern", 1, 3), scheme).score == Score(Fraction(25))


def test_an_entry_has_the_mean_of_its_judges_exactly() -> None:
    # 70, 90, 50, 80
    found = only_score(FULL)
    assert found.score == Score(Fraction(145, 2))
    assert found.required().rounded() == "72.5"
    assert [total.card.judge for total in found.counted] == ["ann", "bob", "cai", "dee"]


def test_the_spread_is_between_the_lowest_and_the_highest_judge() -> None:
    found = only_score(FULL)
    assert (found.lowest, found.highest) == (Score(Fraction(50)), Score(Fraction(90)))
    assert found.spread == 40


def test_a_judge_who_stepped_aside_is_not_a_zero() -> None:
    found = only_score([*FULL[:3], stepped_aside("dee", "lantern")])
    assert found.score == Score(Fraction(70))
    assert found.recused == ("dee",)


@pytest.mark.parametrize(
    ("status", "group"),
    [
        (ScorecardStatus.RECUSED, "recused"),
        (ScorecardStatus.ABSTAINED, "abstained"),
        (ScorecardStatus.EXCUSED, "excused"),
        (ScorecardStatus.INCOMPLETE, "missing"),
    ],
)
def test_marks_on_a_card_that_is_not_complete_are_never_counted(
    status: ScorecardStatus, group: str
) -> None:
    found = only_score([*FULL[:3], replace(FULL[3], status=status)])
    assert found.score == Score(Fraction(70))
    assert getattr(found, group) == ("dee",)


def test_a_judge_who_handed_nothing_in_is_named_and_changes_nothing() -> None:
    without = only_score(FULL[:3])
    assert without.missing == ("dee",)
    assert without.score == only_score(FULL[:3], panel=PANEL[:3]).score


def test_too_few_scorecards_are_no_score_rather_than_a_low_one() -> None:
    aside = [stepped_aside("cai", "lantern"), stepped_aside("dee", "lantern")]
    found = only_score([*FULL[:2], *aside])
    assert found.state is ScoreState.NOT_ENOUGH
    assert found.score is None
    with pytest.raises(NotEnoughScorecards) as refused:
        found.required()
    assert refused.value.facts == {"entry": "lantern", "category": "theme", "counted": 2}


def test_without_any_card_there_is_neither_score_nor_spread() -> None:
    found = only_score([])
    assert (found.score, found.lowest, found.highest, found.spread) == (None, None, None, None)
    assert found.missing == ("ann", "bob", "cai", "dee")


def test_an_entry_in_two_categories_is_scored_in_each() -> None:
    entry = Entry("lantern", ("theme", "team"))
    cards = [*FULL[:3], *marks_of_panel("lantern", *[(10, 10, 10)] * 3, category="team")]
    found = entry_scores([entry], PANEL, cards, SCHEME)
    assert [(s.category, s.required().rounded()) for s in found] == [
        ("team", "100.0"),
        ("theme", "70.0"),
    ]


def test_a_finished_card_without_a_mark_is_refused_by_the_plain_mean() -> None:
    with pytest.raises(MissingMarks) as refused:
        only_score([card("ann", "lantern", 7, 8)])
    assert refused.value.facts["judge"] == "ann"
    assert (refused.value.facts["marks"], refused.value.facts["needed"]) == (2, 3)


def test_the_rescaled_mean_takes_the_marks_there_are_and_says_so() -> None:
    scheme = replace(SCHEME, method="rescaled-mean/1")
    total = card_total(card("ann", "lantern", 7, 8), scheme)
    assert (total.score, total.is_rescaled) == (Score(Fraction(75)), True)
    assert card_total(FULL[0], scheme).is_rescaled is False


def test_a_finished_card_without_any_mark_is_refused_by_every_method() -> None:
    with pytest.raises(MissingMarks):
        only_score([card("ann", "lantern")], replace(SCHEME, method="rescaled-mean/1"))


@pytest.mark.parametrize(
    ("cards", "refusal"),
    [
        ([card("ann", "lantern", 7, 8, 11)], MarkOutsideScale),
        ([card("ann", "lantern", -1, 8, 9)], MarkOutsideScale),
        (
            [Scorecard("ann", "lantern", "theme", (Mark("beauty", 3),))],
            UnknownCriterion,
        ),
        ([card("eve", "lantern", 7, 8, 9)], UnknownJudge),
        ([card("ann", "torch", 7, 8, 9)], UnknownEntry),
        ([card("ann", "lantern", 7, 8, 9, category="team")], NotEntered),
        ([FULL[0], FULL[0]], RepeatedScorecard),
        ([FULL[0], stepped_aside("ann", "lantern")], RepeatedScorecard),
    ],
)
def test_cards_that_contradict_the_season_are_refused_and_named(
    cards: list[Scorecard], refusal: type[AdjudicationError]
) -> None:
    with pytest.raises(refusal) as refused:
        only_score(cards)
    assert refused.value.facts["judge"] == cards[0].judge
    assert refused.value.facts["entry"] == cards[0].entry


def test_a_mark_outside_the_scale_is_refused_even_where_it_would_not_count() -> None:
    with pytest.raises(MarkOutsideScale):
        only_score([card("ann", "lantern", 99, status=ScorecardStatus.INCOMPLETE)])


@pytest.mark.parametrize(
    ("entries", "judges", "what"),
    [
        ((*LANTERN, *LANTERN), PANEL, "entry"),
        (LANTERN, (*PANEL, Judge("ann")), "judge"),
        (LANTERN, (*PANEL, Judge("eve", is_chair=True)), "chair"),
        ((Entry("lantern", ("theme", "theme")),), PANEL, "category"),
    ],
)
def test_nobody_and_nothing_is_there_twice(
    entries: tuple[Entry, ...], judges: tuple[Judge, ...], what: str
) -> None:
    with pytest.raises(RepeatedId) as refused:
        entry_scores(entries, judges, [], SCHEME)
    assert refused.value.facts["what"] == what


def test_equal_scores_share_a_place_and_the_next_ones_stay_empty() -> None:
    found = places(scored({"a": 80, "b": 90, "c": 80, "d": "79.9"}))
    assert found == (
        Place("b", Rank(1, 1), Score(Fraction(90))),
        Place("a", Rank(2, 2), Score(Fraction(80))),
        Place("c", Rank(2, 2), Score(Fraction(80))),
        Place("d", Rank(4, 1), Score(Fraction(799, 10))),
    )


def test_an_entry_without_a_score_has_no_place() -> None:
    scores = entry_scores(in_theme("lantern", "torch"), PANEL, FULL, SCHEME)
    assert score_of(scores, "torch").state is ScoreState.NOT_ENOUGH
    assert [place.entry for place in places(scores)] == ["lantern"]


def test_equal_scores_are_reported_as_ties() -> None:
    points: Points = {"a": 80, "b": 90, "c": 80, "d": Fraction(200, 3), "e": Fraction(200, 3)}
    assert tied(scored(points)) == (("a", "c"), ("d", "e"))
    assert tied(scored({"a": "66.6", "b": Fraction(200, 3)})) == ()


def test_a_rank_never_passes_for_a_score() -> None:
    rank, score = Rank(1), Score(Fraction(90))
    with pytest.raises(TypeError):
        assert rank < score  # type: ignore[operator]
    with pytest.raises(TypeError):
        assert score > 50  # type: ignore[operator]
