"""What Today says of translations."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import translation

from cadair.foundation import clock
from cadair.nominations.actions import Order, order_translations, write_translations
from cadair.nominations.models import Nomination
from cadair.seasons.states import SeasonState
from cadair.web.staff.life.needs import needs_of
from tests.cast import CHECKING_AT, LANTERN, Cast, a_season

pytestmark = pytest.mark.django_db


def labels(cast: Cast) -> set[str]:
    with translation.override("en"):
        return {need.label for need in needs_of(cast.season)}


def test_today_says_what_no_judge_can_read_what_waits_and_what_is_late() -> None:
    cast = a_season(SeasonState.CHECKING)
    unread = "Nominations that a judge cannot read yet: no translation is approved"
    with clock.at(CHECKING_AT):
        assert unread not in labels(cast)
        found = Nomination.objects.get(entry=cast.entries[LANTERN])
        found.language, found.is_read = "cy", True
        found.save()
        assert unread in labels(cast)
        order_translations(
            season=cast.season,
            nominations=[found],
            language="cy",
            order=Order("Cwmni", "", CHECKING_AT.date() + timedelta(days=3)),
            by=cast.organiser,
        )
        texts = {"summary": "A text."}
        write_translations(nomination=found, language="cy", texts=texts, by=cast.organiser)
        said = labels(cast)
    assert "Nominations whose translation waits for approval" in said
    assert "Translations that should be back" not in said
    with clock.at(CHECKING_AT + timedelta(days=5)):
        assert "Translations that should be back" in labels(cast)
