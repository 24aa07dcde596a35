"""Makes the demo anew: the only way back to an earlier stage."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction

from cadair.audit.queries import is_demo_database
from cadair.demo.people import demo_season
from cadair.demo.preparing import prepare
from cadair.demo.staging.journey import Journey
from cadair.foundation import clock
from cadair.people.models import Account
from cadair.seasons.models import Season
from cadair.web.account.demo_people import DEMO_PEOPLE

_KEPT = ("audit_", "django_content_type", "django_migrations")
"""The record of the demo is never rewritten either: it goes on, and says what happened before."""


def losses() -> list[str]:
    """What visitors have made, and would lose."""
    journey = Journey(season=demo_season(), say=lambda _line: None)
    ours = {part.nominator.email for part in journey.script.nominations}
    addresses = {person.email for person in DEMO_PEOPLE}
    counts = {
        "nominations": journey.season.nominations.exclude(nominator_email__in=ours).count(),
        "accounts": Account.objects.exclude(email__in=addresses).count(),
        "seasons": Season.objects.filter(is_fictional=False, loaded_sha256="").count(),
    }
    return [f"{number} {what}" for what, number in counts.items() if number]


@transaction.atomic
def rebuild(*, say: Callable[[str], None]) -> None:
    """Empty the database of the demo, set its clock to the present and prepare it again.

    In one transaction: whoever reads a page meanwhile sees the demo as it was, or as it will be.

    Raises:
        ImproperlyConfigured: the database is not the demo's.
    """
    if not is_demo_database():
        raise ImproperlyConfigured("Only the database of the demo can be made anew.")
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True):
            if not table.startswith(_KEPT):
                # Foreign keys are looked at when the transaction ends: any order will do.
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608  # nosec B608
    clock.move_to(clock.wall())
    prepare(print=say)
