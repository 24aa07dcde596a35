"""Whoever changes the record behind Cadair's back is found out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet

from cadair.audit import triggers
from cadair.audit.actions import record
from cadair.audit.chain import GENESIS, Anchor, link
from cadair.audit.models import AuditEntry
from cadair.audit.queries import head
from cadair.audit.verification import Fault, verify
from cadair.foundation import clock
from cadair.foundation.actors import Actor

pytestmark = pytest.mark.django_db

NEVER_TRIGGERED = """
CREATE OR REPLACE TRIGGER audit_entry_is_never_truncated BEFORE TRUNCATE ON audit_auditentry
FOR EACH STATEMENT WHEN (false) EXECUTE FUNCTION audit_entries_only_follow()"""
ACTIONS = ["open_season", "close_nominations", "begin_judging", "seal_season", "release_season"]


@pytest.fixture
def five() -> list[AuditEntry]:
    """Five entries."""
    actor = Actor.operator()
    return [record(actor=actor, action=a, subject="season:1", facts={"n": 1}) for a in ACTIONS]


@contextmanager
def behind_its_back() -> Iterator[None]:
    """Somebody who may do anything changes the record and tidies up after himself."""
    triggers.remove(connection)
    yield
    triggers.install(connection)


def _row(sequence: int) -> QuerySet[AuditEntry]:
    return AuditEntry.objects.filter(sequence=sequence)


def test_an_untouched_record_is_whole(five: list[AuditEntry]) -> None:
    found = verify(anchors=[Anchor(3, five[2].hash), Anchor(0, GENESIS)])
    assert found.is_whole
    assert found.head == head() == Anchor(5, five[4].hash)


def test_an_empty_record_is_whole() -> None:
    assert verify().head == Anchor(0, GENESIS)
    assert verify().is_whole


@pytest.mark.parametrize(
    "change",
    [
        {"action": "other"},
        {"actor_ref": "account:1"},
        {"subject_ref": "season:2"},
        {"season_ref": "x"},
        {"facts": '{"n":2}'},
        {"facts": '{"n": 1}'},
        {"facts": "[]"},
        {"facts": "not json"},
        {"at": datetime(2020, 1, 1, tzinfo=UTC)},
    ],
)
def test_an_edited_entry_is_found(five: list[AuditEntry], change: dict[str, Any]) -> None:
    with behind_its_back():
        _row(3).update(**change)
    assert verify().faults == (Fault("edited", 3),)


def test_an_edited_entry_whose_hash_was_made_to_match_is_found(five: list[AuditEntry]) -> None:
    with behind_its_back():
        _row(3).update(action="other")
        forged = _row(3).get()
        _row(3).update(hash=link(forged.previous_hash, forged.event()))
    assert verify().faults == (Fault("broken-link", 4),)


def test_a_deleted_entry_is_found(five: list[AuditEntry]) -> None:
    with behind_its_back():
        _row(3).delete()
    assert verify().faults == (Fault("out-of-place", 4), Fault("broken-link", 4))


def test_a_deleted_entry_is_found_when_the_rest_is_renumbered(five: list[AuditEntry]) -> None:
    with behind_its_back():
        _row(3).delete()
        _row(4).update(sequence=3)
        _row(5).update(sequence=4)
    faults = set(verify().faults)
    assert Fault("broken-link", 3) in faults
    assert {Fault("edited", 3), Fault("edited", 4)} <= faults, "the number is hashed too"


def test_an_inserted_entry_is_found(five: list[AuditEntry]) -> None:
    with behind_its_back():
        _row(5).update(sequence=6)
        inserted = _row(4).get()
        inserted.sequence = 5
        inserted.save(force_insert=True)
    assert {Fault("broken-link", 5), Fault("edited", 6)} <= set(verify().faults)


@pytest.mark.sqlite
def test_a_replaced_entry_is_found(five: list[AuditEntry]) -> None:
    with behind_its_back(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT OR REPLACE INTO audit_auditentry (sequence, at, actor_ref, action, subject_ref,"
            " season_ref, facts, previous_hash, hash) SELECT 2, at, actor_ref, action, subject_ref,"
            " season_ref, facts, previous_hash, hash FROM audit_auditentry WHERE sequence = 4"
        )
    assert {Fault("edited", 2), Fault("broken-link", 3)} <= set(verify().faults)


def test_reordered_entries_are_found(five: list[AuditEntry]) -> None:
    with behind_its_back():
        _row(2).update(sequence=99)
        _row(3).update(sequence=2)
        _row(99).update(sequence=3)
    broken = {fault.sequence for fault in verify().faults if fault.code == "broken-link"}
    assert broken == {2, 3, 4}


def test_a_record_cut_off_at_its_end_is_found_with_an_anchor(five: list[AuditEntry]) -> None:
    anchor = head()
    with behind_its_back():
        AuditEntry.objects.filter(sequence__gt=3).delete()
    assert verify().is_whole, "a chain alone cannot know that it was longer"
    assert verify(anchors=[anchor]).faults == (Fault("cut-off", 5, str(anchor)),)


def test_a_record_written_anew_is_found_with_an_anchor(five: list[AuditEntry]) -> None:
    anchor = Anchor(3, five[2].hash)
    with behind_its_back():
        AuditEntry.objects.all().delete()
        for action in ACTIONS:
            record(actor=Actor.operator(), action=action, subject="season:2")
    assert verify().is_whole
    assert verify(anchors=[anchor]).faults == (Fault("rewritten", 3, str(anchor)),)


def test_missing_triggers_are_found(five: list[AuditEntry]) -> None:
    expected = set(triggers.expected(connection))
    assert len(expected) == 3
    triggers.remove(connection)
    assert {f.what for f in verify().faults if f.code == "trigger-missing"} == expected


@pytest.mark.sqlite
def test_a_trigger_that_does_nothing_is_found_on_sqlite(five: list[AuditEntry]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER audit_entry_is_never_deleted")
        cursor.execute(
            "CREATE TRIGGER audit_entry_is_never_deleted BEFORE DELETE ON audit_auditentry "
            "BEGIN SELECT 1; END"
        )
    assert verify().faults == (Fault("trigger-altered", what="audit_entry_is_never_deleted"),)


@pytest.mark.postgresql
@pytest.mark.parametrize(
    ("statement", "code"),
    [
        (
            "ALTER TABLE audit_auditentry DISABLE TRIGGER audit_entry_is_never_truncated",
            "trigger-switched-off",
        ),
        (NEVER_TRIGGERED, "trigger-altered"),
    ],
)
def test_a_trigger_that_does_nothing_is_found_on_postgresql(
    five: list[AuditEntry], statement: str, code: str
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
    assert Fault(code, what="audit_entry_is_never_truncated") in verify().faults


@pytest.mark.postgresql
def test_a_trigger_function_that_does_nothing_is_found(five: list[AuditEntry]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION audit_entries_only_follow() RETURNS trigger "
            "LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$"
        )
    assert {f.code for f in verify().faults} == {"trigger-altered"}


def test_a_clock_that_runs_backwards_does_not_break_the_chain(five: list[AuditEntry]) -> None:
    with clock.at(five[0].at.replace(year=2020)):
        record(actor=Actor.operator(), action="open_season", subject="season:1")
    assert verify().is_whole


@pytest.mark.parametrize(
    "text", ["", "5", "5:", ":" + "0" * 64, "x:" + "0" * 64, "5:" + "g" * 64, "٥:" + "0" * 64]
)
def test_what_is_no_anchor_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="looks like"):
        Anchor.parse(text)


def test_an_anchor_is_read_as_it_was_printed(five: list[AuditEntry]) -> None:
    assert Anchor.parse(f" {head()}\n") == head()
