"""Registration of the app."""

from django.apps import AppConfig


class NominationsConfig(AppConfig):
    """`cadair.nominations`."""

    name = "cadair.nominations"
    label = "nominations"
    default_auto_field = "django.db.models.BigAutoField"
