"""One scene for each action: done once on the cast's season. Each part of the code has a file."""

from __future__ import annotations

from tests.structure.scenes import (
    checking,
    deciding,
    judging,
    judging_interests,
    judging_record,
    nominating,
    nominating_desk,
    nominating_evidence,
    nominating_form,
    nominating_keeping,
    nominating_letters,
    nominating_nominees,
    nominating_on_behalf,
    nominating_reading,
    nominating_sharing,
    nominating_translations,
    organising_form,
    people,
    season_life,
    season_setup,
    standing,
    telling_outcomes,
)
from tests.structure.scenes.scene import Scene

SCENES: dict[str, Scene] = {
    **standing.SCENES,
    **people.SCENES,
    **season_setup.SCENES,
    **season_life.SCENES,
    **organising_form.SCENES,
    **nominating.SCENES,
    **nominating_desk.SCENES,
    **nominating_evidence.SCENES,
    **nominating_form.SCENES,
    **nominating_keeping.SCENES,
    **nominating_letters.SCENES,
    **nominating_nominees.SCENES,
    **nominating_on_behalf.SCENES,
    **nominating_reading.SCENES,
    **nominating_sharing.SCENES,
    **nominating_translations.SCENES,
    **checking.SCENES,
    **judging.SCENES,
    **judging_interests.SCENES,
    **deciding.SCENES,
    **judging_record.SCENES,
    **telling_outcomes.SCENES,
}
