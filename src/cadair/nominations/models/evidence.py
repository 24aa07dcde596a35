"""Evidence: files and links beside a nomination, each with what it shows."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cadair.files.models import StoredFile
from cadair.foundation.models import Record
from cadair.nominations.models.standing import LANGUAGE_CHOICES, Draft, Nomination


class Evidence(Record):
    """A file or a link, of a form that is being filled in or of a nomination that was sent.

    `question` is the key of the question that asked for it, empty for what stands beside the whole
    form. What an organiser withheld no judge sees. A link is shown as it was typed and never
    followed by us (SEC-14).
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, null=True, related_name="evidence")
    nomination = models.ForeignKey(
        Nomination, on_delete=models.CASCADE, null=True, related_name="evidence"
    )
    question = models.SlugField(max_length=40, blank=True)
    position = models.PositiveSmallIntegerField()
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, related_name="evidence"
    )
    link = models.CharField(max_length=2000, blank=True)
    description = models.TextField(blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES)
    is_withheld = models.BooleanField(default=False)
    refusal_told_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(draft=None) & ~Q(nomination=None) | ~Q(draft=None) & Q(nomination=None),
                name="evidence_belongs_to_a_draft_or_to_a_nomination",
            ),
            models.CheckConstraint(
                condition=Q(file=None) & ~Q(link="") | ~Q(file=None) & Q(link=""),
                name="evidence_is_a_file_or_a_link",
            ),
        ]
