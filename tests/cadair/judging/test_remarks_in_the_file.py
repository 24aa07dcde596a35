"""What judges wrote on single criteria goes into a season file and comes back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.judging.actions import save_scorecard
from cadair.judging.models import Remark
from cadair.seasons.season_file import export_season, load_season
from cadair.seasons.states import SeasonState
from seasonfile import read, write
from tests.cast import CHECKING_AT, LANTERN, a_season
from tests.progress import declare

pytestmark = pytest.mark.django_db


def test_remarks_are_written_and_read_back_by_criterion() -> None:
    with clock.at(CHECKING_AT):
        cast = a_season(SeasonState.JUDGING)
        declare(cast)
        entry = cast.entries[LANTERN]
        save_scorecard(
            judge=cast.judges["ann"],
            entry=entry,
            category=entry.categories.get(),
            marks={"prevention": 7},
            remarks={"impact": "Clear,\nand well told.", "prevention": "Da iawn."},
            by=cast.actor("ann"),
        )
        document = export_season(cast.season)
        (card,) = document.scorecards
        assert dict(card.remarks) == {"impact": "Clear,\nand well told.", "prevention": "Da iawn."}
        again = read(write(replace(document, key="again", year=2030)))
        assert again.scorecards == document.scorecards
        load_season(document=again, by=Actor.operator())
        there = Remark.objects.filter(scorecard__judge__season__key="again")
        assert set(there.values_list("criterion__key", "text")) == set(card.remarks)
