"""Merging a thin category into another, before anything is judged."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import Refusal
from cadair.nominations.actions.filled_forms import CATEGORIES
from cadair.nominations.models import EntryCategory
from cadair.seasons.actions import Told, change_facts, note_change
from cadair.seasons.concerns import changeable
from cadair.seasons.models import Category, Season, SeasonChange
from cadair.seasons.states import CategoryGroup, ChangeKind, SeasonState

BEFORE_JUDGING = (SeasonState.OPEN, SeasonState.CHECKING)


@dataclass(frozen=True, slots=True)
class _Moved:
    """How many entries went over, and how many stood in both categories."""

    entries: int
    doubles: int


@transaction.atomic
def merge_categories(*, source: Category, target: Category, told: Told, by: Actor) -> SeasonChange:
    """Let everything in `source` compete in `target`; `source` is gone, its address leads there.

    An entry that stands in both stands once afterwards. Kinds of award that were for `source`
    alone are for `target`, questions that were asked in `source` are asked there.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: judging has begun, or the season is being set up.
        Refusal: both are one, of another season or group, or for overall awards; no reason, no
            note.
    """
    season = changeable(source.season, ChangeKind.CATEGORIES, BEFORE_JUDGING, by)
    source, target = _checked(season, source, target)
    moved = _move_entries(source, target)
    _let_kinds_follow(season, source.key, target.key)
    _let_drafts_follow(season, source.key, target.key)
    was, becomes = source.name, target.name
    for question in source.questions.all():
        question.categories.add(target)
    left, slug = source.key, source.slug.as_dict()
    source.delete()
    change = note_change(
        season=season,
        kind=ChangeKind.CATEGORIES,
        told=told,
        by=by,
        was=was,
        becomes=becomes,
        facts={"source": left, "slug": slug, "into": target.key},
    )
    record(
        actor=by,
        action="merge_categories",
        subject=change.ref,
        season=season.public_id,
        facts={
            "source": left,
            "into": target.key,
            "entries": moved.entries,
            "doubles": moved.doubles,
            **change_facts(change),
        },
    )
    return change


def _checked(season: Season, source: Category, target: Category) -> tuple[Category, Category]:
    """Both read afresh, when one can go into the other."""
    found = {category.pk: category for category in season.categories.all()}
    if source.pk not in found or target.pk not in found:
        raise Refusal("other-season", _("This category does not belong to the season."))
    source, target = found[source.pk], found[target.pk]
    if source == target:
        raise Refusal("same-category", _("Choose two different categories."))
    if CategoryGroup.OVERALL in (source.group, target.group) or source.group != target.group:
        raise Refusal("other-group", _("Only categories of the same kind can be merged."))
    return source, target


def _move_entries(source: Category, target: Category) -> _Moved:
    there = set(EntryCategory.objects.filter(category=target).values_list("entry_id", flat=True))
    places = EntryCategory.objects.filter(category=source)
    doubles = places.filter(entry__in=there).delete()[0]
    return _Moved(entries=places.update(category=target), doubles=doubles)


def _let_kinds_follow(season: Season, source: str, target: str) -> None:
    for kind in season.award_kinds.all():
        if source in kind.category_keys:
            kind.category_keys = _with_target(kind.category_keys, source, target)
            kind.save(update_fields=["category_keys"])


def _let_drafts_follow(season: Season, source: str, target: str) -> None:
    """Who had chosen the one need not choose again."""
    for draft in season.drafts.select_for_update().filter(nomination=None):
        chosen = draft.values_of(CATEGORIES).get("categories", [])
        if source in chosen:
            kept = _with_target(chosen, source, target)
            draft.answers[CATEGORIES]["values"]["categories"] = kept
            draft.save(update_fields=["answers"])


def _with_target(keys: list[str], source: str, target: str) -> list[str]:
    kept = [key for key in keys if key != source]
    return kept if target in kept else [*kept, target]
