"""What is published is what was confirmed, and news appears on its day and not before."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime, timedelta

import pytest

from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import columns
from cadair.foundation.refusals import NotComplete
from cadair.outcomes.actions import seal_season
from cadair.outcomes.models import Award, Decision
from cadair.publishing.actions import release_season
from cadair.publishing.models import Post, ReleasedPost, ReleasedSeason
from cadair.publishing.tasks import publish_due_posts, release_due
from cadair.seasons.models import Season
from cadair.seasons.season_file import export_season, load_season
from seasonfile import Moment, NewsPart, Text
from tests.cadair import valley

pytestmark = pytest.mark.django_db

DAY = date(2026, 9, 14)
BEGINNING_OF_THE_DAY = datetime(2026, 9, 13, 23, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "change",
    [
        {"title_en": "Somebody else"},
        {"text_cy": "Testun arall"},
        {"presenter_en": "Somebody else"},
        {"collected_by_cy": "Rhywun arall"},
        {"slug_en": "somewhere-else"},
        {"is_joint": True},
    ],
    ids=lambda change: next(iter(change)),
)
def test_awards_changed_behind_the_seal_are_not_published(change: dict[str, object]) -> None:
    small = valley.ordered()
    award = Award.objects.filter(category__key="asb").earliest("position")
    Award.objects.filter(pk=award.pk).update(**change)
    with clock.at(valley.RESULTS_AT):
        with valley.refused("not-as-confirmed"):
            release_season(season=small.season, by=small.by_organiser)
        assert release_due() == 0
    assert not ReleasedSeason.objects.exists()


def test_an_award_taken_away_behind_the_seal_stops_the_release() -> None:
    small = valley.ordered()
    Award.objects.filter(category__key="overall").delete()
    with clock.at(valley.RESULTS_AT), valley.refused("not-as-confirmed"):
        release_season(season=small.season, by=small.by_organiser)


def test_half_a_translation_of_anything_public_stops_the_seal() -> None:
    small = valley.decided()
    award = Award.objects.filter(category__key="asb").earliest("position")
    Award.objects.filter(pk=award.pk).update(presenter_en="Somebody", collected_by_cy="Rhywun")
    Decision.objects.filter(category__key="team").update(wording_en="No team stood out.")
    with clock.at(valley.MEETING), pytest.raises(NotComplete) as refusal:
        seal_season(season=small.season, by=small.by_organiser, confirmed_by=small.by(small.chair))
    assert len(refusal.value.problems) == 3
    assert "team" in str(refusal.value)


def _post(small: valley.SmallSeason, on: date | None) -> Post:
    return Post.objects.create(
        season=small.season,
        key="news",
        position=0,
        **columns("title", valley.both("Teitl", "Title")),
        **columns("slug", valley.both("newydd", "new")),
        **columns("body", valley.both("Corff", "Body")),
        published_on=on,
    )


def test_news_of_a_day_appears_as_the_day_begins_in_wales_and_carries_its_date() -> None:
    _post(valley.opened(), DAY)
    with clock.at(BEGINNING_OF_THE_DAY - timedelta(seconds=1)):
        assert publish_due_posts() == 0
    with clock.at(BEGINNING_OF_THE_DAY):
        assert publish_due_posts() == 1
    assert ReleasedPost.objects.get().published_at == BEGINNING_OF_THE_DAY


def test_news_without_a_date_waits_for_somebody_to_publish_it_even_after_the_results() -> None:
    small = valley.ordered()
    _post(small, None)
    with clock.at(valley.RESULTS_AT):
        assert release_due() == 1
        assert publish_due_posts() == 0


def test_a_file_publishes_undated_news_of_an_archive_and_not_of_a_running_season() -> None:
    small = valley.ordered()
    news = NewsPart(
        key="winners",
        title=Text(cy="Yr enillwyr", en="The winners"),
        slug=Text(cy="yr-enillwyr", en="the-winners"),
        body=Text(cy="Pwy enillodd", en="Who won"),
    )
    running = dataclasses.replace(export_season(small.season), news=(news,))
    Season.objects.all().delete()
    load_season(document=running, by=Actor.operator())
    assert not ReleasedPost.objects.exists()
    Season.objects.all().delete()
    with clock.at(valley.RESULTS_AT):
        results = Moment.at_instant(valley.RESULTS_AT)
        over = dataclasses.replace(running, state="released", released=results)
        load_season(document=over, by=Actor.operator())
    assert ReleasedPost.objects.get().title_cy == "Yr enillwyr"
