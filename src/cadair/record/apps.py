"""Registration of the app."""

from __future__ import annotations

from django.apps import AppConfig


class RecordConfig(AppConfig):
    """`cadair.record`."""

    name = "cadair.record"
    label = "judging_record"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Results are confirmed only when everything adds up (PRO-07)."""
        from cadair.outcomes.readiness import register_check
        from cadair.record.reconciliation import standing_in_the_way

        register_check(standing_in_the_way)
