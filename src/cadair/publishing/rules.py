"""What news asks of the season it is about."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.publishing.models import Post
from cadair.seasons.models import Season
from cadair.seasons.states import ChangeKind


def news_about_a_category(season: Season, kind: ChangeKind) -> Iterator[str | Promise]:
    """Why categories cannot be merged: an item about one waits for the results as long as it is."""
    about = Post.objects.filter(season=season).exclude(category=None)
    if kind == ChangeKind.CATEGORIES and about.exists():
        yield _("A news item is about a category of this season. Take its category away first.")
