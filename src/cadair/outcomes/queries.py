"""Reading suggestions, decisions and awards."""

from __future__ import annotations

import json

from django.db.models import QuerySet

from cadair.audit.models import AuditEntry
from cadair.foundation.canonical import Canonical, sha256_of
from cadair.outcomes.models import Award, Decision, Seal
from cadair.seasons.models import Category, Season
from cadair.seasons.states import CategoryGroup, SeasonState


def outcome_document(season: Season) -> dict[str, Canonical]:
    """All decisions and awards as canonical data; its hash is what a seal holds."""
    decisions = Decision.objects.filter(season=season).select_related("category", "decided_by")
    awards = Award.objects.filter(season=season).select_related(
        "category", "kind", "entry", "person"
    )
    return {
        "format": "cadair-outcome/1",
        "season": season.key,
        "decisions": [
            {
                "category": decision.category.key,
                "outcome": decision.outcome,
                "reason": {"cy": decision.reason_cy, "en": decision.reason_en},
                "wording": decision.wording.as_dict(),
                "decided_by": decision.decided_by.public_id if decision.decided_by else None,
            }
            for decision in decisions.order_by("category__position")
        ],
        "awards": [
            {
                "id": award.key,
                "category": award.category.key,
                "kind": award.kind.key if award.kind else None,
                "joint": award.is_joint,
                "entry": award.entry.reference,
                "person": award.person.position if award.person else None,
                "title": award.title.as_dict(),
                "slug": award.slug.as_dict(),
                "text": award.text.as_dict(),
                "presenter": award.presenter.as_dict(),
                "collected_by": award.collected_by.as_dict(),
            }
            for award in awards.order_by("category__position", "position")
        ],
    }


def outcome_sha256(season: Season) -> str:
    """The hash of all decisions and awards as they stand."""
    return sha256_of(outcome_document(season))


def is_as_sealed(season: Season) -> bool:
    """Whether decisions and awards are still those that were confirmed.

    The seal alone could be exchanged together with the results; the record of actions cannot. A
    season that was loaded as confirmed is compared with what was loaded.
    """
    digest = outcome_sha256(season)
    if not Seal.objects.filter(season=season, sha256=digest).exists():
        return False
    entries = AuditEntry.objects.filter(season_ref=season.public_id).order_by("sequence")
    sealed = entries.filter(action="seal_season").last()
    if sealed is not None:
        return bool(json.loads(sealed.facts)["outcome_sha256"] == digest)
    loaded = entries.filter(action="load_season").last()
    return loaded is not None and json.loads(loaded.facts)["state"] == SeasonState.SEALED


def undecided_categories(season: Season) -> QuerySet[Category]:
    """The categories for which the panel has not decided."""
    return season.categories.filter(decision=None)


def overall_awards_without_another(season: Season) -> QuerySet[Award]:
    """Overall awards whose entry holds no other: a category was decided again since."""
    others = season.awards.exclude(category__group=CategoryGroup.OVERALL)
    overall = season.awards.filter(category__group=CategoryGroup.OVERALL)
    return overall.exclude(entry__in=others.values("entry"))


def award_holders(season: Season) -> list[str] | None:
    """The references of entries that hold awards; None until all but the overall are decided."""
    if undecided_categories(season).exclude(group=CategoryGroup.OVERALL).exists():
        return None
    awards = season.awards.exclude(category__group=CategoryGroup.OVERALL)
    return sorted(set(awards.values_list("entry__reference", flat=True)))
