"""Registration of the web area."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """`cadair.web.public`."""

    name = "cadair.web.public"
    label = "web_public"
