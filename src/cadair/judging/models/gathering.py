"""When the panel can meet, and what it is given to read beside the entries."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from cadair.files.models import StoredFile
from cadair.foundation.bilingual import Bilingual
from cadair.foundation.models import Record
from cadair.judging.gathering_states import CanCome
from cadair.judging.models.panel import Judge
from cadair.seasons.models import Season


class DatePoll(Record):
    """Judges are asked on which of several days they can meet; one is chosen in the end."""

    season = models.OneToOneField(Season, on_delete=models.CASCADE, related_name="date_poll")
    place_cy = models.CharField(max_length=200, blank=True)
    place_en = models.CharField(max_length=200, blank=True)
    note_cy = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    answer_by = models.DateField()
    asked_at = models.DateTimeField()
    chosen = models.ForeignKey(
        "DateOption", on_delete=models.SET_NULL, null=True, related_name="chosen_in"
    )
    chosen_at = models.DateTimeField(null=True)

    place = Bilingual()
    note = Bilingual()


class DateOption(Record):
    """A time at which the panel could meet, and for how long."""

    poll = models.ForeignKey(DatePoll, on_delete=models.CASCADE, related_name="options")
    at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poll", "at"], name="a_time_is_offered_once"),
        ]


class DateAnswer(Record):
    """Whether a judge can come then."""

    option = models.ForeignKey(DateOption, on_delete=models.CASCADE, related_name="answers")
    judge = models.ForeignKey(Judge, on_delete=models.CASCADE, related_name="date_answers")
    answer = models.CharField(max_length=12, choices=CanCome.choices)
    answered_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["option", "judge"], name="a_judge_answers_a_time_once"),
        ]


class Briefing(Record):
    """Something the panel is given to read: a text in both languages, a file, or both."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="briefings")
    position = models.PositiveSmallIntegerField()
    title_cy = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    text_cy = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    file = models.ForeignKey(
        StoredFile, on_delete=models.SET_NULL, null=True, related_name="briefings"
    )
    written_at = models.DateTimeField()

    title = Bilingual()
    text = Bilingual()

    class Meta:
        ordering: ClassVar = ["position", "pk"]
