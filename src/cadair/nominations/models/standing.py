"""Entries, which are judged, and the nominations behind them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from cadair.foundation.bilingual import Bilingual
from cadair.foundation.models import Record
from cadair.nominations.states import (
    Eligibility,
    EntryKind,
    IneligibleReason,
    NominationSource,
    NominationState,
    OrganisationRole,
    Relation,
)
from cadair.people.models import Account, Organisation
from cadair.seasons.models import Category, Season

LANGUAGE_CHOICES = [("cy", "Cymraeg"), ("en", "English")]


class Entry(Record):
    """One person, team, project or partnership put forward in a season.

    Its title stands in the author's language (`title_language`), or, where that is empty, in both.
    A test entry belongs to a rehearsal and is never counted. An entry grouped into another is the
    same thing put forward again: its nominations stand behind the other one. Where it was found
    not eligible, the nominators were told why in words, and until when they can ask for a review.
    Once an organiser has moved it (`is_moved`), its categories are no longer the nominator's.
    """

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="entries")
    reference = models.CharField(max_length=80)
    title_cy = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=300, blank=True)
    title_language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES, blank=True)
    kind = models.CharField(max_length=12, choices=EntryKind.choices, blank=True)
    place_cy = models.CharField(max_length=200, blank=True)
    place_en = models.CharField(max_length=200, blank=True)
    eligibility = models.CharField(
        max_length=10, choices=Eligibility.choices, default=Eligibility.UNCHECKED
    )
    ineligible_reason = models.CharField(
        max_length=24, choices=IneligibleReason.choices, blank=True
    )
    ineligible_note_cy = models.TextField(blank=True)
    ineligible_note_en = models.TextField(blank=True)
    review_by = models.DateField(null=True)
    categories = models.ManyToManyField(Category, through="EntryCategory", related_name="entries")
    is_test = models.BooleanField(default=False)
    is_moved = models.BooleanField(default=False)
    grouped_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="grouped"
    )

    place = Bilingual()
    ineligible_note = Bilingual()

    class Meta:
        ordering: ClassVar = ["reference"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["season", "reference"], name="entry_reference_is_unique"
            ),
            models.CheckConstraint(
                condition=Q(eligibility=Eligibility.INELIGIBLE) & ~Q(ineligible_reason="")
                | ~Q(eligibility=Eligibility.INELIGIBLE) & Q(ineligible_reason=""),
                name="not_eligible_has_a_reason_and_only_then",
            ),
            models.CheckConstraint(
                condition=~Q(title_cy="", title_en=""), name="an_entry_has_a_title"
            ),
        ]

    @property
    def title(self) -> str:
        """The title as its author wrote it, or the English one where both exist."""
        return self.title_cy if self.title_language == "cy" else self.title_en


class EntryCategory(models.Model):
    """An entry stands in a category."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="places")
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="places")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["entry", "category"], name="an_entry_stands_once_in_a_category"
            ),
        ]


class EntryOrganisation(models.Model):
    """An organisation behind an entry, in the order the nominator gave.

    Where it `is_withheld`, the panel does not read its name.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="bodies")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="entry_parts"
    )
    role = models.CharField(
        max_length=7, choices=OrganisationRole.choices, default=OrganisationRole.PARTNER
    )
    position = models.PositiveSmallIntegerField(default=0)
    is_withheld = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["entry", "organisation"], name="an_organisation_is_named_once"
            ),
        ]


class EntryPerson(models.Model):
    """A person in an entry: by name, or described by role in both languages.

    The name is published only where `is_name_public`; a nominator cannot agree to that for them.
    Where `is_first_name_only`, for somebody under 18, no more than that is published (PRI-09).
    Where it `is_withheld`, the panel does not read it either.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="people")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=200, blank=True)
    description_cy = models.CharField(max_length=200, blank=True)
    description_en = models.CharField(max_length=200, blank=True)
    is_name_public = models.BooleanField(default=False)
    is_first_name_only = models.BooleanField(default=False)
    is_withheld = models.BooleanField(default=False)

    description = Bilingual()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(name="") | (~Q(description_cy="") & ~Q(description_en="")),
                name="a_person_has_a_name_or_is_described_in_both_languages",
            ),
        ]


class Nomination(Record):
    """One form sent in by a nominator, behind an entry.

    `summary` and `answers` are what was sent; `panel_summary` and `panel_answers` what the panel
    reads of it, with what was redacted taken out, once somebody has read it (`is_read`). `hints`
    counts what in them looks as if it named somebody: a suggestion, never a decision. One that
    did not come by the web was `entered_by` an organiser.
    """

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="nominations")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="nominations")
    reference = models.CharField(max_length=80)
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES)
    relation = models.CharField(max_length=11, choices=Relation.choices)
    nominator_name = models.CharField(max_length=200)
    nominator_email = models.EmailField()
    nominator_organisation = models.CharField(max_length=200, blank=True)
    submitted_at = models.DateTimeField()
    notice_version = models.PositiveSmallIntegerField(null=True)
    state = models.CharField(
        max_length=9, choices=NominationState.choices, default=NominationState.SUBMITTED
    )
    source = models.CharField(
        max_length=9, choices=NominationSource.choices, default=NominationSource.WEB
    )
    entered_by = models.CharField(max_length=80, blank=True)
    imported_in = models.ForeignKey(
        "NominationImport", on_delete=models.SET_NULL, null=True, related_name="nominations"
    )
    summary = models.TextField()
    answers = models.JSONField(default=dict)
    panel_summary = models.TextField(blank=True)
    panel_answers = models.JSONField(default=dict)
    hints = models.PositiveSmallIntegerField(default=0)
    is_read = models.BooleanField(default=False)
    read_by = models.CharField(max_length=80, blank=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["reference"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["season", "reference"], name="nomination_reference_is_unique"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["season", "entry", "state", "language"], name="nominations_of_a_season"
            ),
            models.Index(
                fields=["season", "submitted_at", "id", "entry", "state", "language"],
                name="nominations_by_time",
            ),
        ]


class Draft(Record):
    """A form that somebody is filling in; `answers` holds what each page asked, by page key.

    It belongs to an account, or, before anybody signed in, to the browser that knows its
    `public_id`. Once sent in, only the nomination counts; while `is_changing`, what was sent is
    being written anew. Each page carries the version of the draft in which it was last saved, so
    that two windows on different pages do not collide.
    """

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="drafts")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, related_name="drafts")
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES)
    answers = models.JSONField(default=dict)
    finished_pages = models.JSONField(default=list)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    is_test = models.BooleanField(default=False)
    nomination = models.OneToOneField(
        Nomination, on_delete=models.CASCADE, null=True, related_name="draft"
    )
    is_changing = models.BooleanField(default=False)
    source = models.CharField(
        max_length=9, choices=NominationSource.choices, default=NominationSource.WEB
    )
    saved_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-saved_at"]

    @property
    def is_sent(self) -> bool:
        """Whether it was sent in and nobody is changing it."""
        return self.nomination_id is not None and not self.is_changing

    def values_of(self, page: str) -> dict[str, Any]:
        """What is saved of a page; empty when nothing is."""
        return dict(self.answers.get(page, {}).get("values", {}))

    def version_of(self, page: str) -> int:
        """The version of the draft in which this page was last saved; 0 when it never was."""
        return int(self.answers.get(page, {}).get("version", 0))
