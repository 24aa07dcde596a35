"""The season of the cast is made once a process for each state, then put back row by row.

Making it by real actions costs up to a third of a second, and two thousand tests begin with it.
Only rows are kept, and only what can be trusted to come out the same: on SQLite, inside a test's
transaction, in a database in which nobody is yet, in one language, at one pinned moment or none.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeVar

from django.db import connection
from django.utils.translation import get_language

from cadair.audit.models import AuditEntry
from cadair.foundation import clock
from cadair.people.models import Account, Organisation
from cadair.seasons.models import Programme, Season

T = TypeVar("T")
Key = tuple[str, str, str | None, datetime | None]
PEOPLED: Final = (Programme, Season, Account, Organisation, AuditEntry)


@dataclass(frozen=True)
class _Kept:
    """Rows by table, and what was returned when they were made."""

    rows: dict[str, list[tuple[Any, ...]]]
    made: Any


_KEPT: dict[Key, _Kept] = {}


def kept(name: str, state: str, make: Callable[[], T]) -> T:
    """What `make` returns, with all the rows it wrote; made anew where that is not safe."""
    if not _is_safe():
        return make()
    key = (name, state, get_language(), clock._pinned.get())
    if key not in _KEPT:
        before = _counts()
        made = make()
        _KEPT[key] = _Kept(_rows(before), deepcopy(made))
        return made
    found = _KEPT[key]
    with connection.cursor() as cursor:
        for table, rows in found.rows.items():
            places = ", ".join("?" for _ in rows[0])
            # Django’s own cursor would look for % in what is only passed on.
            cursor.connection.executemany(f'INSERT INTO "{table}" VALUES ({places})', rows)  # noqa: S608
    made_before: T = deepcopy(found.made)
    return made_before


def _is_safe() -> bool:
    if connection.vendor != "sqlite" or not connection.in_atomic_block:
        return False
    return not any(model._default_manager.exists() for model in PEOPLED)


def _tables() -> list[str]:
    """The tables that hold rows of their own: not what the search is made of."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        found = {name: sql or "" for name, sql in cursor.fetchall()}
    made_of = tuple(f"{name}_" for name, sql in found.items() if "VIRTUAL" in sql)
    return [
        name
        for name, sql in found.items()
        if not name.startswith(("sqlite_", *made_of)) and "VIRTUAL" not in sql
    ]


def _counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        found = {}
        for table in _tables():
            cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608
            found[table] = cursor.fetchone()[0]
        return found


def _rows(before: dict[str, int]) -> dict[str, list[tuple[Any, ...]]]:
    """What there is more than before: rows are only added while a season comes to its state."""
    found = {}
    with connection.cursor() as cursor:
        for table, number in before.items():
            columns = connection.introspection.get_table_description(cursor, table)
            # With a sign before it a column comes as it lies there, not as a date or a truth.
            asked = ", ".join(f'+"{column.name}"' for column in columns)
            cursor.execute(f'SELECT {asked} FROM "{table}" ORDER BY rowid')  # noqa: S608
            if new := cursor.fetchall()[number:]:
                found[table] = new
    return found
