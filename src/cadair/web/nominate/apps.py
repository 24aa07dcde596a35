"""Registration of the web area."""

from django.apps import AppConfig


class NominateConfig(AppConfig):
    """`cadair.web.nominate`."""

    name = "cadair.web.nominate"
    label = "web_nominate"
