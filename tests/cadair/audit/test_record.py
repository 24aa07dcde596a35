"""Appending to the record."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from cadair.audit.actions import record
from cadair.audit.chain import GENESIS
from cadair.audit.models import AuditEntry
from cadair.audit.queries import head
from cadair.audit.validators import NotForTheRecord
from cadair.foundation import clock
from cadair.foundation.actors import Actor

pytestmark = pytest.mark.django_db

SOMEBODY = Actor.account(public_id="0f" * 16, account_id=1)
SEASON = "season:" + "ab" * 16


def test_entries_are_numbered_from_one_without_gaps() -> None:
    for _ in range(3):
        record(actor=SOMEBODY, action="open_season", subject=SEASON)
    assert list(AuditEntry.objects.values_list("sequence", flat=True)) == [1, 2, 3]


def test_an_entry_carries_the_hash_of_the_one_before() -> None:
    first = record(actor=SOMEBODY, action="open_season", subject=SEASON)
    second = record(actor=SOMEBODY, action="close_nominations", subject=SEASON)
    assert first.previous_hash == GENESIS
    assert second.previous_hash == first.hash
    assert str(head()) == f"2:{second.hash}"


def test_the_hash_can_be_recomputed_by_an_outsider() -> None:
    """The example of docs/operators/audit.md: change neither without a new format."""
    moment = datetime(2026, 8, 31, 8, 0, tzinfo=UTC)
    with clock.at(moment):
        entry = record(
            actor=SOMEBODY,
            action="open_season",
            subject=SEASON,
            season="ab" * 16,
            facts={"rules_version": 1, "is_new": True, "reason": None},
        )
    assert entry.facts == '{"is_new":true,"reason":null,"rules_version":1}'
    canonical = (
        '{"action":"open_season","actor":"account:' + "0f" * 16 + '",'
        '"at":"2026-08-31T08:00:00.000000Z",'
        '"facts":{"is_new":true,"reason":null,"rules_version":1},'
        '"season":"' + "ab" * 16 + '","sequence":1,"subject":"' + SEASON + '"}'
    )
    assert entry.event().canonical() == canonical.encode()
    assert entry.hash == "69b2d36919abf4c06e1e825c2db46f6e3258e32518af4b23a91ffa0c350d8d05"


@pytest.mark.parametrize(
    "value",
    [
        "Siân Ŵŷn Llŷr-Ôl",
        "Ann",
        "a good project",
        "sian@example.org",
        "",
        " ",
        "line\nbreak",
        "ŵ",
        "x" * 129,
        "<script>",
        "--",
    ],
)
def test_names_addresses_and_free_text_are_refused(value: str) -> None:
    with pytest.raises(NotForTheRecord) as refused:
        record(actor=SOMEBODY, action="open_season", subject=SEASON, facts={"note": value})
    assert not value.strip() or value not in str(refused.value), "errors are logged"
    assert AuditEntry.objects.count() == 0


@pytest.mark.parametrize(
    "value",
    [
        "theme",
        "highest-mean/1",
        "entry:" + "0f" * 16,
        "2026-10-02T16:00:00+00:00",
        "2026-10-02T16:00:00.123456Z",
        "2026-10-02",
        "2026-001",
        "9" * 64,
    ],
)
def test_ids_codes_moments_and_hashes_are_kept(value: str) -> None:
    entry = record(actor=SOMEBODY, action="open_season", subject=SEASON, facts={"fact": value})
    assert entry.event().facts == {"fact": value}


@pytest.mark.parametrize("value", [1.5, [1], {"a": 1}, b"x", 2**53])
def test_values_without_a_canonical_form_are_refused(value: object) -> None:
    with pytest.raises(NotForTheRecord):
        record(
            actor=SOMEBODY,
            action="open_season",
            subject=SEASON,
            facts={"fact": value},  # type: ignore[dict-item]
        )


def test_a_key_may_not_be_free_text_either() -> None:
    with pytest.raises(NotForTheRecord):
        record(actor=SOMEBODY, action="open_season", subject=SEASON, facts={"Ann Example": 1})


def test_actor_action_subject_and_season_are_checked_too() -> None:
    with pytest.raises(NotForTheRecord):
        record(actor=Actor(ref="Ann Example"), action="open_season", subject=SEASON)
    with pytest.raises(NotForTheRecord):
        record(actor=SOMEBODY, action="Open!", subject=SEASON)
    with pytest.raises(NotForTheRecord):
        record(actor=SOMEBODY, action="open_season", subject="Valley Awards")
    with pytest.raises(NotForTheRecord):
        record(actor=SOMEBODY, action="open_season", subject=SEASON, season="Valley Awards")


def test_an_action_that_fails_leaves_no_entry_and_no_gap() -> None:
    record(actor=SOMEBODY, action="open_season", subject=SEASON)
    with suppress(ZeroDivisionError), transaction.atomic():
        record(actor=SOMEBODY, action="close_nominations", subject=SEASON)
        _ = 1 // 0
    entry = record(actor=SOMEBODY, action="seal_season", subject=SEASON)
    assert entry.sequence == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditentry SET action = 'other' WHERE sequence = 1",
        "UPDATE audit_auditentry SET sequence = 5 WHERE sequence = 2",
        "DELETE FROM audit_auditentry WHERE sequence = 2",
        "DELETE FROM audit_auditentry",
    ],
)
def test_the_database_refuses_to_change_or_delete(statement: str) -> None:
    for _ in range(2):
        record(actor=SOMEBODY, action="open_season", subject=SEASON)
    with (
        pytest.raises(DatabaseError, match="the record is never"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert AuditEntry.objects.count() == 2


def test_querysets_cannot_change_or_delete_either() -> None:
    entry = record(actor=SOMEBODY, action="open_season", subject=SEASON)
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEntry.objects.update(action="other")
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEntry.objects.all().delete()
    entry.action = "other"
    with pytest.raises(DatabaseError), transaction.atomic():
        entry.save()
    assert [e.action for e in AuditEntry.objects.all()] == ["open_season"]


@pytest.mark.postgresql
def test_postgresql_refuses_to_truncate() -> None:
    record(actor=SOMEBODY, action="open_season", subject=SEASON)
    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE audit_auditentry CASCADE")


INSERT = """
INSERT INTO audit_auditentry
  (sequence, at, actor_ref, action, subject_ref, season_ref, facts, previous_hash, hash)
VALUES (%s, '2026-01-01 00:00:00+00:00', 'a', 'b', 'c', '', '{}', %s, %s)"""


def _three() -> list[AuditEntry]:
    return [record(actor=SOMEBODY, action="open_season", subject=SEASON) for _ in range(3)]


@pytest.mark.parametrize("sequence", [0, 1, 3, 5, -3, 99])
def test_only_the_next_number_may_be_inserted(sequence: int) -> None:
    last = _three()[-1]
    with (
        pytest.raises(DatabaseError, match="follows the last one"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(INSERT, [sequence, last.hash, "0" * 64])


def test_only_an_entry_that_continues_the_chain_may_be_inserted() -> None:
    first = _three()[0]
    with (
        pytest.raises(DatabaseError, match="follows the last one"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(INSERT, [4, first.hash, "0" * 64])


@pytest.mark.sqlite
@pytest.mark.parametrize("sequence", [1, 3, None])
@pytest.mark.parametrize("verb", ["INSERT OR REPLACE", "REPLACE", "INSERT OR IGNORE"])
def test_sqlite_cannot_replace_an_entry_by_inserting(verb: str, sequence: int | None) -> None:
    last = _three()[-1]
    before = list(AuditEntry.objects.values_list())
    with (
        pytest.raises(DatabaseError, match="follows the last one"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(INSERT.replace("INSERT", verb, 1), [sequence, last.hash, last.hash])
    assert list(AuditEntry.objects.values_list()) == before


@pytest.mark.sqlite
def test_sqlite_has_no_hidden_row_number_by_which_an_entry_could_be_pushed_out() -> None:
    last = _three()[-1]
    before = list(AuditEntry.objects.values_list())
    statement = INSERT.replace("INSERT", "INSERT OR REPLACE", 1).replace("(seq", "(rowid, seq")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.replace("VALUES (", "VALUES (1, "), [4, last.hash, last.hash])
    assert list(AuditEntry.objects.values_list())[:3] == before
