"""Scenes: the other language of what the panel reads, written, approved, ordered, returned."""

from __future__ import annotations

from datetime import timedelta

from cadair.foundation import clock
from cadair.nominations.actions import (
    Order,
    approve_translations,
    end_translation_order,
    order_translations,
    require_translations,
    return_translations,
    write_translations,
)
from cadair.nominations.models import Nomination, TranslationBatch
from cadair.seasons.states import SeasonState
from tests.cast import CHECKING_AT, LANTERN, Cast
from tests.structure.scenes.scene import Scene


def _lantern(cast: Cast) -> Nomination:
    return Nomination.objects.get(entry=cast.entries[LANTERN])


def _read(cast: Cast) -> None:
    cast.season.nominations.update(is_read=True)


def _written(cast: Cast) -> None:
    _read(cast)
    _write(cast)


def _write(cast: Cast) -> Nomination:
    return write_translations(
        nomination=_lantern(cast), language="en", texts={"summary": "Crynodeb"}, by=cast.organiser
    )


def _ordered(cast: Cast) -> None:
    _read(cast)
    _order(cast)


def _order(cast: Cast) -> TranslationBatch:
    due = (clock.now() + timedelta(days=7)).date()
    return order_translations(
        season=cast.season,
        nominations=[_lantern(cast)],
        language="en",
        order=Order("Cwmni Cyfieithu", "cwmni@example.org", due),
        by=cast.organiser,
    )


S, A = SeasonState, CHECKING_AT
SCENES: dict[str, Scene] = {
    "cadair.nominations.actions.write_translations": Scene(S.CHECKING, A, _write, _read),
    "cadair.nominations.actions.approve_translations": Scene(
        S.CHECKING,
        A,
        lambda c: approve_translations(nomination=_lantern(c), language="en", by=c.organiser),
        _written,
    ),
    "cadair.nominations.actions.require_translations": Scene(
        S.CHECKING,
        A,
        lambda c: require_translations(
            season=c.season, is_required=False, reason="Cerys explains it.", by=c.organiser
        ),
    ),
    "cadair.nominations.actions.order_translations": Scene(S.CHECKING, A, _order, _read),
    "cadair.nominations.actions.return_translations": Scene(
        S.CHECKING,
        A,
        lambda c: return_translations(
            batch=TranslationBatch.objects.get(), texts={1: "Crynodeb"}, by=c.organiser
        ),
        _ordered,
    ),
    "cadair.nominations.actions.end_translation_order": Scene(
        S.CHECKING,
        A,
        lambda c: end_translation_order(batch=TranslationBatch.objects.get(), by=c.organiser),
        _ordered,
    ),
}
