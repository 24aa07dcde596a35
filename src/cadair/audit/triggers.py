"""The database itself refuses to change the record, whoever asks.

Django drops triggers when it rebuilds a table on SQLite, so they are put back after every
`migrate`, and `verify` reports those that are missing or say something else.
"""

from __future__ import annotations

from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE: Final = "audit_auditentry"
FUNCTION: Final = "audit_entries_only_follow"

_SQLITE: Final[dict[str, str]] = {
    "audit_entry_is_never_changed": """
CREATE TRIGGER audit_entry_is_never_changed BEFORE UPDATE ON audit_auditentry
BEGIN SELECT RAISE(ABORT, 'the record is never changed'); END""",
    "audit_entry_is_never_deleted": """
CREATE TRIGGER audit_entry_is_never_deleted BEFORE DELETE ON audit_auditentry
BEGIN SELECT RAISE(ABORT, 'the record is never deleted'); END""",
    # INSERT OR REPLACE deletes without asking the trigger above: only the next number may come in.
    "audit_entry_follows_the_last": """
CREATE TRIGGER audit_entry_follows_the_last BEFORE INSERT ON audit_auditentry
WHEN NEW.sequence IS NOT (SELECT COALESCE(MAX(sequence), 0) + 1 FROM audit_auditentry)
  OR NEW.previous_hash IS NOT COALESCE(
    (SELECT hash FROM audit_auditentry ORDER BY sequence DESC LIMIT 1), printf('%064d', 0))
BEGIN SELECT RAISE(ABORT, 'an entry follows the last one'); END""",
}

_BODY: Final = """
DECLARE
  last audit_auditentry%ROWTYPE;
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT * INTO last FROM audit_auditentry ORDER BY sequence DESC LIMIT 1;
    IF NEW.sequence = COALESCE(last.sequence, 0) + 1
      AND NEW.previous_hash = COALESCE(last.hash, repeat('0', 64)) THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'an entry follows the last one'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RAISE EXCEPTION 'the record is never changed'
    USING ERRCODE = 'integrity_constraint_violation';
END
"""

APPEND: Final = "audit_append"

# One call instead of four statements: between lock and commit nobody else can append, and what
# the program does meanwhile (wait for a processor, build a statement) everybody waits for.
# Each statement of a volatile function sees what was committed before it began, so the last entry
# is read after the lock was given. The number of the lock is 0x4361646169720001: “Cadair”, 1.
_APPEND_BODY: Final = """
DECLARE
  last audit_auditentry%ROWTYPE;
  fresh audit_auditentry%ROWTYPE;
BEGIN
  PERFORM pg_advisory_xact_lock(4855272242825789441);
  SELECT * INTO last FROM audit_auditentry ORDER BY sequence DESC LIMIT 1;
  fresh.sequence := COALESCE(last.sequence, 0) + 1;
  fresh.previous_hash := COALESCE(last.hash, repeat('0', 64));
  fresh.hash := encode(sha256(decode(fresh.previous_hash, 'hex')
    || convert_to(head || fresh.sequence || tail, 'UTF8')), 'hex');
  fresh.at := at_;
  fresh.actor_ref := actor_;
  fresh.action := action_;
  fresh.subject_ref := subject_;
  fresh.season_ref := season_;
  fresh.facts := facts_;
  INSERT INTO audit_auditentry SELECT fresh.*;
  RETURN fresh;
END
"""

_POSTGRESQL: Final[dict[str, str]] = {
    "audit_entry_is_never_changed": "BEFORE DELETE OR UPDATE ON audit_auditentry FOR EACH ROW",
    "audit_entry_is_never_truncated": "BEFORE TRUNCATE ON audit_auditentry FOR EACH STATEMENT",
    "audit_entry_follows_the_last": "BEFORE INSERT ON audit_auditentry FOR EACH ROW",
}


def _create(name: str, when: str) -> str:
    """The statement for PostgreSQL, in the words in which it repeats the trigger."""
    return f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {FUNCTION}()"


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place, replacing what stands there; nothing happens without the table."""
    if TABLE not in connection.introspection.table_names():
        return
    remove(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for statement in _SQLITE.values():
                cursor.execute(statement)
            return
        cursor.execute(
            f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql "
            f"AS $body${_BODY}$body$"
        )
        cursor.execute(
            f"CREATE OR REPLACE FUNCTION {APPEND}(head text, tail text, at_ timestamptz, "
            "actor_ text, action_ text, subject_ text, season_ text, facts_ text) "
            f"RETURNS audit_auditentry LANGUAGE plpgsql VOLATILE AS $body${_APPEND_BODY}$body$"
        )
        for name, when in _POSTGRESQL.items():
            cursor.execute(_create(name, when))
            # ALWAYS: also where a session pretends to be a replica.
            cursor.execute(f"ALTER TABLE {TABLE} ENABLE ALWAYS TRIGGER {name}")


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for a rebuild, and for tests that empty the table."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in _SQLITE:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            return
        for name in _POSTGRESQL:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {TABLE}")


def expected(connection: BaseDatabaseWrapper) -> tuple[str, ...]:
    """The names of the triggers that protect the record on this database."""
    return tuple(_SQLITE if connection.vendor == "sqlite" else _POSTGRESQL)


def faults(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Triggers that do not protect the record: name → `missing`, `altered` or `switched-off`."""
    if connection.vendor == "sqlite":
        return _faults_on_sqlite(connection)
    return _faults_on_postgresql(connection)


def _faults_on_sqlite(connection: BaseDatabaseWrapper) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [TABLE]
        )
        found = dict(cursor.fetchall())
    wrong: dict[str, str] = {}
    for name, statement in _SQLITE.items():
        if name not in found:
            wrong[name] = "missing"
        elif found[name].split() != statement.split():
            wrong[name] = "altered"
    return wrong


def _faults_on_postgresql(connection: BaseDatabaseWrapper) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname, pg_get_triggerdef(t.oid), tgenabled, prosrc FROM pg_trigger t "
            "JOIN pg_proc p ON p.oid = tgfoid WHERE tgrelid = to_regclass(%s) AND NOT tgisinternal",
            [TABLE],
        )
        found = {name: (definition, enabled, body) for name, definition, enabled, body in cursor}
    wrong: dict[str, str] = {}
    for name, when in _POSTGRESQL.items():
        definition, enabled, body = found.get(name, ("", "", ""))
        if not definition:
            wrong[name] = "missing"
        elif body != _BODY or definition.replace(" ON public.", " ON ") != _create(name, when):
            wrong[name] = "altered"
        elif enabled != "A":
            wrong[name] = "switched-off"
    return wrong
