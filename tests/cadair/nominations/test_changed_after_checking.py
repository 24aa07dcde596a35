"""A form that is changed after organisers acted on it: checked again, never moved back."""

from __future__ import annotations

import pytest

from cadair.foundation import clock
from cadair.foundation.bilingual import BilingualText
from cadair.nominations.actions import (
    NewEntry,
    Nominator,
    change_nomination,
    declare_eligible,
    group_entries,
    move_entry,
)
from cadair.nominations.models import Nomination
from cadair.nominations.states import Eligibility, EntryKind, FlagKind, Relation
from cadair.seasons.states import SeasonState
from tests.cadair.web.signing import signed_in
from tests.cast import LANTERN, NOMINATING_AT, QUIET, Cast, a_season, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return a_season(SeasonState.OPEN)


def sent(cast: Cast, title: str = LANTERN) -> Nomination:
    return Nomination.objects.get(entry=cast.entries[title])


def changed(
    cast: Cast, title: str = LANTERN, summary: str = "", name: str = "Eirian Example"
) -> Nomination:
    """The form sent again as it was, but for what is named."""
    return change_nomination(
        nomination=sent(cast, title),
        entry=NewEntry(
            title=BilingualText(en=title),
            title_language="en",
            kind=EntryKind.PROJECT,
            categories=[cast.category("asb")],
        ),
        nominator=Nominator(name=name, email="eirian@example.org"),
        language="en",
        relation=Relation.THIRD_PARTY,
        summary=summary or f"What {title} did.",
        answers={"prevention": "…", "impact": "…"},
        by=cast.actor("eirian"),
    )


def eligible(cast: Cast, title: str = LANTERN) -> None:
    declare_eligible(entry=cast.entries[title], by=cast.organiser)


def state(cast: Cast, title: str = LANTERN) -> str:
    cast.entries[title].refresh_from_db()
    return cast.entries[title].eligibility


def test_what_says_something_else_is_to_be_checked_again_and_today_says_why(cast: Cast) -> None:
    with clock.at(NOMINATING_AT):
        eligible(cast)
        nomination = changed(cast, summary="They did something quite different.")
        assert state(cast) == Eligibility.UNCHECKED
        (flag,) = nomination.flags.all()
        assert (flag.kind, flag.cleared_at) == (FlagKind.LOOK_AGAIN, None)
        olwen = signed_in(cast.accounts["olwen"])
        said = olwen.get("/en/desk/valley-2026/today/").content.decode()
        dywedir = olwen.get("/cy/desg/valley-2026/heddiw/").content.decode()
        assert "Changed after they were found eligible: 1" in said
        assert "Wedi newid ar ôl cael eu barnu’n gymwys: 1" in dywedir
        eligible(cast)
        flag.refresh_from_db()
        assert flag.cleared_at is not None
        after = olwen.get("/en/desk/valley-2026/today/").content.decode()
        assert "Changed after" not in after


@pytest.mark.parametrize("name", ["Eirian Example", "Eirian Newname"])
def test_the_same_again_or_another_name_of_the_sender_changes_nothing(
    cast: Cast, name: str
) -> None:
    with clock.at(NOMINATING_AT):
        eligible(cast)
        nomination = changed(cast, name=name)
    assert state(cast) == Eligibility.ELIGIBLE
    assert not nomination.flags.exists()


def test_what_is_grouped_is_checked_again_with_what_it_counts_with(cast: Cast) -> None:
    with clock.at(NOMINATING_AT):
        group_entries(entry=cast.entries[QUIET], into=cast.entries[LANTERN], by=cast.organiser)
        eligible(cast)
        changed(cast, QUIET, "Something else.")
    assert state(cast) == Eligibility.UNCHECKED


def test_an_entry_that_was_moved_is_not_moved_back(cast: Cast) -> None:
    with clock.at(NOMINATING_AT):
        move_entry(
            entry=cast.entries[LANTERN],
            categories=[cast.category("youth")],
            reason=words("It is about young people"),
            by=cast.organiser,
        )
        changed(cast, summary="More of the same.")
    assert [each.key for each in cast.entries[LANTERN].categories.all()] == ["youth"]


def test_one_that_was_not_moved_goes_where_its_nominator_puts_it(cast: Cast) -> None:
    with clock.at(NOMINATING_AT):
        cast.entries[LANTERN].places.update(category=cast.category("youth"))
        changed(cast, summary="More of the same.")
    assert [each.key for each in cast.entries[LANTERN].categories.all()] == ["asb"]
