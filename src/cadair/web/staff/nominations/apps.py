"""Registration of the web area."""

from django.apps import AppConfig


class StaffNominationsConfig(AppConfig):
    """`cadair.web.staff.nominations`."""

    name = "cadair.web.staff.nominations"
    label = "web_staff_nominations"
