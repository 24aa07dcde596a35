"""Registration of the app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """`cadair.people`."""

    name = "cadair.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
