"""News in a season file; and a file whose results are public makes them public here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cadair.foundation.bilingual import columns
from cadair.publishing.actions import publish_snapshot, write_released_post
from cadair.publishing.models import Post, ReleasedPost, ReleasedSeason
from cadair.publishing.release import results_document
from cadair.publishing.rules import has_come, waits_for_results
from cadair.seasons.models import Season
from cadair.seasons.season_file import Loading, SeasonFilePart
from cadair.seasons.season_frame import bilingual, file_text, given_text, moment_columns
from cadair.seasons.states import SeasonState
from seasonfile import Moment, NewsPart, TagPart, Text


class PublishingPart(SeasonFilePart):
    """Reads and writes `news`; publishes what the file says is public."""

    def load(self, loading: Loading) -> None:
        """Write the news; publish what is due or archived, and released results."""
        season = loading.season
        ReleasedPost.objects.filter(season_key=season.key).delete()
        ReleasedSeason.objects.filter(season_key=season.key).update(is_current=False)
        for position, part in enumerate(loading.document.news):
            post = write_post(season, part, position)
            if (has_come(post) and not waits_for_results(post)) or _is_archived(post):
                write_released_post(post)
        if season.state == SeasonState.RELEASED:
            publish_snapshot(season, results_document(season), stage="results")

    def export(self, season: Season) -> Mapping[str, Any]:
        """The season's news, newest first."""
        return {"news": tuple(_export_post(post) for post in season.posts.all())}


def _is_archived(post: Post) -> bool:
    """Undated news of a season that is over; that of a running one waits for an organiser."""
    is_dated = post.published_at is not None or post.published_on is not None
    return not is_dated and post.season.state == SeasonState.RELEASED


def write_post(season: Season, part: NewsPart, position: int) -> Post:
    """Write down a news item of the file, in public or not as the worker finds."""
    category = season.categories.get(key=part.category) if part.category else None
    moment = moment_columns(part.published) if part.published else {}
    return Post.objects.create(
        season=season,
        category=category,
        key=part.key,
        position=position,
        **columns("title", bilingual(part.title)),
        **columns("slug", bilingual(part.slug)),
        **columns("excerpt", bilingual(part.excerpt)),
        **columns("body", bilingual(part.body)),
        authors=[author.as_dict() for author in part.authors],
        tags=[{"key": tag.key, "cy": tag.cy, "en": tag.en} for tag in part.tags],
        published_at=moment.get("at"),
        published_on=moment.get("on_date"),
        published_text_cy=moment.get("text_cy", ""),
        published_text_en=moment.get("text_en", ""),
    )


def _export_post(post: Post) -> NewsPart:
    return NewsPart(
        key=post.key,
        title=given_text(post.title),
        slug=given_text(post.slug),
        excerpt=file_text(post.excerpt),
        body=given_text(post.body),
        published=_export_published(post),
        authors=tuple(Text(**author) for author in post.authors),
        tags=tuple(TagPart(**tag) for tag in post.tags),
        category=post.category.key if post.category else None,
    )


def _export_published(post: Post) -> Moment | None:
    if post.published_at is not None:
        return Moment.at_instant(post.published_at)
    if post.published_on is not None:
        return Moment.on_day(post.published_on)
    text = file_text(post.published_text)
    return Moment(text=text) if text else None
