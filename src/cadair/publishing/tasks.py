"""What the worker looks after here: seasons to announce, news to publish, releases that are due.

Each sweep finds its work in the rows themselves, so that whatever was missed is found again.
"""

from __future__ import annotations

import logging

from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotNow
from cadair.publishing.actions import RUNNING, announce_season, publish_post, release_season
from cadair.publishing.models import Post, ReleasedPost, ReleasedSeason
from cadair.publishing.release import seasons_due_for_release
from cadair.seasons.models import Season

logger = logging.getLogger(__name__)


def release_due() -> int:
    """Carry out every order whose minute has come; returns how many were carried out here."""
    done = 0
    for season in seasons_due_for_release():
        try:
            release_season(season=season, by=Actor.system("worker"))
        except NotNow as refusal:
            # Another worker was faster, or the order was cancelled in between: both are fine.
            logger.info("release of %s not carried out: %s", season.key, refusal.code)
            continue
        done += 1
    return done


def announce_due() -> int:
    """Announce every running season that the public cannot see yet; returns how many."""
    public = ReleasedSeason.objects.filter(is_current=True).values("season_key")
    waiting = Season.objects.filter(state__in=RUNNING).exclude(key__in=public)
    for season in waiting:
        announce_season(season=season, by=Actor.system("worker"))
    return len(waiting)


def publish_due_posts() -> int:
    """Publish every dated news item whose moment has come; returns how many."""
    public = set(ReleasedPost.objects.values_list("season_key", "key"))
    due = Post.objects.filter(published_at__lte=clock.now()).select_related("season", "category")
    fresh = [post for post in due if (post.season.key, post.key) not in public]
    for post in fresh:
        publish_post(post=post, by=Actor.system("worker"))
    return len(fresh)
