"""What belongs to the whole service: who may read the database, and the checks of the operator."""

from __future__ import annotations

from django.apps import AppConfig, apps
from django.conf import settings
from django.db import connections
from django.db.models.signals import post_migrate

from cadair.foundation import clock


def _let_the_public_read(using: str, **_kwargs: object) -> None:
    from cadair.config.public_role import prepare_public_role

    prepare_public_role(connections[using])


class ServiceConfig(AppConfig):
    """`cadair.config`."""

    name = "cadair.config"
    label = "config"

    def ready(self) -> None:
        """Register the checks; renew the rights of the public role after every `migrate`.

        The demo, and only the demo, has a clock that can be moved.
        """
        from cadair.config import checks as _registered  # noqa: F401

        # Not `sender=self`: Django sends the signal only for apps that have models.
        post_migrate.connect(_let_the_public_read, sender=apps.get_app_config("publishing"))
        if settings.CADAIR_DEMO:
            clock.follow(settings.VAR_DIR / "demo-clock")
