"""People who vouch for a nomination, asked by a link (a manager, a referee)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cadair.foundation.models import Record
from cadair.nominations.models.standing import LANGUAGE_CHOICES, Nomination
from cadair.nominations.states import EndorsementState


class Endorsement(Record):
    """One person asked to vouch for one nomination; organisers read what they say."""

    nomination = models.ForeignKey(
        Nomination, on_delete=models.CASCADE, related_name="endorsements"
    )
    name = models.CharField(max_length=200)
    email = models.EmailField()
    state = models.CharField(
        max_length=9, choices=EndorsementState.choices, default=EndorsementState.ASKED
    )
    asked_at = models.DateTimeField()
    asked_by_ref = models.CharField(max_length=80)
    reminded_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    relation = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES, blank=True)

    class Meta:
        ordering: ClassVar = ["asked_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["nomination", "email"],
                condition=Q(state=EndorsementState.ASKED),
                name="somebody_is_asked_to_vouch_once_at_a_time",
            ),
        ]
