"""Scenes of writing a form together and of handing it over."""

from __future__ import annotations

from cadair.nominations.actions import (
    end_coauthor,
    invite_coauthor,
    join_draft,
    offer_draft,
    start_draft,
    take_over_draft,
)
from cadair.nominations.models import Coauthor, Draft
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


def _invite(cast: Cast) -> Coauthor:
    draft = cast.season.drafts.get()
    return invite_coauthor(draft=draft, email="sian@example.org", by=cast.actor("eirian"))


def _offer(cast: Cast) -> Coauthor:
    draft = cast.season.drafts.get()
    return offer_draft(draft=draft, email="sian@example.org", by=cast.actor("eirian"))


def _invited(cast: Cast) -> None:
    _begin(cast)
    _invite(cast)


def _offered(cast: Cast) -> None:
    _begin(cast)
    _offer(cast)


def _join(cast: Cast) -> Coauthor:
    asked = Coauthor.objects.get()
    return join_draft(coauthor=asked, account=cast.accounts["sian"], by=cast.actor("sian"))


def _take_over(cast: Cast) -> Draft:
    asked = Coauthor.objects.get()
    return take_over_draft(coauthor=asked, account=cast.accounts["sian"], by=cast.actor("sian"))


def _end(cast: Cast) -> Coauthor:
    return end_coauthor(coauthor=Coauthor.objects.get(), by=cast.actor("eirian"))


_OPEN = SeasonState.OPEN
SCENES: dict[str, Scene] = {
    "cadair.nominations.actions.invite_coauthor": Scene(_OPEN, NOMINATING_AT, _invite, _begin),
    "cadair.nominations.actions.offer_draft": Scene(_OPEN, NOMINATING_AT, _offer, _begin),
    "cadair.nominations.actions.join_draft": Scene(_OPEN, NOMINATING_AT, _join, _invited),
    "cadair.nominations.actions.take_over_draft": Scene(_OPEN, NOMINATING_AT, _take_over, _offered),
    "cadair.nominations.actions.end_coauthor": Scene(_OPEN, NOMINATING_AT, _end, _invited),
}
