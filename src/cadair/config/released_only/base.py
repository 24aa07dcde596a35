"""Django's SQLite engine, opened for reading, with every other table denied by SQLite itself.

The embargo must not hang on a filter in a query: a template, a view or an injected statement that
asks this connection for anything unreleased gets “not authorized” from the database (PUB-12).
"""

from __future__ import annotations

import sqlite3
from typing import Any, Final
from urllib.parse import quote

from django.db.backends.sqlite3 import base

RELEASED: Final = "publishing_released"
"""The beginning of the name of every table the public may read."""

_HARMLESS: Final = frozenset(
    {
        sqlite3.SQLITE_SELECT,
        sqlite3.SQLITE_FUNCTION,
        sqlite3.SQLITE_TRANSACTION,
        sqlite3.SQLITE_SAVEPOINT,
        sqlite3.SQLITE_RECURSIVE,
    }
)


def only_released(action: int, table: str | None, *_rest: str | None) -> int:
    """SQLite asks this for every part of a statement before it runs it."""
    if action in _HARMLESS:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_READ and (table or "").startswith(RELEASED):
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


class DatabaseWrapper(base.DatabaseWrapper):
    """A read-only connection on which only released tables exist."""

    def get_connection_params(self) -> dict[str, Any]:
        """Those of SQLite, for a file that is opened for reading."""
        params: dict[str, Any] = super().get_connection_params()
        return {**params, "database": f"file:{quote(str(params['database']))}?mode=ro", "uri": True}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect, then lock everything else away."""
        connection = super().get_new_connection(conn_params)
        connection.execute("PRAGMA query_only = ON")
        connection.set_authorizer(only_released)
        return connection
