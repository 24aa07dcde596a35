"""What the rules suggest, what the panel decided, the awards, the seal, the order to release."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cadair.foundation.bilingual import Bilingual
from cadair.foundation.models import Record
from cadair.judging.models import Judge
from cadair.nominations.models import LANGUAGE_CHOICES, Entry, EntryPerson
from cadair.outcomes.states import (
    LettersState,
    Outcome,
    ReleaseState,
    RequestState,
    ReviewFinding,
)
from cadair.seasons.models import AwardKind, Category, Season


class Proposal(Record):
    """What the rules and marks suggest for one kind of award in one category; not a decision."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="proposals")
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="proposals")
    kind = models.ForeignKey(AwardKind, on_delete=models.CASCADE, related_name="proposals")
    position = models.PositiveSmallIntegerField()
    document = models.JSONField()
    computed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["category", "kind"], name="one_suggestion_a_category_and_kind"
            ),
        ]


class Decision(Record):
    """What the panel decided for a category, with its reason."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="decisions")
    category = models.OneToOneField(Category, on_delete=models.CASCADE, related_name="decision")
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    reason_cy = models.TextField(blank=True)
    reason_en = models.TextField(blank=True)
    reason_language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES, blank=True)
    wording_cy = models.TextField(blank=True)
    wording_en = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        Judge, on_delete=models.RESTRICT, null=True, related_name="decisions"
    )
    version = models.PositiveIntegerField(default=1)

    wording = Bilingual()

    @property
    def reason(self) -> str:
        """The reason as it was written, or the English one where both exist."""
        return self.reason_cy if self.reason_language == "cy" else self.reason_en


class Award(Record):
    """One thing given to an entry, or to a person within it; its key is permanent."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="awards")
    decision = models.ForeignKey(
        Decision, on_delete=models.CASCADE, null=True, related_name="awards"
    )
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="awards")
    kind = models.ForeignKey(AwardKind, on_delete=models.RESTRICT, null=True, related_name="awards")
    entry = models.ForeignKey(Entry, on_delete=models.RESTRICT, related_name="awards")
    person = models.ForeignKey(
        EntryPerson, on_delete=models.RESTRICT, null=True, related_name="awards"
    )
    key = models.SlugField(max_length=100)
    position = models.PositiveSmallIntegerField()
    is_joint = models.BooleanField(default=False)
    title_cy = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=300, blank=True)
    slug_cy = models.SlugField(max_length=120, blank=True)
    slug_en = models.SlugField(max_length=120, blank=True)
    text_cy = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    is_text_approved = models.BooleanField(default=False)
    presenter_cy = models.CharField(max_length=200, blank=True)
    presenter_en = models.CharField(max_length=200, blank=True)
    collected_by_cy = models.CharField(max_length=200, blank=True)
    collected_by_en = models.CharField(max_length=200, blank=True)

    title = Bilingual()
    slug = Bilingual()
    text = Bilingual()
    presenter = Bilingual()
    collected_by = Bilingual()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["season", "key"], name="award_key_is_unique"),
            models.UniqueConstraint(
                fields=["category", "slug_cy"],
                condition=~Q(slug_cy=""),
                name="welsh_award_address_is_unique",
            ),
            models.UniqueConstraint(
                fields=["category", "slug_en"],
                condition=~Q(slug_en=""),
                name="english_award_address_is_unique",
            ),
        ]


class Seal(Record):
    """The results as confirmed: the digest of all decisions and awards, and who confirmed them."""

    season = models.OneToOneField(Season, on_delete=models.CASCADE, related_name="seal")
    sha256 = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()
    sealed_by_ref = models.CharField(max_length=80)
    confirmed_by_ref = models.CharField(max_length=80)


class ReleaseOrder(Record):
    """When the results become public; carried out once, by the worker or at once."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="release_orders")
    release_at = models.DateTimeField()
    ordered_at = models.DateTimeField()
    ordered_by_ref = models.CharField(max_length=80)
    state = models.CharField(
        max_length=9, choices=ReleaseState.choices, default=ReleaseState.WAITING
    )
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["season"],
                condition=Q(state=ReleaseState.WAITING),
                name="one_order_to_release_waits",
            ),
        ]


class SealRequest(Record):
    """An organiser asks a second person to confirm the results, as they stood at that moment.

    The confirmation also approves when they become public (`release_at`; None: not ordered yet).
    """

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="seal_requests")
    sha256 = models.CharField(max_length=64)
    release_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField()
    asked_by_ref = models.CharField(max_length=80)
    state = models.CharField(
        max_length=9, choices=RequestState.choices, default=RequestState.WAITING
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["season"],
                condition=Q(state=RequestState.WAITING),
                name="one_request_to_confirm_waits",
            ),
        ]


class Feedback(Record):
    """What the nominators of an entry without an award are told: strengths, and next steps.

    It stands in each language in which one of them is written to.
    """

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="feedback")
    strengths_cy = models.TextField(blank=True)
    strengths_en = models.TextField(blank=True)
    next_steps_cy = models.TextField(blank=True)
    next_steps_en = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField()
    written_by_ref = models.CharField(max_length=80)

    strengths = Bilingual()
    next_steps = Bilingual()


class OutcomeLetters(Record):
    """The letters to all nominators on how their nominations fared, before and after they leave.

    `sha256` is the hash of who gets what; `samples` are nominations whose letters must be looked
    at before any leaves, `opened` those that were.
    """

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="outcome_letters")
    sha256 = models.CharField(max_length=64)
    number = models.PositiveIntegerField()
    samples = models.JSONField(default=list)
    opened = models.JSONField(default=list)
    prepared_at = models.DateTimeField()
    prepared_by_ref = models.CharField(max_length=80)
    state = models.CharField(
        max_length=9, choices=LettersState.choices, default=LettersState.PREPARED
    )
    sent_at = models.DateTimeField(null=True)
    sent_by_ref = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["season"],
                condition=Q(state=LettersState.PREPARED),
                name="outcome_letters_are_prepared_once",
            ),
        ]


class ProcessReview(Record):
    """Somebody asks whether the rules were kept with their entry; never whether it was good.

    Who looks at it is not on the panel. `finding` is empty until they have answered.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="process_reviews")
    asked_on = models.DateField()
    question = models.TextField()
    reviewer = models.CharField(max_length=200)
    due_on = models.DateField()
    finding = models.CharField(max_length=8, choices=ReviewFinding.choices, blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["asked_on", "id"]
