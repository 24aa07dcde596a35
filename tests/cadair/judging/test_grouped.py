"""Stepping aside from an entry that is then grouped with another."""

from __future__ import annotations

import pytest

from cadair.foundation import clock
from cadair.judging.actions import begin_judging, save_scorecard, sign_declaration
from cadair.judging.desks import desk_of, place_on_desk
from cadair.judging.states import InterestKind, InterestNature
from cadair.nominations.actions import declare_eligible, group_entries
from cadair.seasons.states import SeasonState
from tests.cadair.valley import refused
from tests.cast import CHECKING_AT, KICKABOUT, LANTERN, MARKS, QUIET, Cast, a_season
from tests.progress import read

pytestmark = pytest.mark.django_db
ASIDE = (InterestKind.STEP_ASIDE, InterestNature.EMPLOYER)
NONE = (InterestKind.NONE, None)


@pytest.fixture
def cast() -> Cast:
    """Bob stepped aside from Operation Lantern, not from Quiet Corner; then they are grouped."""
    found = a_season(SeasonState.CHECKING)
    lantern, quiet, other = (found.entries[title] for title in (LANTERN, QUIET, KICKABOUT))
    with clock.at(CHECKING_AT):
        sign_declaration(
            judge=found.judges["bob"],
            interests={lantern: ASIDE, quiet: NONE, other: NONE},
            by=found.actor("bob"),
        )
        group_entries(entry=lantern, into=quiet, by=found.organiser)
        for entry in (quiet, other):
            declare_eligible(entry=entry, by=found.organiser)
        read(found)
        begin_judging(season=found.season, by=found.organiser)
    return found


def test_what_was_stepped_aside_from_is_not_read_under_another_title(cast: Cast) -> None:
    """The nominations of a grouped entry stand on the sheet of the one it counts with."""
    bob = cast.judges["bob"]
    bob.season.refresh_from_db()
    assert [place.title for place in desk_of(bob)] == [KICKABOUT]
    assert place_on_desk(bob, "asb", cast.entries[QUIET].public_id) is None
    with refused("stepped-aside"), clock.at(CHECKING_AT):
        save_scorecard(
            judge=bob,
            entry=cast.entries[QUIET],
            category=cast.category("asb"),
            marks=MARKS[QUIET],
            by=cast.actor("bob"),
        )


def test_others_are_not_concerned(cast: Cast) -> None:
    ann = cast.judges["ann"]
    ann.season.refresh_from_db()
    assert {place.title for place in desk_of(ann)} == {QUIET, KICKABOUT}
