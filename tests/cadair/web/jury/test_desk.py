"""The desk: where a judge is, what is next, what is left, and locking."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils.html import strip_tags

from cadair.foundation import clock
from cadair.judging.actions import sign_declaration
from cadair.judging.models import Judge, Scorecard
from cadair.judging.states import InterestKind, InterestNature, ScorecardState
from cadair.seasons.models import Role, SeasonMoment
from cadair.seasons.states import SeasonRole, SeasonState
from cadair.web.jury.timeleft import time_left
from tests.cadair.web.jury import pages
from tests.cast import CHECKING_AT, KICKABOUT, LANTERN, MEETING_AT, QUIET, Cast, a_season
from tests.progress import declare

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _checking_time() -> Iterator[None]:
    with clock.at(CHECKING_AT):
        yield


def mark_all(cast: Cast, name: str = "ann", *titles: str) -> None:
    browser = pages.at_desk(cast, name)
    for title in titles or (LANTERN, QUIET, KICKABOUT):
        entry = cast.entries[title]
        address = pages.sheet(cast, entry, entry.categories.get().key)
        shown = browser.get(address).context["typed"].shown
        browser.post(address, {"shown": shown, "mark-prevention": "7", "mark-impact": "6"})


def test_the_one_button_leads_from_declaring_to_marking_to_locking() -> None:
    cast = a_season(SeasonState.JUDGING)
    browser = pages.at_desk(cast, "ann")
    assert browser.get(pages.desk(cast)).context["next"].href == pages.declarations(cast)
    declare(cast)
    following = browser.get(pages.desk(cast)).context["next"]
    assert following.href == pages.sheet(cast, cast.entries[LANTERN])
    mark_all(cast)
    page = browser.get(pages.desk(cast))
    assert page.context["next"].href == pages.locking(cast)
    assert "Marked: 3 of 3" in page.content.decode()


def test_until_something_is_declared_a_line_has_no_link() -> None:
    cast = a_season(SeasonState.JUDGING)
    page = pages.at_desk(cast, "ann").get(pages.desk(cast)).content.decode()
    assert LANTERN in page
    assert cast.entries[LANTERN].public_id not in page


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("?category=youth", {KICKABOUT}),
        ("?state=marked", {LANTERN}),
        ("?category=asb&state=unread", {QUIET}),
        ("?category=nonsense&state=nonsense&page=x", {LANTERN, QUIET, KICKABOUT}),
        ("?page=99999999999999999999", {LANTERN, QUIET, KICKABOUT}),
        ("?page=%F0%9F%8F%86&category=%00", {LANTERN, QUIET, KICKABOUT}),
    ],
)
def test_the_list_is_filtered_by_its_address(query: str, titles: set[str]) -> None:
    cast = a_season(SeasonState.JUDGING)
    declare(cast)
    mark_all(cast, "ann", LANTERN)
    page = pages.at_desk(cast, "ann").get(pages.desk(cast) + query)
    assert {strip_tags(row.title) for row in page.context["listed"].rows} == titles


@pytest.mark.parametrize("state", list(SeasonState))
@pytest.mark.parametrize("language", ["cy", "en"])
def test_every_state_has_a_desk_and_declarations(state: SeasonState, language: str) -> None:
    cast = a_season(state)
    browser = pages.at_desk(cast, "cerys")
    with clock.at(MEETING_AT):
        browser = pages.at_desk(cast, "cerys")
        for address in (pages.desk(cast, language), pages.declarations(cast, language)):
            assert browser.get(address).status_code == 200


def test_an_organiser_and_a_judge_without_a_seat_find_nothing() -> None:
    cast = a_season(SeasonState.JUDGING)
    assert pages.at_desk(cast, "olwen").get(pages.desk(cast)).status_code == 404
    Role.objects.create(season=cast.season, account=cast.accounts["sian"], role=SeasonRole.STAND_IN)
    assert pages.at_desk(cast, "sian").get(pages.desk(cast)).status_code == 404


def test_who_lost_the_part_finds_nothing_though_the_seat_is_theirs() -> None:
    cast = a_season(SeasonState.JUDGING)
    Role.objects.filter(account=cast.accounts["ann"]).delete()
    assert Judge.objects.filter(account=cast.accounts["ann"]).exists()
    assert pages.at_desk(cast, "ann").get(pages.desk(cast)).status_code == 404


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=12, hours=3), "12 days"),
        (timedelta(hours=47), "47 hours"),
        (timedelta(minutes=119), "119 minutes"),
        (timedelta(seconds=20), "1 minute"),
        (timedelta(0), ""),
        (-timedelta(days=1), ""),
    ],
)
def test_the_time_left_is_said_as_a_person_would(left: timedelta, words: str) -> None:
    assert time_left(clock.now() + left) == words


def test_the_end_of_judging_is_said_with_what_is_left() -> None:
    cast = a_season(SeasonState.JUDGING)
    SeasonMoment.objects.create(
        season=cast.season, key="judging_ends", at=CHECKING_AT + timedelta(days=20)
    )
    page = pages.at_desk(cast, "ann").get(pages.desk(cast)).content.decode()
    assert "20 days" in page
    welsh = pages.at_desk(cast, "ann").get(pages.desk(cast, "cy")).content.decode()
    assert "20 diwrnod" in welsh


def test_locking_says_what_is_missing_with_links() -> None:
    cast = a_season(SeasonState.JUDGING)
    declare(cast)
    mark_all(cast, "ann", LANTERN)
    browser = pages.at_desk(cast, "ann")
    page = browser.get(pages.locking(cast)).content.decode()
    assert pages.sheet(cast, cast.entries[QUIET]) in page
    assert "Lock my marks" not in page
    answer = browser.post(pages.locking(cast), {"confirm": "yes"})
    assert answer.status_code == 422
    assert not Scorecard.objects.filter(state=ScorecardState.LOCKED).exists()


def test_locking_asks_for_a_tick_then_locks_and_thanks() -> None:
    cast = a_season(SeasonState.JUDGING)
    declare(cast)
    mark_all(cast)
    browser = pages.at_desk(cast, "ann")
    assert browser.post(pages.locking(cast)).status_code == 422
    answer = browser.post(pages.locking(cast), {"confirm": "yes"})
    assert answer["Location"] == pages.desk(cast)
    assert set(Scorecard.objects.values_list("state", flat=True)) == {ScorecardState.LOCKED}
    page = browser.get(pages.desk(cast)).content.decode()
    assert "Thank you. Your marks are locked." in page
    assert "Lock my marks" not in browser.get(pages.locking(cast)).content.decode()


def test_a_judge_who_stepped_aside_everywhere_has_nothing_left() -> None:
    cast = a_season(SeasonState.JUDGING)
    sign_declaration(
        judge=cast.judges["ann"],
        interests=dict.fromkeys(
            cast.entries.values(), (InterestKind.STEP_ASIDE, InterestNature.FUNDER)
        ),
        by=cast.actor("ann"),
    )
    page = pages.at_desk(cast, "ann").get(pages.desk(cast))
    assert page.status_code == 200
    assert "Nothing is left for you to mark" in page.content.decode()
