"""The form of a season: what nominators are asked, and the limits within which they answer."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from cadair.foundation.bilingual import Bilingual
from cadair.foundation.models import Record
from cadair.seasons.models.frame import Category, Criterion, Season
from cadair.seasons.states import QuestionKind, RefereeRule


class FormSection(Record):
    """A part of the form, with its questions; a season without any asks the built-in ones."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="form_sections")
    key = models.SlugField(max_length=40)
    position = models.PositiveSmallIntegerField()
    name_cy = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)

    name = Bilingual()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["season", "key"], name="a_section_of_the_form_has_its_own_key"
            ),
        ]


class Question(Record):
    """One question of the form, as it is asked now; `version` counts its wordings.

    `options` holds, for each choice, `{"key", "cy", "en"}`; a question that is answered by yes or
    no has two, with labels of its own. It is asked only in `categories`, or everywhere when there
    are none, and only where the question `asked_if` has one of the answers `asked_if_answers`.
    Once nominations are open a question can be added, reworded or retired, never removed.
    """

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="questions")
    section = models.ForeignKey(FormSection, on_delete=models.CASCADE, related_name="questions")
    key = models.SlugField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=QuestionKind.choices)
    label_cy = models.CharField(max_length=300)
    label_en = models.CharField(max_length=300)
    help_cy = models.TextField(blank=True)
    help_en = models.TextField(blank=True)
    options = models.JSONField(default=list)
    words = models.PositiveSmallIntegerField(null=True)
    most = models.PositiveSmallIntegerField(null=True)
    is_required = models.BooleanField(default=False)
    is_for_judges = models.BooleanField(default=True)
    is_personal = models.BooleanField(default=False)
    is_retired = models.BooleanField(default=False)
    criterion = models.ForeignKey(
        Criterion, on_delete=models.CASCADE, null=True, related_name="questions"
    )
    categories = models.ManyToManyField(Category, related_name="questions")
    asked_if = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, related_name="followed_by"
    )
    asked_if_answers = models.JSONField(default=list)

    label = Bilingual()
    help = Bilingual()

    class Meta:
        ordering: ClassVar = ["section__position", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["season", "key"], name="a_question_of_the_form_has_its_own_key"
            ),
            models.CheckConstraint(
                condition=Q(asked_if=None) | ~Q(asked_if=F("pk")),
                name="a_question_does_not_depend_on_itself",
            ),
            models.CheckConstraint(
                condition=~Q(is_personal=True, is_for_judges=True),
                name="what_is_personal_is_not_shown_to_judges",
            ),
        ]


class EligibilityQuestion(Record):
    """A question before the form: one of two answers means that nominating is not possible.

    Then `why_not` says why, and `instead` what else fits.
    """

    season = models.ForeignKey(
        Season, on_delete=models.CASCADE, related_name="eligibility_questions"
    )
    key = models.SlugField(max_length=40)
    position = models.PositiveSmallIntegerField()
    label_cy = models.CharField(max_length=300)
    label_en = models.CharField(max_length=300)
    fits_label_cy = models.CharField(max_length=100)
    fits_label_en = models.CharField(max_length=100)
    fails_label_cy = models.CharField(max_length=100)
    fails_label_en = models.CharField(max_length=100)
    why_not_cy = models.TextField()
    why_not_en = models.TextField()
    instead_cy = models.TextField(blank=True)
    instead_en = models.TextField(blank=True)

    label = Bilingual()
    fits_label = Bilingual()
    fails_label = Bilingual()
    why_not = Bilingual()
    instead = Bilingual()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["season", "key"], name="an_eligibility_question_has_its_own_key"
            ),
        ]


class FormRules(models.Model):
    """The limits of a season's form; a season without this row has the usual ones.

    A limit that is null is none. `grace_minutes` is for how long after closing a form that was
    begun before is still taken, the same in both languages; it is frozen with the rules (PRO-23).
    """

    season = models.OneToOneField(Season, on_delete=models.CASCADE, related_name="form_rules")
    most_categories = models.PositiveSmallIntegerField(null=True)
    most_per_nominator = models.PositiveSmallIntegerField(null=True)
    most_per_organisation = models.PositiveSmallIntegerField(null=True)
    most_per_category = models.PositiveSmallIntegerField(null=True)
    most_files = models.PositiveSmallIntegerField(default=2)
    most_links = models.PositiveSmallIntegerField(default=3)
    most_megabytes = models.PositiveSmallIntegerField(default=10)
    referee = models.CharField(
        max_length=8, choices=RefereeRule.choices, default=RefereeRule.NOT_ASKED
    )
    grace_minutes = models.PositiveSmallIntegerField(default=0)
