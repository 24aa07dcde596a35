"""What the worker looks after here: seasons to announce, news to publish, releases that are due.

Each sweep finds its work in the rows themselves, so that whatever was missed is found again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Final, TypeVar

from django.db import transaction
from django.db.models import Exists, OuterRef

from cadair.audit.models import AuditEntry
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import Refusal
from cadair.nominations.models import PublicityStatement
from cadair.publishing.actions import (
    RUNNING,
    announce_season,
    publish_post,
    release_season,
    renew_results,
    tell_of_results,
)
from cadair.publishing.models import Post, ReleasedPost, ReleasedSeason
from cadair.publishing.release import (
    announcement_document,
    results_document,
    seasons_due_for_release,
)
from cadair.publishing.rules import has_come, waits_for_results
from cadair.seasons.models import Season
from cadair.seasons.queries import locked
from cadair.seasons.states import SeasonState

T = TypeVar("T", Season, Post)

logger = logging.getLogger(__name__)

NEWS_FOR: Final = timedelta(days=7)
LOOKED_AT_FOR: Final = timedelta(days=7)
"""So long after somebody spoke the public page is compared with what they said (PRI-10)."""


def release_due() -> int:
    """Carry out every order whose minute has come; returns how many were carried out here."""
    return sum(_done(_release, season, season.key) for season in seasons_due_for_release())


def renew_due() -> int:
    """Publish again what somebody's words on being named have changed; returns how many seasons.

    Whoever takes their word back is gone from the public pages with the next look.
    """
    lately = PublicityStatement.objects.filter(made_at__gte=clock.now() - LOOKED_AT_FOR)
    said = Season.objects.filter(
        state=SeasonState.RELEASED,
        release_orders__isnull=False,
        pk__in=lately.values("nominee__nomination__season"),
    ).distinct()
    return sum(
        _done(_renew, season, season.key)
        for season in said.select_related("programme")
        if not _is_shown(season)
    )


def _is_shown(season: Season) -> bool:
    """Whether the results that the public reads are what stands in the rows."""
    current = ReleasedSeason.objects.filter(season_key=season.key, is_current=True)
    digest = current.values_list("sha256", flat=True).first()
    return digest == sha256_of(results_document(season))


def tell_due() -> int:
    """Write to the nominators of every season published since a week ago; returns how many.

    What was published longer ago, or came published in a file, is no news to anybody.
    """
    told = AuditEntry.objects.filter(
        action="tell_of_results", season_ref=OuterRef("public_id")
    ).order_by()
    fresh = Season.objects.filter(
        state=SeasonState.RELEASED,
        released_at__gte=clock.now() - NEWS_FOR,
        release_orders__isnull=False,
    ).exclude(Exists(told))
    return sum(_done(_tell, season, season.key) for season in fresh.distinct())


def announce_due() -> int:
    """Announce every running season that the public cannot see as it is; returns how many."""
    running = Season.objects.filter(state__in=RUNNING).select_related("programme")
    return sum(
        _done(_announce, season, season.key) for season in running if not _is_announced(season)
    )


def _is_announced(season: Season) -> bool:
    """Whether what the public reads is what stands in the rows."""
    current = ReleasedSeason.objects.filter(season_key=season.key, is_current=True)
    digest = current.values_list("sha256", flat=True).first()
    return digest is not None and digest == sha256_of(announcement_document(season))


def publish_due_posts() -> int:
    """Publish every dated news item whose moment has come; returns how many."""
    public = ReleasedPost.objects.filter(season_key=OuterRef("season__key"), key=OuterRef("key"))
    hidden = Post.objects.exclude(Exists(public)).select_related("season", "category")
    fresh = [post for post in hidden if has_come(post) and not waits_for_results(post)]
    return sum(_done(_publish, post, f"{post.season.key}/{post.key}") for post in fresh)


def _done(do: Callable[[T], bool], thing: T, name: str) -> bool:
    """Whether it was done here; what fails does not keep the next thing from its moment."""
    try:
        with transaction.atomic():
            return do(thing)
    except Refusal as refusal:
        # Another worker was faster, or somebody changed their mind in between: both are fine.
        # That results are not those confirmed is not: somebody must look at once.
        level = logging.ERROR if refusal.code == "not-as-confirmed" else logging.INFO
        logger.log(level, "not done: %s: %s", name, refusal.code)
    except Exception:
        # The next look tries again; the log keeps the traceback for the operator.
        logger.exception("failed: %s", name)
    return False


def _release(season: Season) -> bool:
    release_season(season=season, by=Actor.system("worker"))
    return True


def _renew(season: Season) -> bool:
    """Under the lock of the season, so that of two workers one finds it done."""
    season = locked(season)
    if _is_shown(season):
        return False
    renew_results(season=season, by=Actor.system("worker"))
    return True


def _tell(season: Season) -> bool:
    """Under the lock of the season, so that of two workers one finds it done."""
    season = locked(season)
    if AuditEntry.objects.filter(action="tell_of_results", season_ref=season.public_id).exists():
        return False
    tell_of_results(season=season, by=Actor.system("worker"))
    return True


def _announce(season: Season) -> bool:
    """Under the lock of the season, so that of two workers one finds it announced."""
    season = locked(season)
    if season.state not in RUNNING or _is_announced(season):
        return False
    announce_season(season=season, by=Actor.system("worker"))
    return True


def _publish(post: Post) -> bool:
    """Under the lock of the season, so that of two workers one finds it published."""
    locked(post.season)
    if ReleasedPost.objects.filter(season_key=post.season.key, key=post.key).exists():
        return False
    publish_post(post=post, by=Actor.system("worker"))
    return True
