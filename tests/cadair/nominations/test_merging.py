"""Merging a thin category into another: nothing counts twice, nothing is lost, addresses last."""

from __future__ import annotations

import pytest
from django.test import Client

from cadair.foundation import clock
from cadair.foundation.refusals import NotAllowed, NotComplete, NotNow, Refusal
from cadair.nominations.actions import merge_categories, start_draft
from cadair.nominations.models import EntryCategory
from cadair.publishing.models import Post
from cadair.publishing.tasks import announce_due
from cadair.seasons.actions import Told, freeze_rules
from cadair.seasons.models import Category, SeasonChange
from cadair.seasons.rulebook import require_frozen_rules
from cadair.seasons.states import SeasonState
from tests.cast import CHECKING_AT, KICKABOUT, LANTERN, NOMINATING_AT, Cast, a_season, words
from tests.progress import bring_to

pytestmark = pytest.mark.django_db

TOLD = Told(reason="One nomination only.", note=words("Merged"))
EN = "/en/valley-awards/2026/"
CY = "/cy/gwobrau-r-cwm/2026/"


@pytest.fixture
def cast() -> Cast:
    """A season whose nominations are being checked."""
    return a_season(SeasonState.CHECKING)


def merge(cast: Cast, source: str = "youth", target: str = "asb") -> SeasonChange:
    """One into the other, by the organiser."""
    return merge_categories(
        source=cast.category(source), target=cast.category(target), told=TOLD, by=cast.organiser
    )


def test_every_entry_competes_in_the_other_and_none_twice(cast: Cast) -> None:
    both = cast.entries[LANTERN]
    EntryCategory.objects.create(entry=both, category=cast.category("youth"), position=1)
    with clock.at(CHECKING_AT):
        merge(cast)
    places = EntryCategory.objects.filter(category=cast.category("asb"))
    assert sorted(places.values_list("entry__title_en", flat=True)) == sorted(cast.entries)
    assert EntryCategory.objects.count() == 3
    assert not cast.season.categories.filter(key="youth").exists()
    require_frozen_rules(cast.season)


def test_kinds_of_award_of_the_one_are_of_the_other(cast: Cast) -> None:
    kind = cast.kind("winner")
    kind.category_keys = ["youth"]
    kind.save()
    freeze_rules(cast.season)
    with clock.at(CHECKING_AT):
        merge(cast)
    assert cast.kind("winner").category_keys == ["asb"]


def test_who_had_chosen_the_one_in_an_unfinished_form_has_chosen_the_other() -> None:
    cast = a_season(SeasonState.OPEN)
    with clock.at(NOMINATING_AT):
        draft = start_draft(
            season=cast.season, account=cast.accounts["eirian"], language="cy", by=cast.organiser
        )
        draft.answers = {
            "categories": {"values": {"categories": ["youth", "asb"]}, "version": 3},
            "entry": {"values": {"title": "T"}, "version": 2},
        }
        draft.save()
        merge(cast)
    draft.refresh_from_db()
    assert draft.values_of("categories") == {"categories": ["asb"]}
    assert draft.values_of("entry") == {"title": "T"}


@pytest.mark.parametrize(
    ("source", "target"), [("youth", "youth"), ("youth", "overall"), ("overall", "asb")]
)
def test_only_two_categories_of_one_kind_become_one(cast: Cast, source: str, target: str) -> None:
    with clock.at(CHECKING_AT), pytest.raises(Refusal):
        merge(cast, source, target)
    assert cast.season.categories.count() == 3


def test_a_category_of_another_season_is_not_taken(cast: Cast) -> None:
    foreign = Category.objects.get(pk=cast.category("asb").pk)
    foreign.pk, foreign.public_id = None, "0" * 32
    other = type(cast.season).objects.get(pk=cast.season.pk)
    other.pk, other.public_id, other.key, other.year = None, "1" * 32, "other", 2027
    other.save()
    foreign.season = other
    foreign.save()
    with clock.at(CHECKING_AT), pytest.raises(Refusal):
        merge_categories(
            source=cast.category("youth"), target=foreign, told=TOLD, by=cast.organiser
        )


def test_once_judging_has_begun_categories_stay() -> None:
    cast = a_season(SeasonState.JUDGING)
    with clock.at(CHECKING_AT), pytest.raises(NotNow):
        merge(cast)


def test_only_organisers_merge(cast: Cast) -> None:
    with clock.at(CHECKING_AT), pytest.raises(NotAllowed):
        merge_categories(
            source=cast.category("youth"), target=cast.category("asb"), told=TOLD, by=cast.chair
        )


def test_news_about_a_category_keeps_it(cast: Cast) -> None:
    """Without its category the item would no longer wait for the results."""
    Post.objects.create(
        season=cast.season,
        category=cast.category("youth"),
        key="youth",
        position=0,
        title_cy="Ieuenctid",
        title_en="Youth",
        slug_cy="ieuenctid",
        slug_en="youth-news",
        body_cy="Testun.",
        body_en="Text.",
    )
    with clock.at(CHECKING_AT), pytest.raises(NotComplete):
        merge(cast)


def test_the_old_address_leads_to_the_other_category_in_both_languages(
    cast: Cast, client: Client
) -> None:
    with clock.at(CHECKING_AT):
        announce_due()
        assert client.get(EN + "youth/").status_code == 200
        merge(cast)
        announce_due()
        moved = {path: client.get(path) for path in (EN + "youth/?a=b", CY + "youth-cy/")}
    assert [answer.status_code for answer in moved.values()] == [301, 301]
    assert moved[EN + "youth/?a=b"]["Location"] == EN + "asb/?a=b"
    assert moved[CY + "youth-cy/"]["Location"] == CY + "asb-cy/"
    assert client.get(EN + "nowhere/").status_code == 404


def test_a_category_merged_twice_over_leads_to_the_last(client: Client) -> None:
    cast = a_season()
    third = cast.category("youth")
    third.pk, third.public_id, third.key = None, "2" * 32, "rural"
    third.slug_cy, third.slug_en, third.position = "gwledig", "rural", 3
    third.save()
    bring_to(cast, SeasonState.OPEN)
    with clock.at(NOMINATING_AT):
        merge(cast, "rural", "youth")
        merge(cast, "youth", "asb")
        announce_due()
        answer = client.get(EN + "rural/")
    assert (answer.status_code, answer["Location"]) == (301, EN + "asb/")
    assert cast.entries[KICKABOUT].categories.get().key == "asb"
