"""Which database takes what."""

from __future__ import annotations

from django.conf import settings


class PublicIsForReading:
    """The alias `public` is the same database seen by a reader: nothing is migrated through it."""

    def allow_migrate(self, db: str, app_label: str, **_hints: object) -> bool | None:
        """No on `public`, no opinion elsewhere."""
        del app_label
        return False if db == settings.PUBLIC_DATABASE else None
