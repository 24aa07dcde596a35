"""Who gets in: the page of a translator. Whoever holds the link, and only while texts are out."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from cadair.foundation import clock
from cadair.nominations.models import TranslationBatch
from cadair.nominations.states import BatchState
from cadair.nominations.translations import TRANSLATOR
from cadair.people.actions import issue_link
from cadair.seasons.states import SeasonState
from tests.cast import Cast
from tests.structure.matrix.row import EVERYBODY, Row


def _batch(cast: Cast, state: BatchState = BatchState.OUT) -> TranslationBatch:
    return TranslationBatch.objects.create(
        season=cast.season,
        language="cy",
        translator_name="Cwmni Cyfieithu",
        due_on=clock.now().date(),
        words=0,
        state=state,
        ordered_by="account:x",
        ordered_at=clock.now(),
    )


def _link(purpose: str, subject_ref: str) -> dict[str, str]:
    until = clock.now() + timedelta(days=90)
    return {"token": issue_link(purpose=purpose, subject_ref=subject_ref, until=until)}


def _out(cast: Cast) -> dict[str, str]:
    return _link(TRANSLATOR, _batch(cast).ref)


def _taken_back(cast: Cast) -> dict[str, str]:
    return _link(TRANSLATOR, _batch(cast, BatchState.ENDED).ref)


def _as_word(cast: Cast) -> dict[str, str]:
    return {**_out(cast), "kind": "word"}


def _for_something_else(cast: Cast) -> dict[str, str]:
    return {**_link("nominee", _batch(cast).ref), "kind": "word"}


VIEWS: Final = "cadair.web.respond.views.translating"
TRANSLATORS: dict[str, Row] = {
    f"{VIEWS}.translation": Row(EVERYBODY, SeasonState.CHECKING, _out, _taken_back),
    f"{VIEWS}.texts": Row(EVERYBODY, SeasonState.CHECKING, _as_word, _for_something_else),
}
