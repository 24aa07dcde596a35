"""Registration of the app."""

from django.apps import AppConfig


class RetentionConfig(AppConfig):
    """`cadair.retention`."""

    name = "cadair.retention"
    label = "retention"
    default_auto_field = "django.db.models.BigAutoField"
