"""Registration of the web area."""

from django.apps import AppConfig


class SharedConfig(AppConfig):
    """`cadair.web.shared`."""

    name = "cadair.web.shared"
    label = "web_shared"
