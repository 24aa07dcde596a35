"""Registration of the app."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """`cadair.demo`."""

    name = "cadair.demo"
    label = "demo"
    default_auto_field = "django.db.models.BigAutoField"
