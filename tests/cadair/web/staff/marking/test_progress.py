"""Organisers see how far judges are, and nothing of what they gave (PRO-05)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from cadair.foundation import clock
from cadair.judging.actions import abstain, save_scorecard
from cadair.judging.models import Interest
from cadair.seasons.models import SeasonMoment
from cadair.seasons.states import SeasonState
from tests.cadair.web.signing import signed_in
from tests.cast import CHECKING_AT, KICKABOUT, LANTERN, QUIET, Cast, a_season
from tests.progress import declare, mark

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _checking_time() -> Iterator[None]:
    with clock.at(CHECKING_AT):
        yield


def page(cast: Cast, language: str = "en") -> str:
    word = {"en": "desk/{}/marking", "cy": "desg/{}/marcio"}[language].format(cast.season.key)
    answer = signed_in(cast.accounts["olwen"]).get(f"/{language}/{word}/")
    assert answer.status_code == 200
    return answer.content.decode()


def rows(text: str) -> dict[str, list[str]]:
    """The cells of each judge."""
    found = {}
    for row in text.split("<tbody>")[1].split("<tr>")[1:]:
        cells = [re.sub(r"<[^>]+>", "", each).strip() for each in re.findall(r"<t[hd].*?</t", row)]
        found[cells[0].removesuffix("</t").split()[0]] = [
            each.removesuffix("</t") for each in cells[2:]
        ]
    return found


def test_counts_are_shown_judge_by_judge() -> None:
    cast = a_season(SeasonState.JUDGING)
    declare(cast)
    for title, marks in ((LANTERN, {"prevention": 9, "impact": 9}), (QUIET, {"prevention": 9})):
        entry = cast.entries[title]
        save_scorecard(
            judge=cast.judges["ann"],
            entry=entry,
            category=entry.categories.get(),
            marks=marks,
            comment="A secret thought.",
            by=cast.actor("ann"),
        )
    night = cast.entries[KICKABOUT]
    abstain(
        judge=cast.judges["bob"],
        entry=night,
        category=night.categories.get(),
        by=cast.actor("bob"),
    )
    Interest.objects.filter(judge=cast.judges["cerys"], entry=night).delete()
    text = page(cast)
    found = rows(text)
    assert found["Ann"] == ["3", "0", "1", "0", "not yet"]
    assert found["Bob"] == ["2", "0", "0", "1", "not yet"]
    assert found["Cerys"] == ["3", "1", "0", "0", "not yet"]
    assert "A secret thought." not in text
    assert all(title not in text for title in (LANTERN, QUIET, KICKABOUT))


def test_who_has_locked_is_said_in_both_languages() -> None:
    cast = a_season(SeasonState.JUDGING)
    declare(cast)
    mark(cast)
    assert {row[-1] for row in rows(page(cast)).values()} == {"locked"}
    assert "Pa mor bell y mae’r beirniaid" in page(cast, "cy")


def test_when_reminders_leave_is_said_or_that_no_day_is_set() -> None:
    cast = a_season(SeasonState.JUDGING)
    cast.season.moments.filter(key__in=("judging_ends", "panel_meets")).delete()
    assert "nobody is reminded" in page(cast)
    SeasonMoment.objects.create(
        season=cast.season, key="judging_ends", at=CHECKING_AT + timedelta(days=9)
    )
    assert "Days before: 7, 2." in page(cast)
