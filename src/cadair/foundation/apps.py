"""Registration of the app."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    """`cadair.foundation`."""

    name = "cadair.foundation"
    label = "foundation"
    default_auto_field = "django.db.models.BigAutoField"
