"""What a chair who stepped aside may decide, and learn in the panel room: nothing of it."""

from __future__ import annotations

import pytest

from cadair.foundation import clock
from cadair.outcomes.actions import decide_category, propose_season, seal_season, write_award_text
from cadair.outcomes.models import Award
from cadair.outcomes.queries import deciders_of
from cadair.outcomes.states import Outcome
from cadair.seasons.states import SeasonRole, SeasonState
from tests.cadair.valley import REASON, refused
from tests.cadair.web.panel.pages import (
    browser,
    category,
    confirming,
    form,
    publishing,
    room,
    stepped_aside,
    with_part,
)
from tests.cadair.web.panel.pages import entry as entry_page
from tests.cast import KICKABOUT, LANTERN, MEETING_AT, QUIET, Cast, a_season, words
from tests.progress import approve_texts, award, decide

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    """Cerys, the chair, stepped aside from Operation Lantern; Ann, the stand-in, decided there."""
    found = a_season(SeasonState.DECIDING)
    stepped_aside(found, "cerys", LANTERN)
    with clock.at(MEETING_AT):
        by(found, "ann", "asb", "winner", LANTERN)
        decide(found, "youth", award(found, "winner", KICKABOUT))
        propose_season(season=found.season, by=found.organiser)
    return found


def by(cast: Cast, judge: str, key: str, kind: str, title: str) -> None:
    """A decision of one of them, as the organiser writes it down."""
    with clock.at(MEETING_AT):
        decide_category(
            category=cast.category(key),
            outcome=Outcome.AWARDED,
            reason=REASON,
            reason_language="en",
            decided_by=cast.judges[judge],
            by=cast.organiser,
            awards=[award(cast, kind, title)],
        )


def everything_seen(cast: Cast, name: str, *more: str) -> str:
    """Every page of the room, in both languages."""
    pages = [
        page(cast, language=language)
        for page in (room, confirming, publishing)
        for language in ("cy", "en")
    ]
    pages += [category(cast, key) for key in ("asb", "youth", "overall")]
    with clock.at(MEETING_AT):
        return "".join(
            browser(cast, name).get(page, follow=True).content.decode() for page in (*pages, *more)
        )


def test_a_chair_does_not_decide_an_overall_award_for_which_their_entry_stands(cast: Cast) -> None:
    with refused("chair-stepped-aside"):
        by(cast, "cerys", "overall", "overall-winner", KICKABOUT)
    by(cast, "ann", "overall", "overall-winner", KICKABOUT)


def test_the_page_of_an_overall_award_is_closed_to_them(cast: Cast) -> None:
    with clock.at(MEETING_AT):
        page = browser(cast, "cerys").get(category(cast, "overall")).content.decode()
        sent = browser(cast, "cerys").post(
            category(cast, "overall"), form(cast, {KICKABOUT: "overall-winner"})
        )
        other = browser(cast, "cerys").get(entry_page(cast, KICKABOUT, "overall"))
    assert "You stepped aside here" in page
    assert "Kickabout" not in page.split("<nav")[0]
    assert sent.status_code == 200
    assert not Award.objects.filter(category=cast.category("overall")).exists()
    assert other.status_code == 404


def test_it_is_closed_whether_or_not_their_entry_won_anything(cast: Cast) -> None:
    """A page that closes only when it did would tell."""

    def seen() -> str:
        with clock.at(MEETING_AT):
            page = browser(cast, "cerys").get(category(cast, "overall")).content.decode()
        return page.split("<main")[1].split("<nav")[0]

    won = seen()
    by(cast, "ann", "asb", "winner", QUIET)
    assert seen() == won


def test_how_their_entry_fared_changes_no_page_they_see(cast: Cast) -> None:
    by(cast, "ann", "overall", "overall-winner", LANTERN)
    seen = everything_seen(cast, "cerys")
    assert "operation-lantern" not in seen
    assert "Lantern" not in seen
    # One of three: what was given where they stepped aside is not even counted.
    assert "Awards: <strong>1</strong>" in seen
    assert "Awards: <strong>3</strong>" in everything_seen(cast, "olwen")


def test_what_is_missing_neither_names_nor_counts_awards_where_they_stepped_aside(
    cast: Cast,
) -> None:
    seen = everything_seen(cast, "cerys")
    # Overall is undecided, the text of the other category not approved, and something else.
    assert "Things that are missing: 3." in seen
    assert LANTERN in everything_seen(cast, "olwen")
    two = [award(cast, "winner", LANTERN), award(cast, "highly-commended", QUIET)]
    with clock.at(MEETING_AT):
        decide_category(
            category=cast.category("asb"),
            outcome=Outcome.AWARDED,
            reason=REASON,
            reason_language="en",
            decided_by=cast.judges["ann"],
            by=cast.organiser,
            awards=two,
        )
    assert "Things that are missing: 3." in everything_seen(cast, "cerys")
    assert "Something that the organisers see" not in everything_seen(cast, "olwen")


def test_nor_does_a_refusal(cast: Cast) -> None:
    by(cast, "ann", "overall", "overall-winner", LANTERN)
    approve_texts(cast)
    asked = browser(cast, "olwen")
    with clock.at(MEETING_AT):
        asked.post(confirming(cast), {"ask": "1", "when": "later"})
        request = cast.season.seal_requests.get()
        write_award_text(
            award=Award.objects.get(category=cast.category("asb")),
            text=words("Other"),
            by=cast.organiser,
        )
        answer = browser(cast, "cerys").post(
            confirming(cast), {"confirm": "1", "sure": "yes", "request": request.public_id}
        )
    assert answer.status_code == 422
    assert "operation-lantern" not in answer.content.decode()


def test_publishing_counts_for_them_only_what_they_may_know(cast: Cast) -> None:
    by(cast, "ann", "overall", "overall-winner", LANTERN)
    approve_texts(cast)
    with clock.at(MEETING_AT):
        seal_season(season=cast.season, by=cast.organiser, confirmed_by=cast.chair)
        page = browser(cast, "cerys").get(publishing(cast)).content.decode()
    assert "<dt>Awards</dt><dd>1</dd>" in page


def test_an_award_over_all_entries_is_closed_to_them_too(cast: Cast) -> None:
    kind = cast.kind("highly-commended")
    cast.season.award_kinds.filter(pk=kind.pk).update(
        rule={**(kind.rule or {}), "pool": "all-entries"}
    )
    with clock.at(MEETING_AT):
        page = browser(cast, "cerys").get(category(cast, "youth")).content.decode()
    assert "You stepped aside here" in page


def test_where_chair_and_stand_in_both_stepped_aside_another_judge_decides(cast: Cast) -> None:
    stepped_aside(cast, "ann", LANTERN)
    cast.judges["bob"].interests.all().update(kind="none", nature="")
    assert [each.key for each in deciders_of(cast.category("asb"))] == ["bob"]
    by(cast, "bob", "asb", "winner", QUIET)
    with refused("not-the-chair"):
        by(cast, "bob", "youth", "winner", KICKABOUT)
    with clock.at(MEETING_AT):
        bob = with_part(cast, "bob", SeasonRole.JUDGE)
        assert 'name="reason"' in bob.get(category(cast)).content.decode()
        assert 'name="reason"' not in bob.get(category(cast, "youth")).content.decode()


def test_a_small_panel_on_which_everybody_left_some_award_holder_still_decides(cast: Cast) -> None:
    stepped_aside(cast, "ann", KICKABOUT)
    overall, lantern = cast.category("overall"), cast.entries[LANTERN]
    assert [each.key for each in deciders_of(overall)] == ["cerys", "ann"]
    assert [each.key for each in deciders_of(overall, [lantern])] == ["ann"]
    cast.judges["bob"].interests.all().update(kind="none", nature="")
    assert [each.key for each in deciders_of(overall)] == ["bob"]


@pytest.mark.parametrize("role", [SeasonRole.CHAIR, SeasonRole.STAND_IN])
def test_a_part_without_a_seat_opens_nothing(cast: Cast, role: SeasonRole) -> None:
    """Whoever never declared an interest has stepped aside from nothing, and would see it all."""
    somebody = with_part(cast, "gwen", role)
    with clock.at(MEETING_AT):
        for page in (room(cast), category(cast), confirming(cast)):
            assert somebody.get(page).status_code == 404
