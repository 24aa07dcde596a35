"""Scenes: accounts, roles, invitations."""

from __future__ import annotations

from cadair.seasons.actions import invite_person, revoke_role
from cadair.seasons.models import Role
from cadair.seasons.states import SeasonRole, SeasonState
from tests.cast import NOMINATING_AT
from tests.structure.scenes.scene import Scene

SCENES: dict[str, Scene] = {
    "cadair.seasons.actions.invite_person": Scene(
        SeasonState.DRAFT,
        NOMINATING_AT,
        lambda c: invite_person(
            season=c.season,
            email="new@example.org",
            name="New",
            role=SeasonRole.TRANSLATOR,
            by=c.organiser,
        ),
    ),
    "cadair.seasons.actions.revoke_role": Scene(
        SeasonState.DRAFT,
        NOMINATING_AT,
        lambda c: revoke_role(
            role=Role.objects.get(season=c.season, role=SeasonRole.SCRUTINEER), by=c.organiser
        ),
    ),
}
