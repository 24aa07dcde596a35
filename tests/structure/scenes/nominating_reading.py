"""Scenes: redacting, reading before the panel does, wording titles, withholding names."""

from __future__ import annotations

from cadair.foundation.bilingual import BilingualText
from cadair.nominations.actions import (
    lift_redaction,
    mark_all_read,
    mark_read,
    redact_passage,
    reword_title,
    withhold_name,
)
from cadair.nominations.models import EntryPerson, Nomination, Redaction
from cadair.nominations.states import RedactionReason
from cadair.seasons.states import SeasonState
from tests.cast import CHECKING_AT, LANTERN, Cast
from tests.structure.scenes.scene import Scene


def _lantern(cast: Cast) -> Nomination:
    return Nomination.objects.get(entry=cast.entries[LANTERN])


def _redact(cast: Cast) -> Nomination:
    return redact_passage(
        nomination=_lantern(cast),
        passage="Lantern",
        reason=RedactionReason.NAME,
        by=cast.organiser,
    )


def _named(cast: Cast) -> EntryPerson:
    return EntryPerson.objects.create(entry=cast.entries[LANTERN], name="Megan Example")


C, CHECK = SeasonState.CHECKING, CHECKING_AT
SCENES: dict[str, Scene] = {
    "cadair.nominations.actions.redact_passage": Scene(C, CHECK, _redact),
    "cadair.nominations.actions.lift_redaction": Scene(
        C,
        CHECK,
        lambda c: lift_redaction(redaction=Redaction.objects.get(), by=c.organiser),
        _redact,
    ),
    "cadair.nominations.actions.mark_read": Scene(
        C, CHECK, lambda c: mark_read(nomination=_lantern(c), by=c.organiser)
    ),
    "cadair.nominations.actions.mark_all_read": Scene(
        C,
        CHECK,
        lambda c: mark_all_read(season=c.season, nominations=[_lantern(c)], by=c.organiser),
    ),
    "cadair.nominations.actions.reword_title": Scene(
        C,
        CHECK,
        lambda c: reword_title(
            entry=c.entries[LANTERN], title=BilingualText(en="A light"), by=c.organiser
        ),
    ),
    "cadair.nominations.actions.withhold_name": Scene(
        C,
        CHECK,
        lambda c: withhold_name(part=EntryPerson.objects.get(), is_withheld=True, by=c.organiser),
        _named,
    ),
}
