"""News as it is written, and what is public: released snapshots, and nothing else.

The tables whose names begin with `publishing_released` are all that the public process can read.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cadair.foundation.bilingual import Bilingual
from cadair.foundation.models import Record
from cadair.seasons.models import Category, Season


class Post(Record):
    """A news item as the organiser writes it."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="posts")
    category = models.ForeignKey(
        Category, on_delete=models.SET_NULL, null=True, related_name="posts"
    )
    key = models.SlugField(max_length=100)
    position = models.PositiveSmallIntegerField()
    title_cy = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300)
    slug_cy = models.SlugField(max_length=120)
    slug_en = models.SlugField(max_length=120)
    excerpt_cy = models.TextField(blank=True)
    excerpt_en = models.TextField(blank=True)
    body_cy = models.TextField()
    body_en = models.TextField()
    authors = models.JSONField(default=list)
    tags = models.JSONField(default=list)
    published_at = models.DateTimeField(null=True)
    published_on = models.DateField(null=True)
    published_text_cy = models.CharField(max_length=100, blank=True)
    published_text_en = models.CharField(max_length=100, blank=True)

    title = Bilingual()
    slug = Bilingual()
    excerpt = Bilingual()
    body = Bilingual()
    published_text = Bilingual()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["season", "key"], name="news_key_is_unique"),
        ]


class FormerAddress(models.Model):
    """Where an award was found before somebody’s name was taken out of its address (PRI-12).

    Only a hash of the last word of that address is kept: enough to lead whoever follows an old
    link to the page, too little to read the name from it.
    """

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="former_addresses")
    award_key = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["id"]


class ReleasedProgramme(models.Model):
    """What the public may know of a programme."""

    key = models.CharField(max_length=80, unique=True)
    name_cy = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    slug_cy = models.CharField(max_length=100, unique=True)
    slug_en = models.CharField(max_length=100, unique=True)
    tagline_cy = models.CharField(max_length=400, blank=True)
    tagline_en = models.CharField(max_length=400, blank=True)
    organiser_cy = models.CharField(max_length=200, blank=True)
    organiser_en = models.CharField(max_length=200, blank=True)
    is_fictional = models.BooleanField(default=False)

    name = Bilingual()
    slug = Bilingual()
    tagline = Bilingual()
    organiser = Bilingual()


class ReleasedSeason(models.Model):
    """A season as the public sees it: one document in both languages, so they change together."""

    season_key = models.CharField(max_length=80)
    programme_key = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    name_cy = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    stage = models.CharField(
        max_length=9, choices=[("announced", "announced"), ("results", "results")]
    )
    document = models.TextField()
    sha256 = models.CharField(max_length=64)
    version = models.PositiveIntegerField()
    released_at = models.DateTimeField()
    is_current = models.BooleanField(default=True)

    name = Bilingual()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["season_key"],
                condition=Q(is_current=True),
                name="a_season_has_one_current_snapshot",
            ),
            models.UniqueConstraint(
                fields=["season_key", "version"], name="snapshots_are_numbered"
            ),
        ]


class ReleasedPost(models.Model):
    """A news item as the public sees it."""

    season_key = models.CharField(max_length=80)
    key = models.CharField(max_length=100)
    programme_key = models.CharField(max_length=80)
    category_key = models.CharField(max_length=80, blank=True)
    year = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()
    title_cy = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300)
    slug_cy = models.CharField(max_length=120, unique=True)
    slug_en = models.CharField(max_length=120, unique=True)
    excerpt_cy = models.TextField(blank=True)
    excerpt_en = models.TextField(blank=True)
    body_cy = models.TextField()
    body_en = models.TextField()
    authors = models.JSONField(default=list)
    tags = models.JSONField(default=list)
    published_at = models.DateTimeField(null=True)
    published_text_cy = models.CharField(max_length=100, blank=True)
    published_text_en = models.CharField(max_length=100, blank=True)
    is_fictional = models.BooleanField(default=False)

    title = Bilingual()
    slug = Bilingual()
    excerpt = Bilingual()
    body = Bilingual()
    published_text = Bilingual()

    class Meta:
        ordering: ClassVar = ["-published_at", "-year", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["season_key", "key"], name="released_news_key_is_unique"
            ),
        ]
