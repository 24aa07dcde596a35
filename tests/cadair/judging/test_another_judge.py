"""Somebody else comes to sit in a seat after its judge has declared."""

from __future__ import annotations

import pytest

from cadair.foundation import clock
from cadair.judging.actions import invite_judge, sign_declaration
from cadair.judging.states import InterestKind
from cadair.seasons.states import SeasonState
from tests.cast import CHECKING_AT, Cast, a_season

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    """Bob has signed that he has no interest in anything."""
    found = a_season(SeasonState.CHECKING)
    with clock.at(CHECKING_AT):
        sign_declaration(
            judge=found.judges["bob"],
            interests=dict.fromkeys(found.entries.values(), (InterestKind.NONE, None)),
            by=found.actor("bob"),
        )
    return found


def test_nobody_inherits_a_declaration_that_somebody_else_signed(cast: Cast) -> None:
    """PRO-02: “none” is an explicit signed act."""
    bob = cast.judges["bob"]
    with clock.at(CHECKING_AT):
        invite_judge(judge=bob, email="rhys@example.org", by=cast.organiser)
    assert not bob.interests.exists()


def test_a_second_letter_to_the_same_judge_takes_nothing_back(cast: Cast) -> None:
    bob = cast.judges["bob"]
    with clock.at(CHECKING_AT):
        invite_judge(judge=bob, email=cast.accounts["bob"].email, by=cast.organiser)
    assert bob.interests.count() == len(cast.entries)
