"""Registration of the web area."""

from django.apps import AppConfig


class StaffMarkingConfig(AppConfig):
    """`cadair.web.staff.marking`."""

    name = "cadair.web.staff.marking"
    label = "web_staff_marking"
