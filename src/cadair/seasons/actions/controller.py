"""Writing down who answers for personal data: a new version each time (PRI-01)."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText, columns
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotComplete
from cadair.foundation.welsh.written import in_both, written_passage
from cadair.seasons.controllers import RECORD
from cadair.seasons.models import ControllerRecord, Season
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser


@transaction.atomic
def write_controller_record(
    *, season: Season, words: Mapping[str, BilingualText], by: Actor
) -> ControllerRecord:
    """Keep what notices say from now on; who was told before was told the version before.

    Raises:
        NotAllowed: `by` is no organiser.
        NotComplete: a heading is not written in both languages; all of them are listed.
        UnfitText: a text is too long.
    """
    season = locked(season)
    require_organiser(by, season)
    stored = {
        name: in_both(label, words.get(name, BilingualText()), written_passage)
        for name, label in RECORD.items()
    }
    missing = [label for name, label in RECORD.items() if not stored[name].is_complete]
    if missing:
        raise NotComplete(
            "controller-not-complete",
            _("Write each heading in Welsh and in English. What is missing:"),
            tuple(missing),
        )
    sides = {
        key: side for name, text in stored.items() for key, side in columns(name, text).items()
    }
    newest = season.controller_records.order_by("-version").first()
    kept = ControllerRecord.objects.create(
        season=season,
        version=newest.version + 1 if newest else 1,
        written_at=clock.now(),
        written_by_ref=by.ref,
        **sides,
    )
    record(
        actor=by,
        action="write_controller_record",
        subject=kept.ref,
        season=season.public_id,
        facts={"version": kept.version, "words_sha256": sha256_of(sides)},
    )
    return kept
