"""Appending to the record: the last thing every action does."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connections, router, transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.chain import Event, link
from cadair.audit.models import AuditEntry, DatabasePurpose
from cadair.audit.queries import head, is_demo_database
from cadair.audit.validators import Fact, check_code, check_facts
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.canonical import canonical_json
from cadair.foundation.refusals import NotNow

APPENDING = 0x4361646169720001
"""The advisory lock of PostgreSQL under which entries are appended: “Cadair”, 1."""


@transaction.atomic
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
    _wait_for_the_end_of_the_chain()
    last = head()
    event = Event(
        sequence=last.sequence + 1,
        at=clock.now(),
        actor=check_code("the actor", actor.ref),
        action=check_code("the action", action),
        subject=check_code("the subject", subject),
        season=check_code("the season", season) if season else "",
        facts=checked,
    )
    return AuditEntry.objects.create(
        sequence=event.sequence,
        at=event.at,
        actor_ref=event.actor,
        action=event.action,
        subject_ref=event.subject,
        season_ref=event.season,
        facts=canonical_json(checked).decode(),
        previous_hash=last.hash,
        hash=link(last.hash, event),
    )


def _wait_for_the_end_of_the_chain() -> None:
    """Let one transaction at a time append.

    SQLite needs nothing: our transactions begin IMMEDIATE and hold the only write lock. On
    PostgreSQL two transactions would read the same last entry and one of them would fail.
    """
    connection = connections[router.db_for_write(AuditEntry)]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [APPENDING])


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
