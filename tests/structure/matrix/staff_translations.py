"""Who gets in: translations, on the organiser’s desk; translators see texts and nothing else."""

from __future__ import annotations

from typing import Final

from cadair.foundation import clock
from cadair.nominations.models import Nomination, TranslationBatch
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonState
from tests.cast import Cast
from tests.structure.matrix.row import ORGANISER, TRANSLATOR, Row, the_season
from tests.structure.matrix.staff_nominations import _elsewhere as elsewhere

VIEWS: Final = "cadair.web.staff.translations.views"
DESK: Final = frozenset({ORGANISER})
WRITERS: Final = frozenset({ORGANISER, TRANSLATOR})
CHECKING: Final = SeasonState.CHECKING


def _read(nomination: Nomination) -> dict[str, str]:
    Nomination.objects.filter(pk=nomination.pk).update(is_read=True)
    return {"language": nomination.language, "nomination": nomination.public_id}


def _a_text(cast: Cast) -> dict[str, str]:
    return {**the_season(cast), **_read(cast.season.nominations.all()[0])}


def _their_text(cast: Cast) -> dict[str, str]:
    return {**the_season(cast), **_read(elsewhere(cast))}


def _batch(season: Season) -> str:
    return TranslationBatch.objects.create(
        season=season,
        language="cy",
        translator_name="Cwmni Cyfieithu",
        due_on=clock.now().date(),
        words=0,
        ordered_by="account:x",
        ordered_at=clock.now(),
    ).public_id


def _an_order(cast: Cast) -> dict[str, str]:
    return {**the_season(cast), "batch": _batch(cast.season)}


def _their_order(cast: Cast) -> dict[str, str]:
    return {**the_season(cast), "batch": _batch(elsewhere(cast).season)}


def _a_file(cast: Cast) -> dict[str, str]:
    return {**_an_order(cast), "kind": "xliff"}


def _their_file(cast: Cast) -> dict[str, str]:
    return {**_their_order(cast), "kind": "xliff"}


TRANSLATIONS: dict[str, Row] = {
    f"{VIEWS}.listing.translations": Row(WRITERS, CHECKING, the_season),
    f"{VIEWS}.listing.rule": Row(DESK, CHECKING, the_season, is_form_only=True),
    f"{VIEWS}.ordering.order": Row(DESK, CHECKING, the_season, is_form_only=True),
    f"{VIEWS}.ordering.batch": Row(DESK, CHECKING, _an_order, _their_order),
    f"{VIEWS}.ordering.end": Row(DESK, CHECKING, _an_order, _their_order, is_form_only=True),
    f"{VIEWS}.ordering.texts": Row(DESK, CHECKING, _a_file, _their_file),
    f"{VIEWS}.beside.nomination": Row(WRITERS, CHECKING, _a_text, _their_text),
}
