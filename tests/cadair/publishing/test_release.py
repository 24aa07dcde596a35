"""The embargo: nothing before the minute, everything in both languages at it, once."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cadair.foundation import clock
from cadair.foundation.bilingual import columns
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotNow
from cadair.foundation.welsh.sorting import sort_key_cy, sort_key_en
from cadair.outcomes.actions import cancel_release, order_release
from cadair.outcomes.models import ReleaseOrder
from cadair.publishing.actions import announce_season, publish_post, release_season
from cadair.publishing.models import Post, ReleasedPost, ReleasedSeason
from cadair.publishing.release import announcement_document
from cadair.publishing.tasks import announce_due, publish_due_posts, release_due
from cadair.seasons.models import Category, Season
from cadair.seasons.states import SeasonState
from tests.cadair import valley as cast
from tests.cast import CLOSES_AT, OPENS_AT

pytestmark = pytest.mark.django_db


def public_bytes() -> str:
    """Everything that stands in a table which the public process can read."""
    rows = [*ReleasedSeason.objects.values_list(), *ReleasedPost.objects.values_list()]
    return json.dumps(rows, default=str, ensure_ascii=False)


def test_before_release_no_public_table_holds_anything_of_the_outcome() -> None:
    small = cast.ordered()
    announce_season(season=small.season, by=small.by_organiser)
    public = public_bytes()
    assert "Gwobrau’r Cwm 2026" in public
    for secret in (
        "Operation Lantern",
        "Golau’r Stryd",
        "Gwenno Secret",
        "nia@example.org",
        "Valley Police",
        "cerys",
        "Their marks were the highest",
    ):
        assert secret not in public


def test_the_announcement_does_not_say_how_many_nominations_came() -> None:
    small = cast.opened()
    document = announcement_document(small.season)
    assert "nominations" not in document["counts"]  # type: ignore[operator]
    assert document["totals"] == {"awards": 0, "by_kind": {}}


def test_a_second_before_the_minute_nothing_happens_and_at_the_minute_everything() -> None:
    small = cast.ordered()
    with clock.at(cast.RESULTS_AT - timedelta(seconds=1)):
        assert release_due() == 0
        with cast.refused("not-yet"):
            release_season(season=small.season, by=small.by_organiser)
        assert not ReleasedSeason.objects.exists()
    with clock.at(cast.RESULTS_AT):
        assert release_due() == 1
        assert release_due() == 0
    snapshot = ReleasedSeason.objects.get(is_current=True)
    document = json.loads(snapshot.document)
    assert snapshot.stage == "results"
    assert snapshot.released_at == cast.RESULTS_AT
    assert snapshot.sha256 == sha256_of(document)
    assert document["totals"] == {
        "awards": 5,
        "by_kind": {"highly-commended": 1, "overall-winner": 1, "winner": 3},
    }


def test_two_releases_at_once_one_releases_and_the_other_is_told() -> None:
    small = cast.ordered()
    with clock.at(cast.RESULTS_AT):
        release_season(season=small.season, by=small.by_organiser)
        with cast.refused("nothing-to-release"):
            release_season(season=small.season, by=small.by_organiser)
    assert ReleasedSeason.objects.count() == 1


def test_release_at_the_minute_that_happens_twice_takes_the_first() -> None:
    small = cast.sealed()
    half_past_one = clock.from_london(datetime(2026, 10, 25, 1, 30))  # noqa: DTZ001
    assert half_past_one == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    with clock.at(half_past_one - timedelta(days=1)):
        order_release(season=small.season, by=small.by_organiser, release_at=half_past_one)
    with clock.at(half_past_one - timedelta(seconds=1)):
        assert release_due() == 0
    with clock.at(half_past_one):
        assert release_due() == 1
    with clock.at(half_past_one + timedelta(hours=1)):
        assert release_due() == 0


def test_a_cancelled_order_releases_nothing() -> None:
    small = cast.ordered()
    cancel_release(order=ReleaseOrder.objects.get(), by=small.by_organiser)
    with clock.at(cast.RESULTS_AT):
        assert release_due() == 0
    assert Season.objects.get(pk=small.season.pk).state == SeasonState.SEALED


def test_a_name_without_consent_stays_private_and_the_role_is_shown() -> None:
    small = cast.ordered()
    person = small.entries["Saturday Club"].people.get()
    person.is_name_public = True
    person.save()
    with clock.at(cast.RESULTS_AT):
        release_season(season=small.season, by=small.by_organiser)
    document = json.loads(ReleasedSeason.objects.get(is_current=True).document)
    people = {
        award["title"]["en"]: award["people"]
        for section in document["sections"]
        for award in section["awards"]
    }
    assert people["Saturday Club"] == [{"cy": "Gwenno Secret", "en": "Gwenno Secret"}]
    assert people["Quiet Corner"] == [{"cy": "Gweithiwr", "en": "Worker"}]


def test_sections_stand_in_the_order_of_each_language() -> None:
    small = cast.opened()
    small.categories["youth"].delete()
    for key, cy, en in (("a", "Llety", "Zeal"), ("b", "Lwc", "Youth")):
        name = cast.both(cy, en)
        Category.objects.create(
            season=small.season,
            key=key,
            group="theme",
            position=9 if key == "a" else 10,
            name_cy=cy,
            name_en=en,
            slug_cy=key,
            slug_en=key,
            sort_cy=sort_key_cy(name.cy),
            sort_en=sort_key_en(name.en),
        )
    document: Any = announcement_document(small.season)

    def ordered_keys(language: str) -> list[str]:
        ranked = sorted(document["sections"], key=lambda section: section["order"][language])
        return [section["key"] for section in ranked]

    assert ordered_keys("cy") == ["overall", "team", "b", "a", "asb"]
    assert ordered_keys("en") == ["overall", "team", "asb", "b", "a"]


def test_the_worker_announces_a_season_that_opened() -> None:
    cast.opened()
    assert announce_due() == 1
    assert announce_due() == 0


def test_announcing_the_same_again_makes_no_new_version() -> None:
    small = cast.opened()
    announce_season(season=small.season, by=small.by_organiser)
    announce_season(season=small.season, by=small.by_organiser)
    assert ReleasedSeason.objects.count() == 1


def test_a_draft_is_not_announced() -> None:
    small = cast.small_season()
    with pytest.raises(NotNow):
        announce_season(season=small.season, by=small.by_organiser)


def _post(small: cast.SmallSeason, key: str, published_at: datetime) -> Post:
    return Post.objects.create(
        season=small.season,
        key=key,
        position=0,
        **columns("title", cast.both(f"Teitl {key}", f"Title {key}")),
        **columns("slug", cast.both(f"{key}-cy", f"{key}-en")),
        **columns("body", cast.both("Corff", "Body")),
        published_at=published_at,
    )


def test_news_appears_at_its_moment_in_both_languages() -> None:
    small = cast.opened()
    _post(small, "later", CLOSES_AT)
    with clock.at(CLOSES_AT - timedelta(seconds=1)):
        assert publish_due_posts() == 0
    with clock.at(CLOSES_AT):
        assert publish_due_posts() == 1
        assert publish_due_posts() == 0
    released = ReleasedPost.objects.get()
    assert (released.title_cy, released.title_en) == ("Teitl later", "Title later")


def test_publishing_a_news_item_again_brings_it_up_to_date() -> None:
    small = cast.opened()
    post = _post(small, "news", OPENS_AT)
    publish_post(post=post, by=small.by_organiser)
    post.title_en = "Corrected"
    post.save()
    publish_post(post=post, by=small.by_organiser)
    assert ReleasedPost.objects.get().title_en == "Corrected"


def test_news_of_the_results_waits_for_the_results_whatever_the_calendar_says() -> None:
    small = cast.ordered()
    _post(small, "results-story", cast.RESULTS_AT)
    about = _post(small, "about-a-category", OPENS_AT)
    about.category = small.categories["asb"]
    about.save()
    _post(small, "ordinary", OPENS_AT)
    cancel_release(order=ReleaseOrder.objects.get(), by=small.by_organiser)
    with clock.at(cast.RESULTS_AT + timedelta(days=1)):
        assert publish_due_posts() == 1
        assert [post.key for post in ReleasedPost.objects.all()] == ["ordinary"]
        with cast.refused("results-not-public"):
            publish_post(post=about, by=small.by_organiser)
        order_release(season=small.season, by=small.by_organiser)
        assert release_due() == 1
        assert publish_due_posts() == 2


def test_results_that_are_not_those_confirmed_are_an_error_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    small = cast.ordered()
    small.season.awards.update(text_en="TAMPERED")
    with clock.at(cast.RESULTS_AT):
        assert release_due() == 0
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert not ReleasedSeason.objects.exists()
