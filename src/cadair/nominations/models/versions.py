"""What nominations said before their nominators changed them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from cadair.nominations.models.standing import Nomination


class NominationVersion(models.Model):
    """A nomination as it stood until `replaced_at`; the first one sent has the number 1.

    `content` holds what the form said, by the words of `seasons.questions` and of the pages.
    """

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()
    replaced_at = models.DateTimeField()
    content = models.JSONField()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["nomination", "number"], name="a_version_of_a_nomination_has_its_own_number"
            ),
        ]
