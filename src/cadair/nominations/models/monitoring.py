"""Who nominates, as totals only: nothing here leads to a person, a nomination or a moment."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from cadair.nominations.states import MonitoringQuestion
from cadair.seasons.models import Season


class MonitoringRules(models.Model):
    """Whether nominators of a season are asked who they are; no row: they are not."""

    season = models.OneToOneField(Season, on_delete=models.CASCADE, related_name="monitoring_rules")
    is_asked = models.BooleanField()


class MonitoringTally(models.Model):
    """How many gave one answer to one question in a season (PRI-08).

    There is no row for a person: whoever answers adds one to a number, so no two answers can be
    told to be the same person's. No moment, no public id, nothing that could be joined.
    """

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="monitoring_tallies")
    question = models.CharField(max_length=12, choices=MonitoringQuestion.choices)
    answer = models.CharField(max_length=20)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["question", "answer"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["season", "question", "answer"], name="an_answer_has_one_tally"
            ),
        ]
