"""Scenes: what was sent is changed, left as it was, or used again."""

from __future__ import annotations

from cadair.foundation.bilingual import BilingualText
from cadair.nominations.actions import (
    NewEntry,
    change_nomination,
    copy_nomination,
    drop_changes,
    reopen_nomination,
)
from cadair.nominations.models import Draft, Nomination
from cadair.nominations.states import EntryKind, Relation
from cadair.seasons.states import SeasonState
from tests.cast import NOMINATING_AT, Cast
from tests.progress import NOMINATOR
from tests.structure.scenes.scene import Scene


def _sent(cast: Cast) -> Nomination:
    return cast.season.nominations.get(reference="N-0001")


def _reopen(cast: Cast) -> Draft:
    return reopen_nomination(
        nomination=_sent(cast), account=cast.accounts["eirian"], by=cast.actor("eirian")
    )


def _change(cast: Cast) -> Nomination:
    return change_nomination(
        nomination=_sent(cast),
        entry=NewEntry(
            title=BilingualText(en="Operation Lamp"),
            title_language="en",
            kind=EntryKind.TEAM,
            categories=[cast.category("youth")],
        ),
        nominator=NOMINATOR,
        language="en",
        relation=Relation.SELF,
        summary="What the lamp did.",
        answers={"impact": "It shone."},
        by=cast.actor("eirian"),
    )


_OPEN = SeasonState.OPEN
SCENES: dict[str, Scene] = {
    "cadair.nominations.actions.reopen_nomination": Scene(_OPEN, NOMINATING_AT, _reopen),
    "cadair.nominations.actions.change_nomination": Scene(_OPEN, NOMINATING_AT, _change),
    "cadair.nominations.actions.drop_changes": Scene(
        _OPEN,
        NOMINATING_AT,
        lambda c: drop_changes(draft=_sent(c).draft, by=c.actor("eirian")),
        _reopen,
    ),
    "cadair.nominations.actions.copy_nomination": Scene(
        _OPEN,
        NOMINATING_AT,
        lambda c: copy_nomination(
            nomination=_sent(c),
            season=c.season,
            account=c.accounts["eirian"],
            by=c.actor("eirian"),
        ),
    ),
}
