"""Who was asked to write a form together with its owner, or to take it over."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cadair.foundation.models import Record
from cadair.nominations.models.standing import Draft
from cadair.nominations.states import CoauthorState
from cadair.people.models import Account


class Coauthor(Record):
    """One person asked to write one form too, or, with `takes_over`, to have it from now on.

    The letter goes to `email`; only an account with that address can say yes.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="coauthors")
    email = models.EmailField()
    takes_over = models.BooleanField(default=False)
    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, null=True, related_name="coauthored"
    )
    state = models.CharField(
        max_length=6, choices=CoauthorState.choices, default=CoauthorState.ASKED
    )
    asked_at = models.DateTimeField()
    asked_by_ref = models.CharField(max_length=80)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["asked_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["draft", "email", "takes_over"],
                condition=~Q(state=CoauthorState.ENDED),
                name="somebody_is_asked_to_write_once_at_a_time",
            ),
        ]
