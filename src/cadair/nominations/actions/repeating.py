"""Repeat nominations: looked for by the machine, judged by a person, dismissed for good."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotNow, Refusal
from cadair.nominations.models import Repeat, RepeatSearch
from cadair.nominations.repeats import read_entries, repeats_among
from cadair.seasons.models import Season
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser


@transaction.atomic
def ask_for_repeats(*, season: Season, by: Actor) -> RepeatSearch:
    """Have the season searched for things nominated twice; the worker does it.

    Raises:
        NotAllowed: `by` is no organiser.
    """
    season = locked(season)
    require_organiser(by, season)
    search, _is_new = RepeatSearch.objects.update_or_create(
        season=season, defaults={"asked_at": clock.now()}
    )
    record(actor=by, action="ask_for_repeats", subject=season.ref, season=season.public_id)
    return search


def keep_repeats(*, season: Season) -> int:
    """Search a season and keep what was found; returns how many pairs.

    What somebody dismissed stays dismissed; what is no longer alike goes.
    """
    began = clock.now()
    entries = read_entries(season)
    found = {(each.one, each.other): each for each in repeats_among(entries)}
    with transaction.atomic():
        waiting = season.repeats.filter(dismissed_at=None)
        gone = [
            pk
            for pk, *pair in waiting.values_list("pk", "one", "other")
            if tuple(pair) not in found
        ]
        Repeat.objects.filter(pk__in=gone).delete()
        Repeat.objects.bulk_create(
            (
                Repeat(
                    season=season,
                    one_id=each.one,
                    other_id=each.other,
                    reasons=[reason.value for reason in each.reasons],
                    likeness=each.likeness,
                    found_at=began,
                )
                for each in found.values()
            ),
            update_conflicts=True,
            unique_fields=["one", "other"],
            update_fields=["reasons", "likeness"],
        )
        RepeatSearch.objects.update_or_create(
            season=season, defaults={"looked_at": began, "entries": len(entries)}
        )
    return len(found)


@transaction.atomic
def dismiss_repeat(*, repeat: Repeat, by: Actor) -> Repeat:
    """Say that two entries are not the same; they are not suggested again.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: somebody said so before.
    """
    season = locked(repeat.season)
    require_organiser(by, season)
    held = season.repeats.select_for_update().select_related("one", "other")
    found = held.filter(pk=repeat.pk).first()
    if found is None:
        raise Refusal("repeat-gone", _("These two are not suggested any more. Look again."))
    if found.dismissed_at is not None:
        raise NotNow("repeat-dismissed", _("Somebody has said already that they are not the same."))
    found.dismissed_at = clock.now()
    found.dismissed_by_ref = by.ref
    found.save(update_fields=["dismissed_at", "dismissed_by_ref"])
    record(
        actor=by,
        action="dismiss_repeat",
        subject=found.one.ref,
        season=season.public_id,
        facts={"other": found.other.ref, "likeness": found.likeness},
    )
    return found
