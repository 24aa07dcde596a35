"""Registration of the app."""

from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    """`cadair.outcomes`."""

    name = "cadair.outcomes"
    label = "outcomes"
    default_auto_field = "django.db.models.BigAutoField"
