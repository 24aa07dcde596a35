"""Judges save side by side; two tabs of one judge, and the end of judging, take turns."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from cadair.audit.models import AuditEntry
from cadair.foundation import clock
from cadair.foundation.refusals import NotNow
from cadair.judging.actions import ScorecardChanged, lock_scorecards, save_scorecard
from cadair.judging.desks import fingerprint
from cadair.judging.models import Mark, Scorecard
from cadair.judging.states import ScorecardState
from cadair.seasons.states import SeasonState
from tests.cadair.at_once import at_once, problems
from tests.cast import CHECKING_AT, KICKABOUT, LANTERN, MARKS, QUIET, Cast, a_season
from tests.progress import declare

pytestmark = pytest.mark.django_db(transaction=True)

EMPTY = fingerprint(ScorecardState.OPEN, {}, "")


def in_judging() -> Cast:
    cast = a_season(SeasonState.JUDGING)
    with clock.at(CHECKING_AT):
        declare(cast)
    return cast


def saving(
    cast: Cast, name: str, title: str, marks: Mapping[str, int], shown: str | None = None
) -> Callable[[], object]:
    entry = cast.entries[title]
    category = entry.categories.get()

    def save() -> object:
        return save_scorecard(
            judge=cast.judges[name],
            entry=entry,
            category=category,
            marks=marks,
            by=cast.actor(name),
            shown=shown,
        )

    return save


def test_judges_who_save_at_the_same_moment_all_keep_theirs() -> None:
    cast = in_judging()
    with clock.at(CHECKING_AT):
        results = at_once(
            [
                saving(cast, name, title, MARKS[title], EMPTY)
                for name in ("ann", "cerys")
                for title in (LANTERN, QUIET, KICKABOUT)
            ]
        )
    assert problems(results) == []
    assert Scorecard.objects.count() == 6
    assert Mark.objects.count() == 12
    assert AuditEntry.objects.filter(action="save_scorecard").count() == 6


def test_of_two_tabs_that_save_at_the_same_moment_one_is_told() -> None:
    cast = in_judging()
    with clock.at(CHECKING_AT):
        results = at_once(
            [saving(cast, "ann", LANTERN, {"prevention": mark}, EMPTY) for mark in (3, 7)]
        )
    [told] = problems(results)
    assert isinstance(told, ScorecardChanged)
    assert Scorecard.objects.count() == 1
    assert Mark.objects.count() == 1


def test_the_same_form_sent_twice_at_the_same_moment_is_kept_once() -> None:
    cast = in_judging()
    with clock.at(CHECKING_AT):
        results = at_once([saving(cast, "ann", LANTERN, MARKS[LANTERN], EMPTY) for _ in range(4)])
    assert problems(results) == []
    assert AuditEntry.objects.filter(action="save_scorecard").count() == 1


def test_a_save_comes_before_the_lock_or_is_refused_after_it() -> None:
    cast = in_judging()
    with clock.at(CHECKING_AT):
        for title in (LANTERN, QUIET, KICKABOUT):
            saving(cast, "ann", title, MARKS[title])()
        results = at_once(
            [
                saving(cast, "ann", LANTERN, {"prevention": 1, "impact": 1}),
                lambda: lock_scorecards(judge=cast.judges["ann"], by=cast.actor("ann")),
            ]
        )
    late = problems(results)
    assert all(isinstance(problem, NotNow) for problem in late)
    stored = Mark.objects.filter(scorecard__entry=cast.entries[LANTERN])
    expected = set(MARKS[LANTERN].values()) if late else {1}
    assert set(stored.values_list("value", flat=True)) == expected
    assert set(Scorecard.objects.values_list("state", flat=True)) == {ScorecardState.LOCKED}
