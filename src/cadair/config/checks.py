"""What `cadair check --deploy` looks at beyond Django's own list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import WARNING, CheckMessage, Error, register
from django.db import DatabaseError, connections

from cadair.audit.verification import verify
from cadair.config.public_role import readable_beyond_released
from cadair.files import keeping
from cadair.files.scanning import is_there
from cadair.publishing.models import ReleasedSeason

SECRET_TABLES = ("audit_auditentry", "outcomes_award", "judging_scorecard", "people_account")


@register("embargo", deploy=True)
def the_public_reads_only_what_is_released(**_kwargs: Any) -> Sequence[CheckMessage]:
    """The alias `public` reads released tables, and the database refuses it every other."""
    found: list[CheckMessage] = []
    try:
        ReleasedSeason.objects.using(settings.PUBLIC_DATABASE).exists()
    except DatabaseError as problem:
        found.append(
            Error(
                f"The public pages cannot read what is released: {problem}",
                hint="cadair migrate",
                id="cadair.E001",
            )
        )
    leaking = [table for table in SECRET_TABLES if _can_read(table)]
    connection = connections[settings.PUBLIC_DATABASE]
    if connection.vendor == "postgresql" and not found:
        leaking = readable_beyond_released(connection)
    if leaking:
        found.append(
            Error(
                f"The public pages could read what is not released: {', '.join(leaking)}",
                hint="On PostgreSQL give CADAIR_PUBLIC_DATABASE_URL a user of its own, who owns "
                "nothing, then: cadair migrate",
                id="cadair.E002",
            )
        )
    return found


@register("audit", deploy=True)
def the_record_is_protected(**_kwargs: Any) -> Sequence[CheckMessage]:
    """The chain is whole and its triggers are in place."""
    faults = verify().faults
    if not faults:
        return []
    return [
        Error(
            f"The record of actions is not whole: {len(faults)} faults, the first "
            f"{faults[0].code} {faults[0].sequence or faults[0].what}",
            hint="cadair audit verify",
            id="cadair.E003",
        )
    ]


@register("security", deploy=True)
def a_real_service_is_no_demo(**_kwargs: Any) -> Sequence[CheckMessage]:
    """The demo is for one machine."""
    if not settings.CADAIR_DEMO:
        return []
    return [
        CheckMessage(
            WARNING,
            "This is the demo. A real service needs CADAIR_HOSTS and its own database.",
            hint="docs/operators/settings.md",
            id="cadair.W004",
        )
    ]


@register("files", deploy=True)
def the_scanner_answers(**_kwargs: Any) -> Sequence[CheckMessage]:
    """What people send is looked at for viruses; as long as nobody does, nothing passes."""
    if is_there(settings.CADAIR_SCANNER):
        return []
    return [
        CheckMessage(
            WARNING,
            "The virus scanner does not answer: files that people send stay unread.",
            hint="docs/operators/files.md",
            id="cadair.W005",
        )
    ]


@register("files", deploy=True)
def the_storage_answers(**_kwargs: Any) -> Sequence[CheckMessage]:
    """What people send can be kept, read again and taken away, wherever it lies."""
    try:
        place = keeping.put_away(b"cadair")
        is_the_same = keeping.read_back(place) == b"cadair"
        keeping.take_away(place)
    except OSError as error:
        return [_no_storage(str(error))]
    return [] if is_the_same else [_no_storage("something else came back")]


def _no_storage(why: str) -> CheckMessage:
    return CheckMessage(
        WARNING,
        f"The storage for what people send does not do its work ({why}): no file can be taken.",
        hint="docs/operators/files.md",
        id="cadair.W006",
    )


def _can_read(table: str) -> bool:
    connection = connections[settings.PUBLIC_DATABASE]
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")  # noqa: S608  # nosec B608
    except DatabaseError:
        return False
    return True
