"""How sure the order of a category is: what was worked out, from what, and the words for it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from cadair.judging.models.panel import Judge
from cadair.seasons.models import Category, Season


class Analysis(models.Model):
    """The figures of one category, worked out by the worker from all marks of the season.

    Made anew whenever marks change; nothing is decided by it. `judge` is the one judge for whom it
    was worked out without the categories in which they stepped aside, so that nothing of what they
    left can be told from a figure; None: from everything. `inputs_sha256` is the hash of the totals
    of the category from which it was made.
    """

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="analyses")
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="analyses")
    judge = models.ForeignKey(Judge, on_delete=models.CASCADE, null=True, related_name="analyses")
    inputs_sha256 = models.CharField(max_length=64)
    document = models.JSONField()
    computed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["category", "judge"], name="one_analysis_a_category_and_judge"
            ),
            models.UniqueConstraint(
                fields=["category"],
                condition=Q(judge=None),
                name="one_analysis_a_category_for_the_others",
            ),
        ]


class AnalysisLook(models.Model):
    """When the marks of a season were last looked at, how far the record had come then, and the
    hash of everything the figures come from."""

    season = models.OneToOneField(Season, on_delete=models.CASCADE, related_name="analysis_look")
    looked_at = models.DateTimeField()
    sequence = models.BigIntegerField()
    inputs_sha256 = models.CharField(max_length=64)


class CertaintyWords(models.Model):
    """From which chances a season says what, in hundredths; without a row, the defaults.

    `clear` and `ahead`: from which chance to be the best the first is called so. `contenders`: the
    chances of those named as contenders add up to this. Where the chance that the first beats the
    second lies between `open_from` and `open_to`, both are discussed.
    """

    season = models.OneToOneField(Season, on_delete=models.CASCADE, related_name="certainty_words")
    clear = models.PositiveSmallIntegerField(default=80)
    ahead = models.PositiveSmallIntegerField(default=50)
    contenders = models.PositiveSmallIntegerField(default=90)
    open_from = models.PositiveSmallIntegerField(default=35)
    open_to = models.PositiveSmallIntegerField(default=65)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(clear__gte=F("ahead")) & Q(clear__lte=100),
                name="clear_is_more_than_ahead",
            ),
            models.CheckConstraint(
                condition=Q(open_from__lte=F("open_to")) & Q(open_to__lte=100),
                name="open_lies_between",
            ),
        ]
