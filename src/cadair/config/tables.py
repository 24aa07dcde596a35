"""The tables of a database: made at once where there are none, otherwise moved on by migrations."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections, transaction


class _None(dict[str, None]):
    """No app has migrations: all of them are made from their models."""

    def __contains__(self, app: object) -> bool:
        return True

    def __missing__(self, app: str) -> None:
        return None


def bring_up_to_date() -> None:
    """Make the tables, or move them on.

    Walking a new database through every migration takes ten times as long and ends with the same
    tables, which `tests/structure/test_migrations.py` holds.
    """
    if _is_empty():
        _make()
    call_command("migrate", interactive=False, verbosity=0)


def _is_empty() -> bool:
    return not connections[DEFAULT_DB_ALIAS].introspection.table_names()


def _make() -> None:
    """All or nothing: what is stopped in the middle leaves an empty database."""
    connection = connections[DEFAULT_DB_ALIAS]
    connection.disable_constraint_checking()  # SQLite takes it only before the transaction
    try:
        with transaction.atomic():
            with _made_from_models():
                call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
            call_command("migrate", fake=True, interactive=False, verbosity=0)
    finally:
        connection.enable_constraint_checking()


@contextmanager
def _made_from_models() -> Iterator[None]:
    usual = settings.MIGRATION_MODULES
    settings.MIGRATION_MODULES = _None()
    try:
        yield
    finally:
        settings.MIGRATION_MODULES = usual
