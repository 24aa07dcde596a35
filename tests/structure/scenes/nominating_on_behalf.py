"""Scenes: a file with nominations, from reading in to undoing; more time for one person."""

from __future__ import annotations

from datetime import timedelta

from cadair.foundation.bilingual import BilingualText
from cadair.nominations.actions import (
    discard_import,
    end_extension,
    give_extension,
    import_nominations,
    map_import,
    read_import,
    undo_import,
)
from cadair.nominations.models import Extension, NominationImport
from cadair.seasons.queries import closing_time
from cadair.seasons.states import SeasonState
from tests.cast import NOMINATING_AT, Cast
from tests.structure.scenes.scene import Scene

HEADINGS = "Title,Category,Kind,Relation,Name,E-mail,Summary,prevention,impact\n"
PAGE = BilingualText(cy="https://example.org/cy/", en="https://example.org/en/")


def file_for(cast: Cast) -> bytes:
    """A file with one row that can be taken in."""
    category = cast.season.categories.exclude(group="overall")[0]
    row = f"Safe Steps,{category.key},project,third-party,Nia,nia@example.org,Short,Much,Large\n"
    return (HEADINGS + row).encode()


def read(cast: Cast) -> NominationImport:
    """Read it in."""
    return read_import(
        season=cast.season, data=file_for(cast), file_name="rows.csv", by=cast.organiser
    )


def _batch() -> NominationImport:
    return NominationImport.objects.get()


def taken_in(cast: Cast) -> NominationImport:
    """Read it in and take it in."""
    return import_nominations(batch=read(cast), page=PAGE, is_leaving_out=False, by=cast.organiser)


def given(cast: Cast) -> Extension:
    """Give Nia a day more."""
    closes_at = closing_time(cast.season)
    assert closes_at is not None
    return give_extension(
        season=cast.season,
        email="nia@example.org",
        until=closes_at + timedelta(days=1),
        reason="Ill on the last day",
        page=PAGE,
        by=cast.organiser,
    )


def _map(cast: Cast) -> NominationImport:
    batch = _batch()
    return map_import(batch=batch, mapping=batch.mapping, usual=batch.usual, by=cast.organiser)


S, A = SeasonState.OPEN, NOMINATING_AT
SCENES: dict[str, Scene] = {
    "cadair.nominations.actions.read_import": Scene(S, A, read),
    "cadair.nominations.actions.map_import": Scene(S, A, _map, read),
    "cadair.nominations.actions.discard_import": Scene(
        S, A, lambda c: discard_import(batch=_batch(), by=c.organiser), read
    ),
    "cadair.nominations.actions.import_nominations": Scene(
        S,
        A,
        lambda c: import_nominations(
            batch=_batch(), page=PAGE, is_leaving_out=False, by=c.organiser
        ),
        read,
    ),
    "cadair.nominations.actions.undo_import": Scene(
        S, A, lambda c: undo_import(batch=_batch(), by=c.organiser), taken_in
    ),
    "cadair.nominations.actions.give_extension": Scene(S, A, given),
    "cadair.nominations.actions.end_extension": Scene(
        S, A, lambda c: end_extension(extension=Extension.objects.get(), by=c.organiser), given
    ),
}
