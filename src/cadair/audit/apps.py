"""Registration of the app."""

from __future__ import annotations

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


def _protect_the_record(using: str, **_kwargs: object) -> None:
    from cadair.audit import triggers

    triggers.install(connections[using])


class AuditConfig(AppConfig):
    """`cadair.audit`."""

    name = "cadair.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the triggers back after every `migrate`: rebuilding a table drops them."""
        post_migrate.connect(_protect_the_record, sender=self)
