"""Registration of the web area."""

from django.apps import AppConfig


class StaffSetupConfig(AppConfig):
    """`cadair.web.staff.setup`."""

    name = "cadair.web.staff.setup"
    label = "web_staff_setup"
