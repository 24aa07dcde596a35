"""The triggers come back after every `migrate`, also when a table was rebuilt."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection, models

from cadair.audit import triggers
from cadair.audit.actions import record
from cadair.audit.models import AuditEntry
from cadair.audit.verification import verify
from cadair.foundation.actors import Actor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def entry() -> AuditEntry:
    """One entry."""
    return record(actor=Actor.operator(), action="probe", subject="thing:1")


def test_after_migrate_every_trigger_is_in_place(entry: AuditEntry) -> None:
    triggers.remove(connection)
    assert set(triggers.faults(connection)) == set(triggers.expected(connection))
    call_command("migrate", verbosity=0)
    assert triggers.faults(connection) == {}


def test_migrate_twice_changes_nothing(entry: AuditEntry) -> None:
    call_command("migrate", verbosity=0)
    call_command("migrate", verbosity=0)
    assert verify().is_whole


@pytest.mark.sqlite
def test_a_rebuilt_table_loses_its_triggers_until_the_next_migrate(entry: AuditEntry) -> None:
    """Django changes a column on SQLite by copying the table: the known trap."""
    longer = models.CharField(max_length=200)
    longer.set_attributes_from_name("action")
    with connection.schema_editor() as editor:
        editor.alter_field(AuditEntry, AuditEntry._meta.get_field("action"), longer)
        editor.alter_field(AuditEntry, longer, AuditEntry._meta.get_field("action"))
        editor._remake_table(AuditEntry)  # type: ignore[attr-defined]
    assert {fault.code for fault in verify().faults} == {"trigger-missing"}
    call_command("migrate", verbosity=0)
    assert verify().is_whole
    assert AuditEntry.objects.count() == 1


def test_nothing_happens_on_a_database_without_the_table() -> None:
    with connection.schema_editor() as editor:
        editor.delete_model(AuditEntry)
    triggers.install(connection)
    with connection.schema_editor() as editor:
        editor.create_model(AuditEntry)
    triggers.install(connection)
    assert triggers.faults(connection) == {}
