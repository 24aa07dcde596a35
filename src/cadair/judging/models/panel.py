"""The panel, what its judges declare, and what they mark."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cadair.foundation.models import Record
from cadair.judging.states import (
    AsideScope,
    EmployerTie,
    InterestKind,
    InterestNature,
    ScorecardState,
)
from cadair.nominations.models import Entry
from cadair.people.models import Account, Organisation
from cadair.seasons.models import Category, Criterion, Season


class Seat(Record):
    """A place on the panel, held by an organisation."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="seats")
    key = models.SlugField(max_length=80)
    position = models.PositiveSmallIntegerField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="seats")

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["season", "key"], name="seat_key_is_unique"),
        ]


class InterestRules(models.Model):
    """What a season asks of declarations; without a row, the defaults."""

    season = models.OneToOneField(Season, on_delete=models.CASCADE, related_name="interest_rules")
    employer = models.CharField(
        max_length=10, choices=EmployerTie.choices, default=EmployerTie.JUDGE_SAYS
    )
    scope = models.CharField(max_length=8, choices=AsideScope.choices, default=AsideScope.ENTRY)


class BodyMember(models.Model):
    """A body on the panel represents another, its member, in a season."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="body_members")
    body = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="members")
    member = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["season", "body", "member"], name="a_member_is_listed_once"
            ),
        ]


class Judge(Record):
    """The person in a seat.

    A substitute reads only the entries that were given to them, where too few others remained.
    """

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="judges")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="judges")
    key = models.SlugField(max_length=80)
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    account = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, related_name="judging"
    )
    is_chair = models.BooleanField(default=False)
    is_stand_in = models.BooleanField(default=False)
    is_substitute = models.BooleanField(default=False)
    reads_cy = models.BooleanField(default=False)
    reads_en = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["season", "key"], name="judge_key_is_unique"),
            models.UniqueConstraint(
                fields=["season"], condition=Q(is_chair=True), name="a_season_has_one_chair"
            ),
        ]


class Substitution(models.Model):
    """An entry that was given to a substitute."""

    judge = models.ForeignKey(Judge, on_delete=models.CASCADE, related_name="substitutions")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="substitutions")
    given_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["judge", "entry"], name="an_entry_is_given_once_to_a_substitute"
            ),
        ]


class Interest(Record):
    """What a judge declared on an entry; the last word counts.

    `note` says more of it, or why there is none although something was suggested; `signs` are the
    codes of what was. Where a judge steps aside from whole categories, `follows` is the entry for
    which they do.
    """

    judge = models.ForeignKey(Judge, on_delete=models.CASCADE, related_name="interests")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="interests")
    kind = models.CharField(max_length=10, choices=InterestKind.choices)
    nature = models.CharField(max_length=20, choices=InterestNature.choices, blank=True)
    note = models.TextField(blank=True)
    signs = models.JSONField(default=list)
    follows = models.ForeignKey(Entry, on_delete=models.SET_NULL, null=True, related_name="+")
    declared_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["judge", "entry"], name="a_judge_declares_once_on_an_entry"
            ),
            models.CheckConstraint(
                condition=Q(kind=InterestKind.NONE, nature="")
                | ~Q(kind=InterestKind.NONE) & ~Q(nature=""),
                name="an_interest_says_what_it_is",
            ),
        ]


class InterestVersion(models.Model):
    """What was signed on an entry, version by version, and how many scorecards it voided."""

    interest = models.ForeignKey(Interest, on_delete=models.CASCADE, related_name="versions")
    kind = models.CharField(max_length=10, choices=InterestKind.choices)
    nature = models.CharField(max_length=20, choices=InterestNature.choices, blank=True)
    note = models.TextField(blank=True)
    signs = models.JSONField(default=list)
    voided = models.PositiveSmallIntegerField(default=0)
    signed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["signed_at", "pk"]


class Scorecard(Record):
    """One judge's marks and comment on one entry in one category."""

    judge = models.ForeignKey(Judge, on_delete=models.CASCADE, related_name="scorecards")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="scorecards")
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="scorecards")
    state = models.CharField(
        max_length=9, choices=ScorecardState.choices, default=ScorecardState.OPEN
    )
    comment = models.TextField(blank=True)
    locked_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["judge", "entry", "category"], name="one_scorecard_a_judge_and_place"
            ),
        ]


class Mark(models.Model):
    """A judge's number for a criterion."""

    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="marks")
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="marks")
    value = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scorecard", "criterion"], name="one_mark_a_criterion"),
        ]


class Remark(models.Model):
    """What a judge says beside the mark of one criterion."""

    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="remarks")
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="remarks")
    text = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["scorecard", "criterion"], name="one_remark_a_criterion"
            ),
        ]


class Bookmark(models.Model):
    """An entry in a category that a judge wants to come back to; nobody else is told."""

    judge = models.ForeignKey(Judge, on_delete=models.CASCADE, related_name="bookmarks")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="bookmarks")
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="bookmarks")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["judge", "entry", "category"], name="one_bookmark_a_judge_and_place"
            ),
        ]


class DeviceCopy(Record):
    """That a judge keeps their entries on a device, to read where there is no network.

    It holds while the judge marks: locking ends it, and so does the judge from any other device.
    """

    judge = models.ForeignKey(Judge, on_delete=models.CASCADE, related_name="device_copies")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="device_copies")
    taken_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
