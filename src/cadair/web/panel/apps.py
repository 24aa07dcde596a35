"""Registration of the web area."""

from django.apps import AppConfig


class PanelConfig(AppConfig):
    """`cadair.web.panel`."""

    name = "cadair.web.panel"
    label = "web_panel"
