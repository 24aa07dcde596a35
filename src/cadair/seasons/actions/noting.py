"""What every change to a running season leaves behind: a public note, new rules, letters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from cadair.audit.validators import Fact
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText, columns
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import Refusal
from cadair.foundation.welsh.written import in_both, written_passage
from cadair.mail.actions import queue_to_many
from cadair.seasons.actions.opening import freeze_rules
from cadair.seasons.concerns import readers_of
from cadair.seasons.letters import SeasonChanged, season_page
from cadair.seasons.models import RulesVersion, Season, SeasonChange
from cadair.seasons.queries import current_rules
from cadair.seasons.rulebook import rules_document
from cadair.seasons.states import ChangeKind


@dataclass(frozen=True, slots=True)
class Told:
    """Why something was changed: `reason` for the record, `note` for the public, in both."""

    reason: str
    note: BilingualText

    def as_stored(self) -> Told:
        """The same, checked and cleaned.

        Raises:
            Refusal: the reason or a side of the note is missing or too long.
        """
        note = in_both(_("Public note"), self.note, written_passage)
        if not note.is_complete:
            raise Refusal("note-not-complete", _("Write the public note in Welsh and in English."))
        reason = written_passage(_("Reason"), self.reason, is_required=True)
        return replace(self, reason=reason, note=note)


def note_change(
    *,
    season: Season,
    kind: ChangeKind,
    told: Told,
    by: Actor,
    was: BilingualText | None = None,
    becomes: BilingualText | None = None,
    facts: dict[str, Any] | None = None,
) -> SeasonChange:
    """Keep why, freeze the rules again where they changed, and write to whom it concerns.

    Part of an action, after its own writing. `was` and `becomes` are what a reader compares.
    """
    told = told.as_stored()
    words = {
        name: text.as_dict()
        for name, text in (("was", was), ("becomes", becomes))
        if text is not None
    }
    change = SeasonChange.objects.create(
        season=season,
        kind=kind,
        reason=told.reason,
        **columns("note", told.note),
        facts={**words, **(facts or {})},
        changed_at=clock.now(),
        changed_by_ref=by.ref,
        rules_version=_frozen_again(season, told.reason),
    )
    _write_to_all(change)
    return change


def _write_to_all(change: SeasonChange) -> None:
    season, kind = change.season, ChangeKind(change.kind)
    # A corrected passage may be long, and one sentence of it says nothing: the page shows it.
    shown = {} if kind == ChangeKind.TEXT else change.facts
    letter = SeasonChanged(
        kind=kind.value,
        season=season.name,
        note=change.note,
        was=BilingualText.from_dict(shown.get("was", {})),
        becomes=BilingualText.from_dict(shown.get("becomes", {})),
        page=season_page(season),
    )
    queue_to_many(
        letter=letter,
        to=readers_of(season, kind),
        occasion=change.ref,
        season=season.public_id,
    )


def _frozen_again(season: Season, reason: str) -> RulesVersion | None:
    """The rules as the next version, where the change is one of the rules."""
    rules = current_rules(season)
    if rules is not None and rules.sha256 == sha256_of(rules_document(season)):
        return None
    frozen = freeze_rules(season)
    frozen.reason = reason
    frozen.save(update_fields=["reason"])
    return frozen


def change_facts(change: SeasonChange) -> dict[str, Fact]:
    """What the record keeps of a change: hashes and numbers, no sentence."""
    rules = change.rules_version
    return {
        "reason_sha256": sha256_of(change.reason),
        "note_sha256": sha256_of(change.note.as_dict()),
        "rules_version": rules.version if rules else None,
        "rules_sha256": rules.sha256 if rules else None,
    }
