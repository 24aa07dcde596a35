"""Fifty writers at once, on a real database: the chain neither forks nor has a gap (PRO-09)."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, transaction

from cadair.audit.actions import record
from cadair.audit.models import AuditEntry
from cadair.audit.verification import verify
from cadair.foundation.actors import Actor

WRITERS = 50
ENTRIES_EACH = 4

pytestmark = pytest.mark.django_db(transaction=True)


def _numbers() -> list[int]:
    return list(AuditEntry.objects.values_list("sequence", flat=True))


def test_fifty_threads_append_one_unbroken_chain() -> None:
    together = threading.Barrier(WRITERS)

    def write(writer: int) -> None:
        together.wait()
        try:
            for _ in range(ENTRIES_EACH):
                record(actor=Actor.system("worker"), action="probe", subject=f"writer:{writer}")
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    assert _numbers() == list(range(1, WRITERS * ENTRIES_EACH + 1))
    assert verify().is_whole


def test_actions_that_read_first_and_some_that_fail_leave_no_gap() -> None:
    together = threading.Barrier(WRITERS)

    def act(writer: int) -> None:
        together.wait()
        try:
            with transaction.atomic():
                AuditEntry.objects.count()
                record(actor=Actor.system("worker"), action="probe", subject=f"writer:{writer}")
                if writer % 5 == 0:
                    transaction.set_rollback(True)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(act, range(WRITERS)))
    assert _numbers() == list(range(1, WRITERS * 4 // 5 + 1))
    assert verify().is_whole


WRITING = """
import os, django
from django.conf import settings
django.setup()
settings.DATABASES["default"]["NAME"] = os.environ["NAME_OF_THE_TEST_DATABASE"]
from cadair.audit.actions import record
from cadair.foundation.actors import Actor
for _ in range(10):
    record(actor=Actor.system("worker"), action="probe", subject=f"writer:{os.getpid()}")
"""


@pytest.mark.slow
def test_processes_append_one_unbroken_chain() -> None:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "cadair.config.testing",
        "NAME_OF_THE_TEST_DATABASE": str(connection.settings_dict["NAME"]),
    }
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITING], env=environment, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    for writer in writers:
        _, errors = writer.communicate(timeout=60)
        assert writer.returncode == 0, errors.decode()
    assert _numbers() == list(range(1, 31))
    assert verify().is_whole


def test_the_lock_is_what_keeps_them_in_order() -> None:
    """An entry made from a chain that has grown meanwhile is refused, not appended."""
    first = record(actor=Actor.operator(), action="probe", subject="writer:1")
    stale = AuditEntry(
        sequence=first.sequence + 1,
        at=first.at,
        actor_ref=first.actor_ref,
        action=first.action,
        subject_ref=first.subject_ref,
        facts="{}",
        previous_hash=first.hash,
        hash="0" * 64,
    )
    record(actor=Actor.operator(), action="probe", subject="writer:2")
    with pytest.raises(DatabaseError):
        stale.save(force_insert=True)
    assert verify().is_whole
