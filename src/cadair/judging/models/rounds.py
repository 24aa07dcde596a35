"""The rounds of a category’s judging, who reads what in each, and what judges give in them.

A category without rounds is judged in one: the whole panel marks every entry by the criteria, then
the panel decides. Marks by criteria are scorecards whatever the round; a later round of that kind
asks further judges for theirs. A rank is not a score: every kind of answer has a table of its own.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cadair.foundation.bilingual import Bilingual
from cadair.foundation.models import Record
from cadair.judging.models.panel import Judge
from cadair.judging.round_states import (
    AdvanceRule,
    AssignmentSource,
    PaperState,
    RoundMethod,
    RoundState,
    Verdict,
)
from cadair.nominations.models import Entry
from cadair.people.models import Account
from cadair.seasons.models import Category, Season


class Round(Record):
    """One step of a category’s judging.

    `readers`: how many judges read each entry, None: all of the round’s judges. `advance` and
    `advance_value` say which entries go on to the next round; ties go on together. `weight` is
    what the points of this round count beside those of the other rounds that give points.
    `by_staff`: organisers sift, not judges. `is_called`: the panel asked for it in its meeting; the
    others are part of the rules that were frozen.
    """

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="rounds")
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="rounds")
    key = models.SlugField(max_length=80)
    position = models.PositiveSmallIntegerField()
    method = models.CharField(max_length=14, choices=RoundMethod.choices)
    name_cy = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=7, choices=RoundState.choices, default=RoundState.WAITING)
    readers = models.PositiveSmallIntegerField(null=True)
    by_staff = models.BooleanField(default=False)
    hides_names = models.BooleanField(default=False)
    is_called = models.BooleanField(default=False)
    weight = models.PositiveSmallIntegerField(default=1)
    advance = models.CharField(max_length=9, choices=AdvanceRule.choices, default=AdvanceRule.ALL)
    advance_value = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    opens_on = models.DateField(null=True)
    closes_on = models.DateField(null=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    name = Bilingual()

    class Meta:
        ordering: ClassVar = ["category__position", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["category", "key"], name="round_key_is_unique"),
        ]


class RoundJudge(models.Model):
    """A judge of a round; a round without any is for the whole panel."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="judges")
    judge = models.ForeignKey(Judge, on_delete=models.CASCADE, related_name="rounds")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "judge"], name="a_judge_is_once_in_a_round"),
        ]


class RoundEntry(models.Model):
    """An entry that came into a round; the first round takes every eligible entry without rows.

    `points` is what it came in with, as text of a fraction. `reason`: why it came in, where not by
    the rule.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="entries")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="rounds")
    points = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "entry"], name="an_entry_is_once_in_a_round"),
        ]


class Assignment(Record):
    """An entry that a judge reads in a round; in a round without any, all judges read all."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="assignments")
    judge = models.ForeignKey(Judge, on_delete=models.CASCADE, related_name="assignments")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="assignments")
    source = models.CharField(max_length=7, choices=AssignmentSource.choices)
    given_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "judge", "entry"], name="an_entry_is_assigned_once"
            ),
        ]


class Paper(Record):
    """What one reader gave an entry in a sift, a single score or a live final.

    A sift has a `verdict`, the others `points` from 0 to 100. `account` is the organiser who
    sifted, where staff do. `keyed_by_ref` is who typed a paper in; then it counts once the judge
    has confirmed it.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="papers")
    judge = models.ForeignKey(Judge, on_delete=models.CASCADE, null=True, related_name="papers")
    account = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, related_name="sifted_papers"
    )
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="papers")
    verdict = models.CharField(max_length=4, choices=Verdict.choices, blank=True)
    points = models.PositiveSmallIntegerField(null=True)
    reason = models.TextField(blank=True)
    state = models.CharField(max_length=9, choices=PaperState.choices, default=PaperState.OPEN)
    version = models.PositiveIntegerField(default=1)
    keyed_by_ref = models.CharField(max_length=80, blank=True)
    given_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "judge", "entry"], name="one_paper_a_judge_and_entry"
            ),
            models.UniqueConstraint(
                fields=["round", "account", "entry"], name="one_paper_a_sifter_and_entry"
            ),
            models.CheckConstraint(
                condition=Q(points=None) | Q(points__lte=100), name="points_are_at_most_100"
            ),
        ]


class Ballot(Record):
    """One judge’s ranking in a round; it counts once it is cast."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="ballots")
    judge = models.ForeignKey(Judge, on_delete=models.CASCADE, related_name="ballots")
    state = models.CharField(max_length=9, choices=PaperState.choices, default=PaperState.OPEN)
    version = models.PositiveIntegerField(default=1)
    cast_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "judge"], name="one_ballot_a_judge"),
        ]


class BallotLine(models.Model):
    """An entry on a ballot with its rank, 1 the best; equal ranks are equal. No entry: no award."""

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="lines")
    entry = models.ForeignKey(
        Entry, on_delete=models.CASCADE, null=True, related_name="ballot_lines"
    )
    rank = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["rank"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ballot", "entry"], name="an_entry_is_ranked_once"),
            models.UniqueConstraint(
                fields=["ballot"], condition=Q(entry=None), name="no_award_is_ranked_once"
            ),
        ]


class Comparison(Record):
    """One judge found one entry better than another; it counts once the judge has locked."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="comparisons")
    judge = models.ForeignKey(Judge, on_delete=models.CASCADE, related_name="comparisons")
    winner = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="won_comparisons")
    loser = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="lost_comparisons")
    state = models.CharField(max_length=9, choices=PaperState.choices, default=PaperState.OPEN)
    given_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "judge", "winner", "loser"], name="a_pair_is_compared_once"
            ),
            models.CheckConstraint(condition=~Q(winner=models.F("loser")), name="two_are_compared"),
        ]
