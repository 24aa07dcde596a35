"""The panel’s meeting: who sat in it, what was on the table, votes, marks changed, correspondence.

Everything a judge said here hangs on the judge, so that a late step aside can take it away.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cadair.foundation.models import Record
from cadair.judging.meeting_states import Answer, MotionState, Presence, SittingEnd, Stance
from cadair.judging.models.panel import Judge, Scorecard
from cadair.nominations.models import LANGUAGE_CHOICES, Entry
from cadair.seasons.models import AwardKind, Category, Criterion, Season


class Meeting(Record):
    """What a season’s meeting asks for and what is on its table.

    `quorum`: how many judges must be present for a decision, None: not asked. `version` goes up
    with every move, so that two who lead at once see each other.
    """

    season = models.OneToOneField(Season, on_delete=models.CASCADE, related_name="meeting")
    quorum = models.PositiveSmallIntegerField(null=True)
    table = models.ForeignKey(Category, on_delete=models.SET_NULL, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    moved_at = models.DateTimeField(null=True)
    moved_by_ref = models.CharField(max_length=80, blank=True)


class Sitting(Record):
    """One sitting of the meeting; one that is adjourned goes on in another."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="sittings")
    number = models.PositiveSmallIntegerField()
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    end = models.CharField(max_length=9, choices=SittingEnd.choices, blank=True)
    goes_on_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["season", "number"], name="sittings_are_numbered"),
            models.UniqueConstraint(
                fields=["season"], condition=Q(ended_at=None), name="one_sitting_at_a_time"
            ),
        ]


class Attendance(models.Model):
    """Whether a judge was there in a sitting, from when until when."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="attendance")
    judge = models.ForeignKey(Judge, on_delete=models.CASCADE, related_name="attendance")
    presence = models.CharField(max_length=9, choices=Presence.choices)
    came_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sitting", "judge"], name="a_judge_is_once_in_a_sitting"
            ),
        ]


class OutOfRoom(models.Model):
    """A judge was out of the room while a category was on the table: they stepped aside there."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="out_of_room")
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="+")
    judge = models.ForeignKey(Judge, on_delete=models.CASCADE, related_name="out_of_room")
    left_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sitting", "category", "judge"], name="out_of_the_room_once_a_category"
            ),
        ]


class Poll(Record):
    """A vote that the panel held on a category; of a secret one only numbers are kept."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="polls")
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="polls")
    kind = models.ForeignKey(AwardKind, on_delete=models.SET_NULL, null=True, related_name="+")
    number = models.PositiveSmallIntegerField()
    is_secret = models.BooleanField(default=False)
    held_at = models.DateTimeField()
    held_by_ref = models.CharField(max_length=80)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["category", "number"], name="polls_are_numbered"),
        ]


class Vote(models.Model):
    """One judge’s vote, or of a secret poll how many said the same."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="votes")
    judge = models.ForeignKey(Judge, on_delete=models.CASCADE, null=True, related_name="votes")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, null=True, related_name="votes")
    stance = models.CharField(max_length=8, choices=Stance.choices)
    number = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poll", "judge"], name="a_judge_votes_once"),
            models.CheckConstraint(
                condition=Q(stance=Stance.FOR, entry__isnull=False)
                | ~Q(stance=Stance.FOR) & Q(entry=None),
                name="a_vote_for_names_an_entry",
            ),
        ]


class MarkChange(models.Model):
    """A judge’s mark that was changed in the meeting, and why."""

    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="changed_marks")
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="+")
    was = models.PositiveSmallIntegerField()
    value = models.PositiveSmallIntegerField()
    reason = models.TextField()
    reason_language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES)
    changed_at = models.DateTimeField()
    changed_by_ref = models.CharField(max_length=80)

    class Meta:
        ordering: ClassVar = ["changed_at", "pk"]


class Motion(Record):
    """A decision put to the judges by correspondence: it stands once enough of them agree.

    `form` is the decision as it was typed; `needed` is how many must agree.
    """

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="motions")
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="motions")
    form = models.JSONField()
    sha256 = models.CharField(max_length=64)
    needed = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    state = models.CharField(max_length=9, choices=MotionState.choices, default=MotionState.OPEN)
    put_at = models.DateTimeField()
    put_by_ref = models.CharField(max_length=80)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["put_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["category"],
                condition=Q(state=MotionState.OPEN),
                name="one_motion_a_category_is_open",
            ),
        ]


class Reply(models.Model):
    """What a judge answered to a decision by correspondence; no answer: not yet."""

    motion = models.ForeignKey(Motion, on_delete=models.CASCADE, related_name="replies")
    judge = models.ForeignKey(Judge, on_delete=models.CASCADE, related_name="replies")
    answer = models.CharField(max_length=9, choices=Answer.choices, blank=True)
    note = models.TextField(blank=True)
    given_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["motion", "judge"], name="a_judge_answers_once"),
        ]
