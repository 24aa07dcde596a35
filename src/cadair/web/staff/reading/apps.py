"""Registration of the web area."""

from django.apps import AppConfig


class StaffReadingConfig(AppConfig):
    """`cadair.web.staff.reading`."""

    name = "cadair.web.staff.reading"
    label = "web_staff_reading"
