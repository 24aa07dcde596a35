"""What is looked at before a process begins to serve or to work; it refuses to begin instead."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from cadair.audit.actions import mark_as_demo
from cadair.audit.queries import is_demo_database
from cadair.config.environment import SHORTEST_SECRET
from cadair.config.hosts import is_loopback


def refuse_unsafe_settings() -> None:
    """Refuse settings nobody may run with, whoever wrote the settings module (SEC-21).

    Raises:
        ImproperlyConfigured: with what is wrong and what to do.
    """
    if settings.DEBUG:
        raise ImproperlyConfigured("DEBUG is on: it shows the inside of Cadair to readers")
    if len(settings.SECRET_KEY) < SHORTEST_SECRET:
        raise ImproperlyConfigured("The secret key can be guessed: set CADAIR_SECRET_KEY")
    if not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS:
        raise ImproperlyConfigured("CADAIR_HOSTS must list the names of this service")
    if settings.CADAIR_DEMO and not all(map(is_loopback, settings.ALLOWED_HOSTS)):
        raise ImproperlyConfigured("The demo answers on this machine only: unset CADAIR_HOSTS")


def refuse_the_wrong_database() -> None:
    """Refuse to run the demo on a real database, and a real service on the demo's.

    Raises:
        ImproperlyConfigured: the one or the other, or the database was not prepared.
    """
    try:
        is_demo = is_demo_database()
    except DatabaseError as problem:
        raise ImproperlyConfigured(
            "The database is not ready. Prepare it first: cadair migrate"
        ) from problem
    if settings.CADAIR_DEMO and not is_demo:
        raise ImproperlyConfigured(
            "This database is not the demo’s. Give the demo another folder with CADAIR_VAR, or "
            "set CADAIR_HOSTS for a real service."
        )
    if is_demo and not settings.CADAIR_DEMO:
        raise ImproperlyConfigured(
            "This database is the demo’s: its people are invented. Give the service another one "
            "with CADAIR_DATABASE_URL or CADAIR_VAR."
        )


def claim_the_database() -> None:
    """In demo mode, mark an unused database as the demo's.

    Raises:
        NotNow: it is in use and not the demo's.
    """
    if settings.CADAIR_DEMO:
        mark_as_demo()
