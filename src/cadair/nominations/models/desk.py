"""What organisers add to nominations at their desk: flags, notes of contact, views, findings."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from cadair.foundation.bilingual import Bilingual
from cadair.foundation.models import Record
from cadair.nominations.models.standing import Entry, Nomination
from cadair.nominations.states import (
    ContactKind,
    ContactWay,
    FlagKind,
    IneligibleReason,
)
from cadair.people.models import Account
from cadair.seasons.models import Season


class EntryWords(models.Model):
    """What an organiser can find an entry by: everything folded, and its place in the alphabets.

    Made from the entry, the nominations sent in for it and the bodies and people in it; it can be
    thrown away and made again. It holds names of nominators: nothing a judge reads may ask it.
    """

    entry = models.OneToOneField(
        Entry, on_delete=models.CASCADE, primary_key=True, related_name="words"
    )
    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(blank=True)
    place = models.CharField(max_length=420, blank=True)
    sort_cy = models.BinaryField()
    sort_en = models.BinaryField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["season", "sort_cy"], name="entries_in_welsh_order"),
            models.Index(fields=["season", "sort_en"], name="entries_in_english_order"),
        ]


class Flag(Record):
    """Something an organiser should know of a nomination; down once `cleared_at` is set."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="flags")
    kind = models.CharField(max_length=12, choices=FlagKind.choices)
    note = models.CharField(max_length=300, blank=True)
    raised_at = models.DateTimeField()
    raised_by_ref = models.CharField(max_length=80)
    cleared_at = models.DateTimeField(null=True)
    cleared_by_ref = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering: ClassVar = ["raised_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["nomination", "kind"],
                condition=Q(cleared_at=None),
                name="a_flag_is_up_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["kind", "cleared_at", "nomination"], name="flags_that_are_up"),
        ]


class ContactNote(Record):
    """A call, an e-mail or a meeting about a nomination, as an organiser wrote it down."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="contacts")
    kind = models.CharField(max_length=8, choices=ContactKind.choices)
    way = models.CharField(max_length=4, choices=ContactWay.choices)
    on_date = models.DateField()
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by_ref = models.CharField(max_length=80)

    class Meta:
        ordering: ClassVar = ["on_date", "id"]


class SavedView(Record):
    """A list that somebody asks for again and again: the query of its address, under a name."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="saved_views")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=1000)
    is_shared = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["season", "account", "name"], name="a_view_has_a_name_of_its_own"
            ),
        ]


class ProposedExclusion(Record):
    """Somebody finds an entry not eligible, and a second person has yet to confirm it (PRO-11)."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="proposed_exclusion")
    reason = models.CharField(max_length=24, choices=IneligibleReason.choices)
    note_cy = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    review_by = models.DateField()
    proposed_at = models.DateTimeField()
    proposed_by_ref = models.CharField(max_length=80)

    note = Bilingual()

    class Meta:
        ordering: ClassVar = ["proposed_at", "id"]


class Repeat(Record):
    """Two entries that look like the same thing, and why; for good where somebody said no.

    `reasons` holds codes (`RepeatReason`). Grouping is seen on the entries themselves.
    """

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="repeats")
    one = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    reasons = models.JSONField(default=list)
    likeness = models.PositiveSmallIntegerField()
    found_at = models.DateTimeField()
    dismissed_at = models.DateTimeField(null=True)
    dismissed_by_ref = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering: ClassVar = ["-likeness", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["one", "other"], name="two_entries_are_alike_once"),
            models.CheckConstraint(
                condition=Q(one__lt=F("other")), name="a_pair_is_written_one_way_round"
            ),
        ]


class RepeatSearch(models.Model):
    """When a season was last searched for repeats, and when somebody last asked for it."""

    season = models.OneToOneField(Season, on_delete=models.CASCADE, related_name="repeat_search")
    asked_at = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True)
    entries = models.PositiveIntegerField(default=0)
