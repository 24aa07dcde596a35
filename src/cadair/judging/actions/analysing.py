"""Keeping what was worked out of the marks; from which chance on a season says what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotNow, Refusal
from cadair.judging.models import Analysis, AnalysisLook, CertaintyWords
from cadair.seasons.models import Season
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser
from cadair.seasons.states import SeasonState

if TYPE_CHECKING:
    from cadair.judging.calibrating import Found


def note_look(*, season: Season, sequence: int, inputs_sha256: str, at: datetime) -> None:
    """Remember how far the record had come when the marks were looked at."""
    AnalysisLook.objects.update_or_create(
        season=season,
        defaults={"looked_at": at, "sequence": sequence, "inputs_sha256": inputs_sha256},
    )


@transaction.atomic
def keep_analyses(*, season: Season, found: Iterable[Found]) -> int:
    """Keep what was worked out instead of what was kept before; returns of how many categories."""
    now = clock.now()
    Analysis.objects.filter(season=season).delete()
    kept = Analysis.objects.bulk_create(
        Analysis(
            season=season,
            category=each.category,
            judge=each.judge,
            inputs_sha256=each.inputs_sha256,
            document=each.document,
            computed_at=now,
        )
        for each in found
    )
    return len({each.category_id for each in kept})


@transaction.atomic
def set_certainty_words(
    *,
    season: Season,
    clear: int,
    ahead: int,
    contenders: int,
    open_from: int,
    open_to: int,
    by: Actor,
) -> CertaintyWords:
    """Say from which chances, in hundredths, what is said of an order; decides nothing.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the results are confirmed.
        Refusal: a figure is no chance, or they contradict each other.
    """
    season = locked(season)
    require_organiser(by, season)
    if season.state in (SeasonState.SEALED, SeasonState.RELEASED):
        raise NotNow("already-confirmed", _("The results are confirmed. This stays as it was."))
    given = {
        "clear": clear,
        "ahead": ahead,
        "contenders": contenders,
        "open_from": open_from,
        "open_to": open_to,
    }
    _check(given)
    words, _new = CertaintyWords.objects.update_or_create(season=season, defaults=given)
    record(
        actor=by,
        action="set_certainty_words",
        subject=season.ref,
        season=season.public_id,
        facts={**given},
    )
    return words


def _check(given: dict[str, int]) -> None:
    if not all(1 <= each <= 100 for each in given.values()):
        raise Refusal("no-chance", _("Enter whole numbers from 1 to 100."))
    if given["clear"] < given["ahead"]:
        raise Refusal(
            "clear-below-ahead",
            _("“Clear” must ask for at least as much as “ahead”. Change one of the two."),
        )
    if given["open_from"] > given["open_to"]:
        raise Refusal(
            "open-upside-down",
            _("The first two are level between a lower and a higher figure. Exchange them."),
        )
