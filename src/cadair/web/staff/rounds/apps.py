"""Registration of the web area."""

from django.apps import AppConfig


class StaffRoundsConfig(AppConfig):
    """`cadair.web.staff.rounds`."""

    name = "cadair.web.staff.rounds"
    label = "web_staff_rounds"
