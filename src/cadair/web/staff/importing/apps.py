"""Registration of the web area."""

from django.apps import AppConfig


class StaffImportingConfig(AppConfig):
    """`cadair.web.staff.importing`."""

    name = "cadair.web.staff.importing"
    label = "web_staff_importing"
