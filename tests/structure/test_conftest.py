"""The ground the other tests stand on."""

from __future__ import annotations

import socket

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from cadair.audit.actions import record
from cadair.audit.models import AuditEntry
from cadair.foundation.actors import Actor


def _append() -> None:
    record(actor=Actor.system("test"), action="try", subject="season:none")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_a_test_that_commits_finds_an_empty_record_with_its_triggers(time: str) -> None:
    assert AuditEntry.objects.count() == 0
    _append()
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEntry.objects.all().delete()
    assert AuditEntry.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("time", ["first", "second"])
def test_a_test_that_does_not_commit_finds_an_empty_record(time: str) -> None:
    assert AuditEntry.objects.count() == 0
    _append()


@pytest.mark.static
def test_another_machine_cannot_be_reached() -> None:
    with socket.socket() as line, pytest.raises(AssertionError, match="stay on this machine"):
        line.connect(("192.0.2.1", 80))


@pytest.mark.postgresql
@pytest.mark.django_db
def test_the_run_on_postgresql_is_on_postgresql() -> None:
    assert connection.vendor == "postgresql"


@pytest.mark.sqlite
@pytest.mark.django_db
def test_the_run_on_sqlite_is_on_sqlite() -> None:
    assert connection.vendor == "sqlite"
