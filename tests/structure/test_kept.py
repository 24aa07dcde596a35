"""What tests begin with: a season put back row by row is the one that was made."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction

from cadair.audit.verification import verify
from cadair.outcomes.queries import is_as_sealed
from cadair.seasons.states import SeasonState
from tests import kept
from tests.cast import a_season

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def _built() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of a released season, which is gone afterwards."""
    with transaction.atomic():
        cast = a_season(SeasonState.RELEASED)
        assert is_as_sealed(cast.season)
        assert not verify().faults
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            names = [name for (name,) in cursor.fetchall() if not name.startswith("sqlite_")]
            found = {}
            for name in names:
                cursor.execute(f'SELECT * FROM "{name}"')  # noqa: S608
                found[name] = cursor.fetchall()
        transaction.set_rollback(True)
    return found


def test_what_is_put_back_is_what_was_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_KEPT", {})
    made, put_back = _built(), _built()
    assert kept._KEPT, "nothing was kept: the second was made anew"
    assert sum(len(rows) for rows in made.values()) > 100
    different = [name for name, rows in made.items() if put_back[name] != rows]
    assert different == []
