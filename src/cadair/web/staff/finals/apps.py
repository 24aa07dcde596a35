"""Registration of the web area."""

from django.apps import AppConfig


class StaffFinalsConfig(AppConfig):
    """`cadair.web.staff.finals`."""

    name = "cadair.web.staff.finals"
    label = "web_staff_finals"
