"""Feedback and reviews go when their time is over, as their registers say."""

from __future__ import annotations

import pytest

from cadair.foundation import clock
from cadair.outcomes.models import Feedback, ProcessReview
from cadair.retention.tasks import forget_daily
from cadair.retention.terms import months_after
from cadair.seasons.states import SeasonState
from tests.cast import MEETING_AT, a_season
from tests.structure.scenes.telling_outcomes import asked, write_all


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("months", "feedback", "reviews"), [(11, 1, 1), (13, 0, 1), (23, 0, 1), (25, 0, 0)]
)
def test_feedback_goes_after_a_year_and_reviews_after_two(
    months: int, feedback: int, reviews: int
) -> None:
    cast = a_season(SeasonState.RELEASED)
    with clock.at(MEETING_AT):
        write_all(cast)
        asked(cast)
    with clock.at(months_after(MEETING_AT, months)):
        forget_daily()
    assert (Feedback.objects.count(), ProcessReview.objects.count()) == (feedback, reviews)
