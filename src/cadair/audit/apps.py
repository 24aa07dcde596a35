"""Registration of the app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """`cadair.audit`."""

    name = "cadair.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
