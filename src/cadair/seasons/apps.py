"""Registration of the app."""

from django.apps import AppConfig


class SeasonsConfig(AppConfig):
    """`cadair.seasons`."""

    name = "cadair.seasons"
    label = "seasons"
    default_auto_field = "django.db.models.BigAutoField"
