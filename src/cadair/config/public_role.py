"""The PostgreSQL user of the public pages: may SELECT what is released, nothing else."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import IntegrityError, ProgrammingError

from cadair.config.released_only.base import RELEASED


def prepare_public_role(connection: BaseDatabaseWrapper) -> None:
    """Make the role where it is missing and let it read the released tables; may be repeated.

    Raises:
        ImproperlyConfigured: the role is missing and our own user may not make one; the sentence
            holds the statement somebody else can run.
    """
    if connection.vendor != "postgresql":
        return
    role = connections[settings.PUBLIC_DATABASE].settings_dict
    if not _exists(connection, role["USER"]):
        _create(connection, role["USER"], role["PASSWORD"])
    _grant(connection, role["USER"])


def readable_beyond_released(connection: BaseDatabaseWrapper) -> list[str]:
    """Tables the user of this PostgreSQL connection can read or write but should not."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace "
            "WHERE nspname = 'public' AND relkind IN ('r', 'v', 'm', 'p') AND ("
            " (NOT starts_with(relname, %s) AND has_table_privilege(pg_class.oid, 'SELECT'))"
            " OR has_table_privilege(pg_class.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')) "
            "ORDER BY relname",
            [RELEASED],
        )
        return [name for (name,) in cursor.fetchall()]


def _exists(connection: BaseDatabaseWrapper, role: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        return cursor.fetchone() is not None


def _create(connection: BaseDatabaseWrapper, role: str, password: str) -> None:
    from psycopg import sql

    statement = sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE").format(
        sql.Identifier(role)
    )
    if password:
        statement += sql.SQL(" PASSWORD {}").format(sql.Literal(password))
    try:
        with transaction.atomic(using=connection.alias):
            _run(connection, statement)
    except IntegrityError:
        # Somebody else made it in the same moment.
        return
    except ProgrammingError as problem:
        if _exists(connection, role):
            return
        raise ImproperlyConfigured(
            f"The database user {role} is missing and ours may not make it. Ask whoever looks "
            f"after PostgreSQL to run: CREATE ROLE {role} LOGIN PASSWORD '…'; then migrate again."
        ) from problem


def _grant(connection: BaseDatabaseWrapper, role: str) -> None:
    from psycopg import sql

    who = sql.Identifier(role)
    everything = ("ALL TABLES IN SCHEMA public", "ALL SEQUENCES IN SCHEMA public")
    tables = [
        table
        for table in connection.introspection.table_names()
        if table.startswith(RELEASED) and not table.endswith("_seq")
    ]
    with transaction.atomic(using=connection.alias):
        for what in everything:
            _run(connection, sql.SQL("REVOKE ALL ON " + what + " FROM {}").format(who))
        _run(connection, sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(who))
        for table in tables:
            grant = sql.SQL("GRANT SELECT ON {} TO {}").format(sql.Identifier(table), who)
            _run(connection, grant)


def _run(connection: BaseDatabaseWrapper, statement: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
