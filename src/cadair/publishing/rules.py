"""What news asks of the season it is about, and when it may be public."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.foundation import clock
from cadair.publishing.models import Post
from cadair.seasons.models import Season
from cadair.seasons.states import ChangeKind, SeasonState


def news_about_a_category(season: Season, kind: ChangeKind) -> Iterator[str | Promise]:
    """Why categories cannot be merged: an item about one waits for the results as long as it is."""
    about = Post.objects.filter(season=season).exclude(category=None)
    if kind == ChangeKind.CATEGORIES and about.exists():
        yield _("A news item is about a category of this season. Take its category away first.")


def waits_for_results(post: Post) -> bool:
    """Whether a news item may speak of the results while these are not public.

    That is an item about a category, and one dated at or after the day of the results or, where
    that day is not known, of the ceremony. The state of the season decides, not the calendar.
    """
    season = post.season
    if season.state == SeasonState.RELEASED:
        return False
    if post.category_id is not None:
        return True
    moments = {moment.key: moment for moment in season.moments.all()}
    known = moments.get("results") or moments.get("ceremony")
    first_day = _day(known.at, known.on_date) if known else None
    own_day = _day(post.published_at, post.published_on)
    return first_day is not None and own_day is not None and own_day >= first_day


def _day(at: datetime | None, on_date: date | None) -> date | None:
    return clock.to_london(at).date() if at else on_date


def has_come(post: Post) -> bool:
    """Whether the moment of a news item has come; an item of a day appears as the day begins."""
    if post.published_at is not None:
        return post.published_at <= clock.now()
    today = clock.to_london(clock.now()).date()
    return post.published_on is not None and post.published_on <= today
