"""Appending to the record: the last thing every action does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import connections, router, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext_lazy as _

from cadair.audit import triggers
from cadair.audit.chain import Event, link
from cadair.audit.models import AuditEntry, DatabasePurpose
from cadair.audit.queries import head, is_demo_database
from cadair.audit.validators import Fact, check_code, check_facts
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.canonical import canonical_json
from cadair.foundation.refusals import NotNow


def record(
    *,
    actor: Actor,
    action: str,
    subject: str,
    season: str = "",
    facts: Mapping[str, Fact] | None = None,
) -> AuditEntry:
    """Append one entry to the chain, in the transaction of the action that calls.

    Call it last: until the transaction ends, nobody else can append.

    Args:
        actor: who did it.
        action: the name of the function that did it.
        subject: what it was done to: `season:<public id>`.
        season: the public id of the season it belongs to, or nothing.
        facts: ids, codes, moments, whole numbers and hashes.

    Raises:
        NotForTheRecord: something could be a name or free text.
    """
    checked = check_facts(facts or {})
    event = Event(
        sequence=0,
        at=clock.now(),
        actor=check_code("the actor", actor.ref),
        action=check_code("the action", action),
        subject=check_code("the subject", subject),
        season=check_code("the season", season) if season else "",
        facts=checked,
    )
    connection = connections[router.db_for_write(AuditEntry)]
    # No savepoint: if the entry cannot be written, nothing of the action may stand.
    with transaction.atomic(using=connection.alias, savepoint=False):
        if connection.vendor == "postgresql":
            return _appended_by(connection, event)
        # Our transactions begin IMMEDIATE and hold the only write lock of SQLite.
        return _appended(event)


def _appended(event: Event) -> AuditEntry:
    last = head()
    numbered = replace(event, sequence=last.sequence + 1)
    return AuditEntry.objects.create(
        sequence=numbered.sequence,
        previous_hash=last.hash,
        hash=link(last.hash, numbered),
        **_columns(event),
    )


def _appended_by(connection: BaseDatabaseWrapper, event: Event) -> AuditEntry:
    """Append in one call, so that the chain is held no longer than the database takes.

    Two transactions would read the same last entry and one of them would fail: the function waits
    for its turn first.
    """
    columns = _columns(event)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT sequence, previous_hash, hash FROM {triggers.APPEND}(%s,%s,%s,%s,%s,%s,%s,%s)",  # noqa: S608 - a constant  # nosec B608
            [*event.around_the_number(), *columns.values()],
        )
        appended = cursor.fetchone()
    sequence, previous_hash, own_hash = appended
    # `from_db` pairs values with fields by their position in the model, not by name.
    row = {"sequence": sequence, **columns, "previous_hash": previous_hash, "hash": own_hash}
    return AuditEntry.from_db(connection.alias, list(row), list(row.values()))


def _columns(event: Event) -> dict[str, Any]:
    """What an entry says, in the order in which the function takes it."""
    return {
        "at": event.at,
        "actor_ref": event.actor,
        "action": event.action,
        "subject_ref": event.subject,
        "season_ref": event.season,
        "facts": canonical_json(event.facts).decode(),
    }


@transaction.atomic
def mark_as_demo() -> DatabasePurpose:
    """Give an unused database to the demo, for good; repeating it changes nothing.

    Raises:
        NotNow: something was recorded in it already, so it may hold real people.
    """
    if not is_demo_database() and head().sequence > 0:
        raise NotNow(
            "not-a-demo-database",
            _(
                "This database is not the demo’s: it is in use. Give the demo another folder with "
                "CADAIR_VAR, or unset CADAIR_DEMO for a real service."
            ),
        )
    purpose, _is_new = DatabasePurpose.objects.get_or_create(
        id=1, defaults={"is_demo": True, "marked_at": clock.now()}
    )
    return purpose
