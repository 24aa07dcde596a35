"""Registration of the app."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """`cadair.publishing`."""

    name = "cadair.publishing"
    label = "publishing"
    default_auto_field = "django.db.models.BigAutoField"
