"""Scenes: the judging record."""

from __future__ import annotations

from cadair.foundation.actors import Actor
from cadair.record.actions import export_record, send_head
from cadair.record.anchors import heads_to_send
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
    "cadair.record.actions.send_head": Scene(
        SeasonState.SEALED,
        MEETING_AT,
        lambda _c: send_head(head=heads_to_send()[-1], by=Actor.system("worker")),
    ),
}
