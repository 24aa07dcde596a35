"""Registration of the app."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """`cadair.files`."""

    name = "cadair.files"
    label = "files"
    default_auto_field = "django.db.models.BigAutoField"
