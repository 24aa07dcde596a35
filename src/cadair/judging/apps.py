"""Registration of the app."""

from django.apps import AppConfig


class JudgingConfig(AppConfig):
    """`cadair.judging`."""

    name = "cadair.judging"
    label = "judging"
    default_auto_field = "django.db.models.BigAutoField"
