"""What was confirmed and what is public once somebody was taken out: the same, without the name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cadair.foundation.canonical import sha256_of
from cadair.outcomes.models import Award, Seal
from cadair.outcomes.queries import outcome_sha256, results_sha256
from cadair.publishing.actions import publish_snapshot, write_released_post
from cadair.publishing.models import FormerAddress, Post, ReleasedPost, ReleasedSeason
from cadair.publishing.release import announcement_document, results_document
from cadair.retention.sweeping import Place
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonState


@dataclass(frozen=True, slots=True)
class Before:
    """Where awards and news could be found, and what was confirmed, before anything went."""

    awards: dict[int, tuple[str, str, str]]
    posts: dict[int, str]
    outcome: str

    @classmethod
    def of(cls, season: Season) -> Before:
        """As it stands."""
        awards = season.awards.values_list("pk", "key", "slug_cy", "slug_en")
        return cls(
            {pk: (key, cy, en) for pk, key, cy, en in awards},
            dict(season.posts.values_list("pk", "key")),
            outcome_sha256(season) if Seal.objects.filter(season=season).exists() else "",
        )


def reseal(season: Season, before: Before, places: Sequence[Place]) -> dict[str, str]:
    """Let the confirmation stand for the words without the name; returns what the record keeps.

    Who won what cannot change by this: a mark stands in titles, texts and reasons, nothing else.
    """
    if not before.outcome:
        # Whoever approved a text reads it once more.
        given = [each.pk for each in places if each.model is Award]
        Award.objects.filter(pk__in=given).update(is_text_approved=False)
        return {}
    after = outcome_sha256(season)
    if after == before.outcome:
        return {}
    Seal.objects.filter(season=season, sha256=before.outcome).update(sha256=after)
    return {
        "outcome_was": before.outcome,
        "outcome_sha256": after,
        "results_sha256": results_sha256(season),
    }


def publish_anew(season: Season, before: Before, places: Sequence[Place]) -> None:
    """Old links still lead to their awards; no older version of what is public stays."""
    changed = {each.pk for each in places if each.model is Award}
    for award in Award.objects.filter(pk__in=changed):
        key, *slugs = before.awards[award.pk]
        FormerAddress.objects.filter(season=season, award_key=key).update(award_key=award.key)
        FormerAddress.objects.bulk_create(
            FormerAddress(season=season, award_key=award.key, sha256=sha256_of(slug))
            for slug in sorted({*slugs} - {award.slug_cy, award.slug_en, ""})
        )
    for post in Post.objects.filter(pk__in=[each.pk for each in places if each.model is Post]):
        _publish_post(season, before.posts[post.pk], post)
    public = ReleasedSeason.objects.filter(season_key=season.key)
    if public.filter(is_current=True).exists():
        publish_snapshot(season, **_document(season))
        public.filter(is_current=False).delete()


def _publish_post(season: Season, key: str, post: Post) -> None:
    there = ReleasedPost.objects.filter(season_key=season.key, key=key)
    if there.exists():
        if key != post.key:
            there.delete()
        write_released_post(post)


def _document(season: Season) -> dict[str, Any]:
    if season.state == SeasonState.RELEASED:
        return {"document": results_document(season), "stage": "results"}
    return {"document": announcement_document(season), "stage": "announced"}
