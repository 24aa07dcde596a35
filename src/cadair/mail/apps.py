"""Registration of the app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class MailConfig(AppConfig):
    """`cadair.mail`."""

    name = "cadair.mail"
    label = "mail"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Know every letter of every app, so that a season can word it anew."""
        autodiscover_modules("letters")
