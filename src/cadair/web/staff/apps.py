"""Registration of the web area."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    """`cadair.web.staff`."""

    name = "cadair.web.staff"
    label = "web_staff"
