"""Registration of the web area."""

from django.apps import AppConfig


class MachineConfig(AppConfig):
    """`cadair.web.machine`."""

    name = "cadair.web.machine"
    label = "web_machine"
