"""Who is given a judging record, and when."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotAllowed, NotNow
from cadair.judging.models import Judge
from cadair.outcomes.queries import left_by
from cadair.record.states import RecordVersion
from cadair.seasons.models import Season
from cadair.seasons.rules import roles_of
from cadair.seasons.states import SeasonRole, SeasonState

FOR_SCRUTINEERS: Final = (RecordVersion.PUBLIC, RecordVersion.FOI)
"""Enough to check every figure, without names."""


def versions_for(actor: Actor, season: Season) -> list[RecordVersion]:
    """What somebody may be given."""
    held = roles_of(actor, season)
    if actor.is_operator or SeasonRole.ORGANISER in held:
        return list(RecordVersion)
    return list(FOR_SCRUTINEERS) if SeasonRole.SCRUTINEER in held else []


def may_look(actor: Actor, season: Season) -> bool:
    """Whether figures of the judging may be shown to somebody who looks after the season.

    Whoever stepped aside from an entry as a judge learns nothing of it before the results are out.
    """
    if season.state == SeasonState.RELEASED or actor.account_id is None:
        return True
    judge = Judge.objects.filter(season=season, account=actor.account_id).first()
    return not left_by(judge)


def require_may_export(actor: Actor, season: Season, version: RecordVersion) -> None:
    """Organisers get every version, scrutineers those without names; nobody before it is time.

    Raises:
        NotAllowed: somebody else, or a judge who stepped aside from an entry.
        NotNow: the results are not confirmed, or, for the public version, not published.
    """
    if version not in versions_for(actor, season):
        raise NotAllowed(
            "record-not-for-you",
            _("Only an organiser is given this version of the record. Ask one of them."),
        )
    if not may_look(actor, season):
        raise NotAllowed(
            "stepped-aside-from-something",
            _(
                "You stepped aside from an entry as a judge, and the record tells of it. Ask "
                "another organiser, or wait until the results are published."
            ),
        )
    if version == RecordVersion.PUBLIC and season.state != SeasonState.RELEASED:
        raise NotNow(
            "record-before-release",
            _("The version for the public can be made once the results are published."),
        )
    if season.state not in (SeasonState.SEALED, SeasonState.RELEASED):
        raise NotNow(
            "record-before-seal",
            _("The judging record can be made once the results are confirmed."),
        )
