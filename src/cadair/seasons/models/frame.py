"""A programme, its seasons, and what one competes in: categories, criteria, kinds of award."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cadair.foundation.bilingual import Bilingual
from cadair.foundation.models import Record
from cadair.people.models import Account, Organisation
from cadair.seasons.states import (
    CategoryGroup,
    ChangeKind,
    Completeness,
    PaperKind,
    Preset,
    SeasonRole,
    SeasonState,
)
from cadair.seasons.validators import MOMENTS, SEASON_TEXTS


class Programme(Record):
    """The recurring awards, for example the Safer Communities Awards."""

    key = models.SlugField(max_length=80, unique=True)
    name_cy = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    slug_cy = models.SlugField(max_length=100, unique=True)
    slug_en = models.SlugField(max_length=100, unique=True)
    tagline_cy = models.CharField(max_length=400, blank=True)
    tagline_en = models.CharField(max_length=400, blank=True)
    organiser = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="programmes"
    )

    name = Bilingual()
    slug = Bilingual()
    tagline = Bilingual()


class Season(Record):
    """One year of a programme: timetable, categories, rules, people."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="seasons")
    key = models.SlugField(max_length=80, unique=True)
    year = models.PositiveSmallIntegerField()
    name_cy = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    state = models.CharField(max_length=12, choices=SeasonState.choices, default=SeasonState.DRAFT)
    completeness = models.CharField(
        max_length=8, choices=Completeness.choices, default=Completeness.COMPLETE
    )
    preset = models.CharField(max_length=10, choices=Preset.choices, default=Preset.SMALL_TEAM)
    is_fictional = models.BooleanField(default=False)
    stated_nominations = models.PositiveIntegerField(null=True)
    minimum_scorecards = models.PositiveSmallIntegerField(null=True)
    released_at = models.DateTimeField(null=True)
    is_ceremony_cancelled = models.BooleanField(default=False)
    loaded_sha256 = models.CharField(max_length=64, blank=True)

    name = Bilingual()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "year"], name="one_season_a_year"),
            models.CheckConstraint(
                condition=Q(state__in=SeasonState.values), name="season_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(stated_nominations=None) | Q(completeness=Completeness.PARTIAL),
                name="only_a_partial_season_states_figures",
            ),
        ]


class SeasonText(models.Model):
    """One of the season's texts: introduction, who may nominate, the rules in words."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="texts")
    key = models.CharField(max_length=24, choices=[(key, key) for key in SEASON_TEXTS])
    text_cy = models.TextField(blank=True)
    text_en = models.TextField(blank=True)

    text = Bilingual()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["season", "key"], name="one_text_of_each_kind"),
        ]


class SeasonMoment(models.Model):
    """A date of the season: a moment, a day, or words such as “end of August”."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="moments")
    key = models.CharField(max_length=20, choices=[(key, key) for key in MOMENTS])
    at = models.DateTimeField(null=True)
    on_date = models.DateField(null=True)
    text_cy = models.CharField(max_length=100, blank=True)
    text_en = models.CharField(max_length=100, blank=True)

    text = Bilingual()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["season", "key"], name="one_moment_of_each_kind"),
            models.CheckConstraint(
                condition=(
                    Q(at__isnull=False, on_date=None, text_cy="", text_en="")
                    | Q(at=None, on_date__isnull=False, text_cy="", text_en="")
                    | Q(at=None, on_date=None) & ~Q(text_cy="") & ~Q(text_en="")
                ),
                name="a_moment_is_a_time_or_a_day_or_words",
            ),
        ]


class Category(Record):
    """What one competes in; the overall group is a section for awards over award holders.

    `caution` says to whoever writes in it what not to write: whom not to name (PRI-04).
    """

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="categories")
    key = models.SlugField(max_length=80)
    group = models.CharField(max_length=13, choices=CategoryGroup.choices)
    position = models.PositiveSmallIntegerField()
    name_cy = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    sort_cy = models.BinaryField()
    sort_en = models.BinaryField()
    slug_cy = models.SlugField(max_length=120)
    slug_en = models.SlugField(max_length=120)
    definition_cy = models.TextField(blank=True)
    definition_en = models.TextField(blank=True)
    note_cy = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    caution_cy = models.TextField(blank=True)
    caution_en = models.TextField(blank=True)

    name = Bilingual()
    slug = Bilingual()
    definition = Bilingual()
    note = Bilingual()
    caution = Bilingual()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["season", "key"], name="category_key_is_unique"),
            models.UniqueConstraint(
                fields=["season", "slug_cy"], name="welsh_category_address_is_unique"
            ),
            models.UniqueConstraint(
                fields=["season", "slug_en"], name="english_category_address_is_unique"
            ),
        ]


class Criterion(Record):
    """A thing that is judged, with the questions it asks and its weight."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="criteria")
    key = models.SlugField(max_length=80)
    position = models.PositiveSmallIntegerField()
    name_cy = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    asks = models.JSONField(default=list)
    weight = models.PositiveSmallIntegerField(default=1)

    name = Bilingual()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["season", "key"], name="criterion_key_is_unique"),
        ]


class ScaleAnchor(models.Model):
    """A mark of the scale and the words for it."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="scale")
    mark = models.PositiveSmallIntegerField()
    label_cy = models.CharField(max_length=200)
    label_en = models.CharField(max_length=200)

    label = Bilingual()

    class Meta:
        ordering: ClassVar = ["mark"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["season", "mark"], name="one_label_a_mark"),
        ]


class AwardKind(Record):
    """A kind of award and the rule by which it is suggested; data, not code."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="award_kinds")
    key = models.SlugField(max_length=80)
    position = models.PositiveSmallIntegerField()
    name_cy = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    joint_name_cy = models.CharField(max_length=200)
    joint_name_en = models.CharField(max_length=200)
    is_commendation = models.BooleanField(default=False)
    groups = models.JSONField(default=list)
    category_keys = models.JSONField(default=list)
    rule = models.JSONField(null=True)

    name = Bilingual()
    joint_name = Bilingual()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["season", "key"], name="award_kind_key_is_unique"),
        ]

    def is_for(self, category: Category) -> bool:
        """Whether this kind of award can be given in `category`."""
        return category.key in self.category_keys or category.group in self.groups


class CeremonyFacts(models.Model):
    """Where, who led the evening, who came: what the results page says of it."""

    season = models.OneToOneField(Season, on_delete=models.CASCADE, related_name="ceremony")
    venue_cy = models.CharField(max_length=200, blank=True)
    venue_en = models.CharField(max_length=200, blank=True)
    host_cy = models.CharField(max_length=200, blank=True)
    host_en = models.CharField(max_length=200, blank=True)
    attendance_cy = models.CharField(max_length=100, blank=True)
    attendance_en = models.CharField(max_length=100, blank=True)
    presenters = models.JSONField(default=list)

    venue = Bilingual()
    host = Bilingual()
    attendance = Bilingual()


class RulesVersion(Record):
    """The rules as frozen: canonical JSON and its SHA-256; never edited, only followed."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="rules_versions")
    version = models.PositiveSmallIntegerField()
    document = models.TextField()
    sha256 = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["season", "version"], name="rules_are_numbered"),
        ]


class Role(Record):
    """Somebody's part in a season; without one, nothing of the season can be seen or done."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="roles")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=10, choices=SeasonRole.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["season", "account", "role"], name="a_role_is_held_once"
            ),
        ]


class SeasonPaper(models.Model):
    """A document that must stand behind a season: where it is, who signed it off, when."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=8, choices=PaperKind.choices)
    link = models.URLField(max_length=500)
    name = models.CharField(max_length=200)
    on_date = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["season", "kind"], name="one_paper_of_each_kind"),
        ]


class PlanStep(Record):
    """Something to be done by a day, counted back from the ceremony, and who does it.

    A step with a `key` is one of the usual ones, with its words in the catalogue; one without has
    words of its own.
    """

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="plan")
    key = models.SlugField(max_length=40, blank=True)
    title_cy = models.CharField(max_length=200, blank=True)
    title_en = models.CharField(max_length=200, blank=True)
    due_date = models.DateField()
    owner = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, related_name="plan_steps"
    )
    done_at = models.DateTimeField(null=True)

    title = Bilingual()

    class Meta:
        ordering: ClassVar = ["due_date", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["season", "key"], condition=~Q(key=""), name="a_usual_step_stands_once"
            ),
            models.CheckConstraint(
                condition=~Q(key="") | (~Q(title_cy="") & ~Q(title_en="")),
                name="a_step_has_words_in_both_languages",
            ),
        ]


class SeasonChange(Record):
    """A change after the rules were frozen: why (for the record), and what the public is told."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=20, choices=ChangeKind.choices)
    reason = models.TextField()
    note_cy = models.TextField()
    note_en = models.TextField()
    facts = models.JSONField(default=dict)
    changed_at = models.DateTimeField()
    changed_by_ref = models.CharField(max_length=80)
    rules_version = models.ForeignKey(
        RulesVersion, on_delete=models.PROTECT, null=True, related_name="changes"
    )

    note = Bilingual()

    class Meta:
        ordering: ClassVar = ["changed_at", "id"]
