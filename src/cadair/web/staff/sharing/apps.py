"""Registration of the web area."""

from django.apps import AppConfig


class StaffSharingConfig(AppConfig):
    """`cadair.web.staff.sharing`."""

    name = "cadair.web.staff.sharing"
    label = "web_staff_sharing"
