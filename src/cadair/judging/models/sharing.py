"""How reading is shared out among judges, and whose names are kept from them until they locked."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cadair.foundation.models import Record
from cadair.judging.models.rounds import Round
from cadair.judging.round_states import PlanState
from cadair.nominations.models import Evidence


class SharingPlan(Record):
    """Who would read what in a round, as the worker computes it; nothing stands until accepted.

    `wishes` is what was asked for, `found` what came of it, both by public identities. `is_top_up`:
    what judges have begun stays with them, and as little as possible moves. `inputs_sha256` is of
    all that it was computed from, so that a plan made before a later declaration is noticed.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="plans")
    state = models.CharField(max_length=9, choices=PlanState.choices, default=PlanState.COMPUTING)
    is_top_up = models.BooleanField(default=False)
    seed = models.PositiveIntegerField(default=0)
    wishes = models.JSONField(default=dict)
    found = models.JSONField(default=dict)
    inputs_sha256 = models.CharField(max_length=64, blank=True)
    problem = models.CharField(max_length=40, blank=True)
    asked_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round"],
                condition=Q(state__in=("computing", "ready")),
                name="a_round_has_one_plan_at_a_time",
            ),
        ]


class NamesShown(Record):
    """That an organiser showed the names of a round to its judges before they locked, and why."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="names_shown")
    reason = models.TextField()
    shown_at = models.DateTimeField()


class NamelessFile(models.Model):
    """A file or link in which an organiser found no name: judges read it while names are hidden."""

    evidence = models.OneToOneField(
        Evidence, on_delete=models.CASCADE, related_name="found_nameless"
    )
    found_at = models.DateTimeField()
