"""What is held back: read by every rule."""

from __future__ import annotations

from django.db.models import QuerySet

from cadair.audit.models import RetentionHold
from cadair.audit.queries import held_one_by_one
from cadair.seasons.models import Season


def holds_of(season: Season) -> QuerySet[RetentionHold]:
    """Every hold of a season, those that were lifted too, the newest first."""
    return RetentionHold.objects.filter(season=season.public_id)


def held_nominations() -> list[str]:
    """The public ids of the nominations that are held back one by one."""
    return held_one_by_one("nomination")
