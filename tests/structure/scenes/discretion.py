"""Scenes: what the panel names itself."""

from __future__ import annotations

from cadair.foundation.bilingual import BilingualText
from cadair.nominations.queries import named_by_panel
from cadair.nominations.states import EntryKind
from cadair.outcomes.actions import Recipient, drop_recipient, name_recipient
from cadair.seasons.states import SeasonState
from tests.cast import MEETING_AT, Cast
from tests.structure.scenes.scene import Scene

BAND = Recipient(title=BilingualText(cy="Band y Cwm", en="The Valley Band"), kind=EntryKind.TEAM)


def freely(cast: Cast) -> None:
    """The rules, as they were frozen, let the panel give an award to anybody in one category."""
    kind = cast.kind("winner")
    kind.pk, kind.public_id, kind.key = None, "d" * 32, "discretion"
    kind.position, kind.groups, kind.category_keys = 9, [], ["asb"]
    kind.rule = {"method": "panel-chooses/2", "pool": "discretion", "maximum": 1, "joint": False}
    kind.save(force_insert=True)


def named(cast: Cast) -> None:
    """The panel has named somebody."""
    freely(cast)
    name_recipient(category=cast.category("asb"), recipient=BAND, by=cast.chair)


SCENES: dict[str, Scene] = {
    "cadair.outcomes.actions.name_recipient": Scene(
        SeasonState.DECIDING,
        MEETING_AT,
        lambda c: name_recipient(category=c.category("asb"), recipient=BAND, by=c.chair),
        freely,
    ),
    "cadair.outcomes.actions.drop_recipient": Scene(
        SeasonState.DECIDING,
        MEETING_AT,
        lambda c: drop_recipient(
            entry=named_by_panel(c.season).get(), category=c.category("asb"), by=c.chair
        ),
        named,
    ),
}
