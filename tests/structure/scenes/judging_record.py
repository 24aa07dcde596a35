"""Scenes: the judging record."""

from __future__ import annotations

from cadair.record.actions import export_record
from cadair.record.states import RecordVersion
from cadair.seasons.states import SeasonState
from tests.cast import MEETING_AT
from tests.structure.scenes.scene import Scene

SCENES: dict[str, Scene] = {
    "cadair.record.actions.export_record": Scene(
        SeasonState.SEALED,
        MEETING_AT,
        lambda c: export_record(season=c.season, version=RecordVersion.FULL, by=c.organiser),
    ),
}
