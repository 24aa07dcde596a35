"""Registration of the app."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """`cadair.mail`."""

    name = "cadair.mail"
    label = "mail"
    default_auto_field = "django.db.models.BigAutoField"
