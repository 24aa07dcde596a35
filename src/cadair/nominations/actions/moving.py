"""Letting an entry compete in other categories than its nominator chose."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotNow, Refusal
from cadair.nominations.actions.telling import noted, tell_nominators
from cadair.nominations.letters import CategoryMoved
from cadair.nominations.models import Entry, EntryCategory
from cadair.nominations.queries import nominations_behind
from cadair.nominations.rules import require_checking
from cadair.nominations.states import Eligibility
from cadair.seasons.models import Category
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser
from cadair.seasons.states import CategoryGroup


@transaction.atomic
def move_entry(
    *, entry: Entry, categories: Sequence[Category], reason: BilingualText, by: Actor
) -> Entry:
    """Let an entry stand in exactly these categories; its nominators are told why (PRO-14).

    A nominator who changes the form later does not move it back.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: judging has begun, or the entry was withdrawn or grouped with another.
        Refusal: no category, one that nobody can enter or of another season, the same as before;
            no reason in a language in which a nominator is written to.
    """
    season = locked(entry.season)
    require_organiser(by, season)
    entry = season.entries.select_for_update().get(pk=entry.pk)
    entry.season = season
    require_checking(season, is_test=entry.is_test)
    _require_standing(entry)
    before = [place.category for place in entry.places.select_related("category")]
    after = _enterable(entry, categories, before)
    nominations = list(nominations_behind(entry))
    reason = noted(reason, nominations, is_required=True)
    _stand_in(entry, after)
    told = tell_nominators(
        nominations,
        "category-moved",
        lambda nomination: CategoryMoved.about(
            nomination,
            was=tuple(category.name for category in before),
            becomes=tuple(category.name for category in after),
            reason=reason,
        ),
    )
    record(
        actor=by,
        action="move_entry",
        subject=entry.ref,
        season=season.public_id,
        facts={
            "was_sha256": sha256_of([category.key for category in before]),
            "into": after[0].key,
            "categories": len(after),
            "categories_sha256": sha256_of([category.key for category in after]),
            "reason_sha256": sha256_of(reason.as_dict()),
            "told": told,
        },
    )
    return entry


def _require_standing(entry: Entry) -> None:
    if entry.eligibility == Eligibility.WITHDRAWN:
        raise NotNow("entry-withdrawn", _("This entry was withdrawn. Nothing is moved any more."))
    if entry.grouped_into_id is not None:
        raise NotNow(
            "grouped", _("This entry is grouped with another. Check the one it counts with.")
        )


def _enterable(
    entry: Entry, categories: Sequence[Category], before: Sequence[Category]
) -> list[Category]:
    """The categories in the order of the season, when the entry can stand in all of them."""
    wanted = {category.pk for category in categories}
    season = entry.season.categories.exclude(group=CategoryGroup.OVERALL)
    found = list(season.filter(pk__in=wanted))
    if not wanted:
        raise Refusal("no-category", _("Choose at least one category."))
    if len(found) < len(wanted):
        raise Refusal(
            "category-not-open", _("This category cannot be entered. Choose another one.")
        )
    if wanted == {category.pk for category in before}:
        raise Refusal("same-categories", _("The entry stands in these categories already."))
    return found


def _stand_in(entry: Entry, categories: Sequence[Category]) -> None:
    entry.is_moved = True
    entry.save(update_fields=["is_moved"])
    entry.places.all().delete()
    EntryCategory.objects.bulk_create(
        EntryCategory(entry=entry, category=category, position=position)
        for position, category in enumerate(categories)
    )
