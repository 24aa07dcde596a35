"""Registration of the web area."""

from django.apps import AppConfig


class StaffGatheringConfig(AppConfig):
    """`cadair.web.staff.gathering`."""

    name = "cadair.web.staff.gathering"
    label = "web_staff_gathering"
