"""Whether a database belongs to a demo, and the one moment at which it may become one."""

from __future__ import annotations

from django.db import transaction

from cadair.audit.actions import record
from cadair.audit.models import AuditEntry
from cadair.demo.models import DemoDatabase
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.people.models import Account
from cadair.seasons.models import Season


class NotForADemoError(RuntimeError):
    """The database holds something already; the message says what to do."""


def is_demo_database() -> bool:
    """Whether the database was marked as a demo's when it was new."""
    return DemoDatabase.objects.exists()


@transaction.atomic
def mark_as_demo(*, by: Actor) -> None:
    """Mark a new database; one that is marked stays as it is.

    Raises:
        NotForADemoError: there is an account, a season or a record of an action in it.
    """
    if is_demo_database():
        return
    if any(model.objects.exists() for model in (Account, Season, AuditEntry)):
        raise NotForADemoError(
            "This database was not made for a demo and holds data already: nothing was changed. "
            "Start without CADAIR_DEMO, or point CADAIR_VAR at an empty folder for the demo."
        )
    DemoDatabase.objects.create(marked_at=clock.now())
    record(actor=by, action="mark_as_demo", subject="database:demo")
