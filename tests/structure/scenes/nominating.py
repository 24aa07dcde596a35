"""Scenes: drafts and nominations."""

from __future__ import annotations

from cadair.nominations.actions import (
    attach_drafts,
    discard_draft,
    save_draft,
    start_draft,
)
from cadair.nominations.models import Draft
from cadair.seasons.states import SeasonState
from tests.cast import NOMINATING_AT, Cast
from tests.structure.scenes.scene import Scene


def _begin(cast: Cast) -> Draft:
    return start_draft(
        season=cast.season,
        language="cy",
        account=cast.accounts["eirian"],
        by=cast.actor("eirian"),
    )


def _one_of_nobody(cast: Cast) -> Draft:
    return start_draft(season=cast.season, language="en", account=None, by=cast.actor("eirian"))


SCENES: dict[str, Scene] = {
    "cadair.nominations.actions.start_draft": Scene(SeasonState.OPEN, NOMINATING_AT, _begin),
    "cadair.nominations.actions.save_draft": Scene(
        SeasonState.OPEN,
        NOMINATING_AT,
        lambda c: save_draft(
            draft=c.season.drafts.get(),
            page="summary",
            values={"summary": "What was done."},
            seen=1,
            is_finished=True,
            by=c.actor("eirian"),
        ),
        _begin,
    ),
    "cadair.nominations.actions.attach_drafts": Scene(
        SeasonState.OPEN,
        NOMINATING_AT,
        lambda c: attach_drafts(
            drafts=list(c.season.drafts.all()),
            account=c.accounts["eirian"],
            by=c.actor("eirian"),
        ),
        _one_of_nobody,
    ),
    "cadair.nominations.actions.discard_draft": Scene(
        SeasonState.OPEN,
        NOMINATING_AT,
        lambda c: discard_draft(draft=c.season.drafts.get(), by=c.actor("eirian")),
        _begin,
    ),
}
