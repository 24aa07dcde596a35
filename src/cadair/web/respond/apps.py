"""Registration of the web area."""

from django.apps import AppConfig


class RespondConfig(AppConfig):
    """`cadair.web.respond`."""

    name = "cadair.web.respond"
    label = "web_respond"
