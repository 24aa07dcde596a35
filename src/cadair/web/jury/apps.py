"""Registration of the web area."""

from django.apps import AppConfig


class JuryConfig(AppConfig):
    """`cadair.web.jury`."""

    name = "cadair.web.jury"
    label = "web_jury"
