"""What is worth a look is listed, in both languages, and stays silent on too little (PRO-07)."""

from __future__ import annotations

import pytest
from django.utils import translation

from cadair.foundation import clock
from cadair.judging.actions import begin_deciding, lock_scorecards, save_scorecard
from cadair.record.anomalies import (
    SENTENCES,
    Anomaly,
    anomalies,
    difference,
    fields_of,
    marks_of,
    student,
)
from cadair.record.reconciliation import reconcile
from cadair.seasons.states import SeasonState
from tests.cadair.judging.test_rounds_weighed import in_the_final
from tests.cast import CHECKING_AT, KICKABOUT, LANTERN, QUIET, Cast, a_season
from tests.progress import declare


def judged(marks: dict[tuple[str, str], int]) -> Cast:
    """Every judge marks every entry with one mark on both criteria: (judge, title) or 5."""
    cast = a_season(SeasonState.JUDGING)
    with clock.at(CHECKING_AT):
        declare(cast)
        for name, judge in cast.judges.items():
            for title, entry in cast.entries.items():
                if (name, title) == ("bob", LANTERN):
                    continue
                mark = marks.get((name, title), 5)
                save_scorecard(
                    judge=judge,
                    entry=entry,
                    category=entry.categories.get(),
                    marks={"prevention": mark, "impact": mark},
                    by=cast.actor(name),
                )
            lock_scorecards(judge=judge, by=cast.actor(name))
        begin_deciding(season=cast.season, by=cast.organiser)
    return cast


def found(cast: Cast) -> dict[str, Anomaly]:
    """The anomalies by code."""
    return {each.code: each for each in anomalies(cast.season, reconcile(cast.season))}


@pytest.mark.django_db
def test_one_judge_who_turns_the_result_is_named() -> None:
    """Ann alone puts Quiet Streets first: without her, Operation Lantern leads."""
    cast = judged({("ann", QUIET): 10, ("ann", LANTERN): 3, ("cerys", LANTERN): 8})
    what = found(cast)["one-judge-decides"]
    assert what.category == "asb"
    assert what.facts["judge"] == "ann"
    assert what.facts["without"] == cast.entries[LANTERN].reference


@pytest.mark.django_db
def test_a_margin_of_less_than_one_mark_is_shown_and_a_tie_is_not() -> None:
    close = judged({("cerys", QUIET): 6, ("ann", QUIET): 6})
    assert found(close)["narrow-margin"].facts["margin"] == "6.7"


@pytest.mark.django_db
def test_equal_scores_are_a_tie_not_a_narrow_margin_and_nobody_turns_them() -> None:
    what = found(judged({}))
    assert "narrow-margin" not in what
    assert "one-judge-decides" not in what


@pytest.mark.django_db
def test_a_category_below_the_threshold_is_shown() -> None:
    what = found(judged({(name, KICKABOUT): 2 for name in ("ann", "bob", "cerys")}))
    below = what["category-below-threshold"]
    assert (below.category, below.facts["best"]) == ("youth", "20.0")


@pytest.mark.django_db
def test_few_entries_say_nothing_of_languages_or_of_judges_who_never_vary() -> None:
    what = found(judged({}))
    assert not {"languages-differ", "languages-alike", "never-varies"} & set(what)


@pytest.mark.django_db
def test_who_came_into_a_round_by_hand_is_shown() -> None:
    """Quiet Streets would have been left behind by the rule."""
    with clock.at(CHECKING_AT):
        what = found(in_the_final(both=True))["came-by-hand"]
    assert (what.category, what.facts) == ("asb", {"round": "final", "entries": 1})


@pytest.mark.django_db
def test_who_did_not_go_on_is_compared_with_nobody_but_in_language() -> None:
    with clock.at(CHECKING_AT):
        cast = in_the_final()
    counted = reconcile(cast.season)
    quiet = cast.entries[QUIET].reference
    assert quiet not in [entry for entry, _points in dict(fields_of(counted))["asb"]]
    assert quiet in [entry for entry, _points in dict(marks_of(counted))["asb"]]


@pytest.mark.parametrize(
    ("freedom", "wanted"), [(4, 2.776), (5, 2.571), (10, 2.228), (30, 2.042), (1000, 1.962)]
)
def test_the_interval_uses_the_tables_of_student(freedom: float, wanted: float) -> None:
    assert student(freedom) == pytest.approx(wanted, abs=0.003)


def test_the_difference_of_means_is_welchs() -> None:
    """Worked by hand: means 3 and 4, variances 2.5 and 2.5, five in each, 8 degrees: ± 2.306."""
    interval = difference([1, 2, 3, 4, 5], [2, 3, 4, 5, 6])
    assert interval == pytest.approx((-1.0, -3.306, 1.306), abs=0.003)


def test_below_five_in_a_language_or_without_spread_nothing_is_said() -> None:
    assert difference([1, 2, 3, 4], [1, 2, 3, 4, 5]) is None
    assert difference([2] * 5, [2] * 6) is None


def test_every_anomaly_has_a_sentence_that_can_be_filled_in_both_languages() -> None:
    names = ("judge", "cards", "leads", "without", "threshold", "best", "place", "entries")
    facts = dict.fromkeys((*names, "first", "second", "margin", "difference"), "1")
    facts |= dict.fromkeys(("low", "high", "welsh", "english", "round"), "1")
    for code in SENTENCES:
        for language in ("cy", "en"):
            with translation.override(language):
                said = str(Anomaly(code, "asb", facts))
            assert "%(" not in said
            assert "%%" not in said
